import GBT32960
import NIOCore
import NIOEmbedded
import Testing

@testable import TelemetryGateway

@Suite("A link's bytes")
struct LinkHandlerTests {
    private static let day = [
        Samples.login(), Samples.report(), Samples.frame(.heartbeat), Samples.frame(.timeSync),
        Samples.report(.reissue), Samples.logout(),
    ]

    @Test("give the same answers whatever their pieces", arguments: [1, 2, 3, 7, 24, 25, 1_000])
    func pieces(size: Int) throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        let bytes = Self.day.flatMap(\.self)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try gateway.send(Array(bytes[start..<min(start + size, bytes.count)]), on: channel)
            while gateway.loop.forwarder.bytesInFlight > 0 { gateway.finishBatch() }
        }
        let commands = try gateway.received(on: channel).map(\.command)
        #expect(commands == [.vehicleLogin, .heartbeat, .timeSync, .vehicleLogout])
        let kept = gateway.batches.flatMap(\.self).map(\.bytes)
        #expect(kept == [Self.day[0], Self.day[1], Self.day[4], Self.day[5]])
        #expect(gateway.core.sessions.count == 0)
    }

    @Test("are acknowledged only when they are durable")
    func durableFirst() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login() + Samples.frame(.heartbeat), on: channel)
        #expect(gateway.batches.count == 1)
        #expect(try gateway.received(on: channel).isEmpty)
        gateway.finishBatch()
        #expect(try gateway.received(on: channel).map(\.command) == [.vehicleLogin, .heartbeat])
    }

    @Test("are never acknowledged when they are lost, and the link ends")
    func lost() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login(), on: channel)
        gateway.finishBatch(false)
        #expect(try gateway.received(on: channel).isEmpty)
        #expect(!channel.isActive)
        #expect(gateway.core.sessions.count == 0)
        #expect(gateway.count("cyclade_gateway_links_closed_total{reason=\"sink_failed\"} 1"))
    }

    @Test("that are garbage are skipped and counted, and the frame after them is taken")
    func garbage() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login(), on: channel)
        let wrong = Samples.withWrongCheck(Samples.report())
        try gateway.send([1, 2, 0x23, 3] + wrong + Samples.report(), on: channel)
        gateway.finishBatch()
        gateway.finishBatch()
        #expect(
            gateway.batches.flatMap(\.self).map(\.bytes) == [Samples.login(), Samples.report()]
        )
        let damaged = 4 + wrong.count
        #expect(gateway.count("cyclade_gateway_damaged_bytes_total \(damaged)"))
        #expect(gateway.count("cyclade_gateway_frames_total{result=\"damage\"} 1"))
    }

    @Test("that are all garbage end the link")
    func muchGarbage() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        for _ in 0..<10 where channel.isActive {
            try gateway.send([UInt8](repeating: 1, count: 60_000), on: channel)
        }
        #expect(!channel.isActive)
        #expect(gateway.count("cyclade_gateway_links_closed_total{reason=\"damage\"} 1"))
    }

    @Test("of the largest frame fit, of a larger one are damage")
    func oversize() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login(), on: channel)
        gateway.finishBatch()
        let time = Samples.time.bytes
        let body = UserBody(type: 0x80, data: [UInt8](repeating: 1, count: 65_531 - 6 - 3))
        let report = VehicleReport(time: Samples.time, bodies: [.user(body)])
        let largest = Samples.frame(.realtime, .report(report))
        #expect(largest.count == FrameHeader.maximumFrameLength)
        try gateway.send(Array(largest[..<40_000]), on: channel)
        try gateway.send(Array(largest[40_000...]), on: channel)
        #expect(gateway.batches.last?.last?.bytes == largest)
        gateway.finishBatch()

        var larger = Array(largest[..<24])
        (larger[22], larger[23]) = (0xFF, 0xFC)
        try gateway.send(larger + time + Samples.report(), on: channel)
        #expect(gateway.batches.last?.last?.bytes == Samples.report())
        #expect(gateway.count("cyclade_gateway_damaged_bytes_total 30"))
    }

    @Test("that stop within a frame are searched after half a minute: slow senders hold nothing")
    func slowFrame() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login(), on: channel)
        gateway.finishBatch()
        var header = Array(Samples.report()[..<24])
        (header[22], header[23]) = (0xF0, 0)
        try gateway.send(header + Samples.report(), on: channel)
        #expect(gateway.batches.count == 1)
        gateway.pass(seconds: 30)
        #expect(gateway.batches.count == 2)
        #expect(gateway.batches.last?.first?.bytes == Samples.report())
        #expect(channel.isActive)
    }

    @Test("that never make a frame end with the time for a login")
    func slowLoris() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        for byte in Samples.login().prefix(50) where channel.isActive {
            try gateway.send([byte], on: channel)
            gateway.pass(seconds: 2)
        }
        #expect(!channel.isActive)
        #expect(gateway.count("cyclade_gateway_links_closed_total{reason=\"login_timeout\"} 1"))
        #expect(gateway.count("cyclade_gateway_links 0.0"))
    }

    @Test("stop counting when nothing follows for five minutes")
    func idle() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login(), on: channel)
        gateway.finishBatch()
        gateway.pass(seconds: 299)
        #expect(channel.isActive)
        gateway.pass(seconds: 1)
        #expect(!channel.isActive)
        #expect(gateway.count("cyclade_gateway_links_closed_total{reason=\"idle_timeout\"} 1"))
    }
}
