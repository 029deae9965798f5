import Foundation
import Synchronization
import TestSupport
import Testing
import Verification

@testable import TelemetryGateway

@Suite("Segments are closed and flushed in time")
struct SegmentLimitTests {
    @Test("after 60 s, whether or not more comes", .timeLimit(.minutes(15)))
    func age() async throws {
        let sample = try SegmentSample()
        try await sample.withWriter { writer in
            try await writer.append(SegmentSample.records(3))
            sample.advance(.milliseconds(59_999))
            try await writer.append(SegmentSample.records(3))
            #expect(try sample.directory.chain().open == 1)
            sample.advance(.milliseconds(1))
            try await writer.append(SegmentSample.records(3))
            #expect(try sample.directory.chain().open == 2)
            sample.advance(.seconds(60))
            while try sample.directory.chain().open != nil {
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        let chain = try sample.directory.chain()
        #expect(chain.segments.map(\.footer.recordCount) == [6, 3])
    }

    @Test("before 64 MiB are exceeded, and a batch goes on in the next segment")
    func size() async throws {
        let sample = try SegmentSample()
        let bytes = [UInt8](repeating: 7, count: 65_000)
        let batch = (0..<520).map { number in
            TelemetryRecord(
                kind: .frame,
                receivedMs: number,
                batteryID: nil,
                bytes: bytes
            )
        }
        try await sample.withWriter { writer in
            for _ in 0..<3 { try await writer.append(batch) }
        }
        let chain = try sample.directory.chain()
        #expect(chain.segments.count == 2)
        #expect(chain.segments.map(\.footer.recordCount).reduce(0, +) == 1_560)
        let footer = chain.segments[0].footer.encoded.count
        let size = try sample.bytes(1).count - footer
        #expect(size <= 64 << 20 && size + 65_022 > 64 << 20)
        try sample.directory.check(1)
        try sample.directory.check(2)
    }

    @Test("limits are never larger than what is promised")
    func clamped() {
        let limits = SegmentLimits(
            byteCount: .max,
            age: .seconds(1_000),
            flushInterval: .seconds(5),
            unflushedByteCount: .max
        )
        #expect(limits.byteCount == 64 << 20 && limits.age == .seconds(60))
        #expect(limits.flushInterval == .milliseconds(200))
        #expect(limits.unflushedByteCount == 64 << 20)
    }

    @Test("before there are more batteries than a footer lists")
    func batteries() async throws {
        let sample = try SegmentSample()
        let records = (0..<66_000).map { number in
            TelemetryRecord(kind: .frame, receivedMs: 1, batteryID: "B-\(number)", bytes: [1])
        }
        try await sample.write(records)
        let chain = try sample.directory.chain()
        #expect(chain.segments.map(\.footer.batteries.count) == [65_536, 464])
    }

    @Test("records that come together share a flush, and none is acknowledged before it")
    func groupCommit() async throws {
        let sample = try SegmentSample()
        let writer = try sample.writer()
        let acknowledged = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 0..<200 as Range<UInt64> {
                group.addTask {
                    try await writer.append(SegmentSample.records(2, seed: seed))
                    acknowledged.add()
                }
            }
            while try !sample.directory.holds(1, .segment) || sample.records(1).count < 400 {
                try await Task.sleep(for: .milliseconds(10))
            }
            // All are in the file, and nobody has flushed it.
            #expect(acknowledged.value == 0)
            await writer.shutDown()
            try await writer.run()
            try await group.waitForAll()
        }
        #expect(acknowledged.value == 200)
        #expect(try sample.directory.check(1).footer.recordCount == 400)
    }

    @Test("much that waits is flushed at once")
    func unflushed() async throws {
        let sample = try SegmentSample()
        // Nobody runs the writer: without the limit this would wait for ever.
        let writer = try sample.writer(limits: SegmentLimits(unflushedByteCount: 1))
        try await writer.append(SegmentSample.records(3))
        #expect(try sample.records(1).count == 3)
    }

    @Test("after the end nothing is taken, and what was open is closed", .timeLimit(.minutes(15)))
    func shutDown() async throws {
        let sample = try SegmentSample()
        let writer = try await sample.withWriter { writer in
            try await writer.append(SegmentSample.records(3))
            return writer
        }
        await #expect(throws: SegmentError.shutDown) {
            try await writer.append(SegmentSample.records(1))
        }
        #expect(try sample.directory.check(1).footer.recordCount == 3)
    }

    @Test("a writer whose task is cancelled closes what is open")
    func cancelled() async throws {
        let sample = try SegmentSample()
        let writer = try sample.writer()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await writer.append(SegmentSample.records(4))
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(try sample.directory.check(1).footer.recordCount == 4)
    }
}

/// A number that tasks count up together.
private final class Count: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    func add() {
        number.withLock { $0 += 1 }
    }
}
