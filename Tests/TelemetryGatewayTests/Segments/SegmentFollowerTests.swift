import TestSupport
import Testing
import Vocabulary

@testable import TelemetryGateway

@Suite("Following segments")
struct SegmentFollowerTests {
    private static let most = SegmentHorizon.Place(number: .max, byteCount: nil)

    @Test("gives every record once, in portions of any size", arguments: [1, 2, 7, 100])
    func portions(size: Int) async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(20)
        try await sample.write(Array(records[..<8]))
        try await sample.write(Array(records[8...]))
        var follower = SegmentFollower(sample.directory)
        var found: [TelemetryRecord] = []
        while case let portion = try follower.next(size), !portion.isEmpty { found += portion }
        #expect(found == records)
        #expect(follower.position == SegmentPosition(number: 3, index: 0))
    }

    @Test("goes on from any position, and stops before any", arguments: 0...20)
    func positions(index: Int) async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(20)
        try await sample.write(records)
        let place = SegmentPosition(number: 1, index: UInt64(index))
        var rest = SegmentFollower(sample.directory, from: place)
        #expect(try rest.next(100) == Array(records[index...]))
        var first = SegmentFollower(sample.directory)
        #expect(try first.next(100, before: place) == Array(records[..<index]))
    }

    @Test("reads nothing that is not on the disk, and everything once it is")
    func horizon() async throws {
        let sample = try SegmentSample()
        let limits = SegmentLimits(flushInterval: .milliseconds(200))
        try await sample.withWriter(limits: limits) { writer in
            var follower = SegmentFollower(sample.directory, upTo: writer.horizon)
            #expect(try follower.next(10) == [])
            let records = SegmentSample.records(5)
            async let append: Void = writer.append(records)
            // Whatever is seen before the flush is nothing or all of it.
            var seen: [TelemetryRecord] = []
            while seen.isEmpty { seen += try follower.next(10) }
            #expect(seen == records)
            try await append
        }
    }

    @Test("passes over numbers that are missing and segments that were deleted")
    func gaps() async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(6)
        try await sample.write(Array(records[..<2]))
        var follower = SegmentFollower(sample.directory)
        #expect(try follower.next(10).count == 2)
        #expect(try follower.next(10) == [])
        // The directory is lost, and the writer goes on from what the ledger has.
        let link = SegmentLink(number: 8, root: .zero)
        let writer = try sample.writer(continuing: link)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await writer.append(Array(records[2...]))
            await writer.shutDown()
            try await group.waitForAll()
        }
        #expect(try follower.next(10) == Array(records[2...]))
    }
}
