import GBT32960
import NIOCore
import NIOEmbedded
import Testing

@testable import TelemetryGateway

@Suite("Links beside each other")
struct LinkPairTests {
    private static let later = BeijingTime(
        year: 26,
        month: 3,
        day: 1,
        hour: 8,
        minute: 0,
        second: 9
    )

    @Test("of two terminals with one VIN the newer wins")
    func newerWins() throws {
        let gateway = try TestGateway()
        let first = try gateway.connect()
        let second = try gateway.connect()
        try gateway.send(Samples.login(), on: first)
        gateway.finishBatch()
        try gateway.send(Samples.login(2, at: Self.later), on: second)
        gateway.finishBatch()
        #expect(!first.isActive)
        #expect(second.isActive)
        #expect(gateway.core.sessions.count == 1)
        try gateway.send(Samples.report(), on: second)
        #expect(gateway.batches.last?.count == 1)
        #expect(gateway.count("cyclade_gateway_links_closed_total{reason=\"replaced\"} 1"))
    }

    @Test("a replayed login does not drive out the one in force")
    func replay() throws {
        let gateway = try TestGateway()
        let first = try gateway.connect()
        try gateway.send(Samples.login(), on: first)
        gateway.finishBatch()
        let second = try gateway.connect()
        try gateway.send(Samples.login(), on: second)
        #expect(first.isActive)
        #expect(try gateway.received(on: second).map(\.answer) == [.duplicateVIN])
        try first.close().wait()
        gateway.eventLoop.run()
        // With nobody logged in there is nothing to drive out.
        try gateway.send(Samples.login(), on: second)
        gateway.finishBatch()
        #expect(try gateway.received(on: second).map(\.answer) == [.success])
    }

    @Test("the replaced link is still acknowledged what it sent")
    func replacedIsAnswered() throws {
        let gateway = try TestGateway()
        let first = try gateway.connect()
        let second = try gateway.connect()
        try gateway.send(Samples.login(), on: first)
        try gateway.send(Samples.login(2, at: Self.later), on: second)
        #expect(first.isActive)
        gateway.finishBatch()
        #expect(try gateway.received(on: first).map(\.answer) == [.success])
        #expect(!first.isActive)
    }

    @Test("share batches, and a batch grows while the one before it is on its way")
    func batches() throws {
        var limits = GatewayLimits()
        limits.batchRecords = 3
        let gateway = try TestGateway(limits: limits)
        let first = try gateway.connect()
        let second = try gateway.connect()
        try gateway.send(Samples.login(), on: first)
        #expect(gateway.batches.map(\.count) == [1])
        try gateway.send(Samples.login(from: Samples.otherVIN), on: second)
        try gateway.send(Samples.report(), on: first)
        try gateway.send(
            Samples.report(from: Samples.otherVIN)
                + Samples.logout(
                    from: Samples.otherVIN
                ),
            on: second
        )
        #expect(gateway.batches.map(\.count) == [1])
        gateway.finishBatch()
        #expect(gateway.batches.map(\.count) == [1, 2])
        gateway.finishBatch()
        #expect(gateway.batches.map(\.count) == [1, 2, 2])
        gateway.finishBatch()
        #expect(gateway.loop.forwarder.bytesInFlight == 0)
        #expect(try gateway.received(on: second).map(\.command) == [.vehicleLogin, .vehicleLogout])
    }

    @Test("are not read while too much is in flight, and go on when there is room")
    func backPressure() throws {
        var limits = GatewayLimits()
        limits.bytesInFlight = 100
        let gateway = try TestGateway(limits: limits)
        let channel = try gateway.connect()
        let reads = ReadCounter()
        try channel.pipeline.syncOperations.addHandler(reads, position: .first)
        try gateway.send(Samples.login() + Samples.report() + Samples.report(), on: channel)
        #expect(gateway.loop.forwarder.bytesInFlight > 100)
        let before = reads.count
        gateway.finishBatch()
        #expect(reads.count == before + 1)
    }

    @Test("draining answers what was sent and then ends")
    func drain() throws {
        let gateway = try TestGateway()
        let channel = try gateway.connect()
        try gateway.send(Samples.login() + Samples.report(), on: channel)
        channel.pipeline.fireUserInboundEventTriggered(LinkHandler.Request.drain)
        gateway.eventLoop.run()
        #expect(channel.isActive)
        gateway.finishBatch()
        #expect(try gateway.received(on: channel).map(\.answer) == [.success])
        #expect(!channel.isActive)
    }
}

private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    var count = 0

    func read(context: ChannelHandlerContext) {
        count += 1
        context.read()
    }
}
