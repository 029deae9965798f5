import Foundation
import GBT32960
import NIOEmbedded
import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("A vehicle that swaps, on its link", .timeLimit(.minutes(5)))
struct SwappingLinkTests {
    private static let hour: UInt32 = 3_600

    @Test(
        "swaps twice, loses the link and sends three days later: every frame is of the right pack"
    )
    func reupload() async throws {
        let scene = try FeedScene()
        let vehicle = try Fixture.vehicle()
        let gateway = try TestGateway(scene.fleets, locator: scene.fleets)
        // The clock of the test gateway stands at its own start; the fixture's is the ledger's.
        let ahead = Int64(Fixture.start) + 3 * 86_400 - Int64(Samples.start / 1_000)
        gateway.pass(seconds: max(ahead, 0))
        scene.fleets.follow(
            [
                FeedScene.swap(0, for: 1, at: Self.milliseconds(after: Self.hour)),
                FeedScene.swap(1, for: 2, at: Self.milliseconds(after: 2 * Self.hour)),
            ],
            upTo: 4,
            isNew: true
        )
        var expected: [UInt32: String?] = [:]
        var frames: [[UInt8]] = []
        for offset in stride(from: 30, to: 3 * Self.hour, by: 30) {
            var report = Fixture.Report(command: .reissue)
            report.second += offset
            frames.append(try Fixture.frame(report, from: vehicle))
            let isNear = [1, 2].contains { abs(Int(offset) - $0 * Int(Self.hour)) <= 60 }
            expected[report.second] = .some(
                isNear ? nil : Fixture.packs[Int(offset / Self.hour)]
            )
        }
        // The link is lost in the middle, and the terminal logs in again.
        var records: [TelemetryRecord] = []
        for part in [frames[..<150], frames[150...]] {
            let channel = try gateway.connect()
            try gateway.send(
                Samples.login(from: vehicle, at: BeijingTime.now(of: gateway)),
                on: channel
            )
            for frame in part.shuffled() { try gateway.send(frame, on: channel) }
            while gateway.loop.forwarder.bytesInFlight > 0 { gateway.finishBatch() }
            _ = try? channel.finish(acceptAlreadyClosed: true)
            gateway.pass(seconds: 1)
        }
        records = gateway.batches.flatMap { $0 }.filter { record in
            (try? FrameHeader(unsafe record.bytes.span.bytes))?.command == .reissue
        }
        #expect(records.count == frames.count)
        try await scene.sample.write(records)
        var found: [UInt32: String?] = [:]
        for record in try scene.sample.records(1) {
            let time = try #require(try ReceivedFrame(record.bytes).frame.unit.time)
            found[UInt32(try time.moment().rawValue / 1_000)] = .some(record.batteryID)
        }
        #expect(found == expected)
    }

    private static func milliseconds(after seconds: UInt32) -> UInt64 {
        FeedScene.startMs + UInt64(seconds) * 1_000
    }
}

extension BeijingTime {
    /// The time by a test gateway's clock.
    fileprivate static func now(of gateway: TestGateway) throws -> BeijingTime {
        try BeijingTime(gateway.clock.now.clock)
    }
}
