import CycladeSchema
import Foundation
import MerkleLog
import TestSupport
import Testing
import Verification
import Vocabulary

@testable import TelemetryGateway

@Suite("Evidence segments")
struct SegmentTests {
    @Test("what is kept is read back, in order, with the roots that follow from it")
    func roundTrip() async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(500)
        try await sample.withWriter { writer in
            for start in stride(from: 0, to: records.count, by: 37) {
                try await writer.append(Array(records.dropFirst(start).prefix(37)))
            }
        }
        #expect(try sample.records(1) == records)
        let closed = try sample.directory.check(1)
        let entries = try sample.entries(1)
        let leaves = entries.map(\.leafHash)
        #expect(leaves == entries.map { LogHash.leaf($0.leaf) })
        #expect(closed.footer.segmentRoot == referenceRoot(leaves[...]))
        #expect(closed.footer.recordCount == 500)
        #expect(closed.footer.firstMs == records.map(\.receivedMs).min())
        #expect(closed.footer.lastMs == records.map(\.receivedMs).max())
        #expect(closed.footer.batteries.map(\.batteryID) == (1...5).map { "BATTERY-\($0)" })
        for battery in closed.footer.batteries {
            let own = entries.filter { $0.record.batteryID == battery.batteryID }.map(\.leafHash)
            #expect(battery.recordCount == UInt64(own.count))
            #expect(battery.recordsRoot == referenceRoot(own[...]))
        }
        let list = closed.footer.batteries.map { LogHash.leaf($0.leaf) }
        #expect(closed.footer.batteriesRoot == referenceRoot(list[...]))
    }

    @Test("the smallest and the largest records are kept")
    func extremes() async throws {
        let sample = try SegmentSample()
        let largest = [UInt8](repeating: 0xFF, count: 65_556)
        let id = String(repeating: "B", count: 64)
        let records = [
            TelemetryRecord(kind: .frame, receivedMs: 0, batteryID: nil, bytes: [0]),
            TelemetryRecord(kind: .stationRecord, receivedMs: .max, batteryID: id, bytes: largest),
        ]
        try await sample.write(records)
        #expect(try sample.records(1) == records)
        #expect(try sample.directory.check(1).footer.lastMs == .max)
    }

    static let unfit: [TelemetryRecord] = [
        TelemetryRecord(kind: .frame, receivedMs: 1, batteryID: nil, bytes: []),
        TelemetryRecord(
            kind: .frame,
            receivedMs: 1,
            batteryID: nil,
            bytes: [UInt8](repeating: 0, count: 65_557)
        ),
        TelemetryRecord(kind: .frame, receivedMs: 1, batteryID: "", bytes: [1]),
        TelemetryRecord(kind: .frame, receivedMs: 1, batteryID: "a b", bytes: [1]),
        TelemetryRecord(kind: .frame, receivedMs: 1, batteryID: "电池", bytes: [1]),
        TelemetryRecord(
            kind: .frame,
            receivedMs: 1,
            batteryID: String(repeating: "B", count: 65),
            bytes: [1]
        ),
    ]

    @Test("a record that cannot be kept is refused with its batch, and the writer goes on")
    func unfitRecords() async throws {
        let sample = try SegmentSample()
        let fit = SegmentSample.records(1)
        try await sample.withWriter { writer in
            for record in Self.unfit {
                await #expect(throws: SegmentError.record(index: 1)) {
                    try await writer.append(fit + [record])
                }
            }
            try await writer.append(fit)
        }
        #expect(try sample.records(1) == fit)
    }

    @Test("a lock goes with its writer, also where a child has just inherited the file")
    func inheritedLock() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(5, seed: 1))
        var copies: [Int32] = []
        do {
            let writer = try sample.writer()
            for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/self/fd/\(name)"
                )
                guard target?.hasPrefix(sample.directory.path) == true,
                    let descriptor = Int32(name)
                else { continue }
                // What a child has between its birth and its program.
                copies.append(dup(descriptor))
            }
            _ = writer
        }
        defer { for copy in copies { close(copy) } }
        #expect(!copies.isEmpty)
        try await sample.write(SegmentSample.records(5, seed: 2))
    }

    @Test("segments continue each other, over restarts as well")
    func chain() async throws {
        let sample = try SegmentSample()
        for seed in 1...4 as ClosedRange<UInt64> {
            try await sample.write(SegmentSample.records(20, seed: seed))
        }
        let chain = try sample.directory.chain()
        #expect(chain.segments.map(\.header.number) == [1, 2, 3, 4])
        #expect(chain.segments[0].header.previousRoot == .zero)
        for (earlier, later) in zip(chain.segments, chain.segments.dropFirst()) {
            #expect(later.header.previousRoot == earlier.footer.segmentRoot)
        }
        #expect(chain.missing == [] && chain.open == nil)
    }

    @Test("a segment that was replaced breaks the chain, and one that is gone leaves a gap")
    func brokenChain() async throws {
        let sample = try SegmentSample()
        for seed in 1...4 as ClosedRange<UInt64> {
            try await sample.write(SegmentSample.records(5, seed: seed))
        }
        try FileManager.default.removeItem(atPath: sample.directory.file(2, .segment))
        #expect(try sample.directory.chain().missing == [2...2])

        let other = try SegmentSample()
        for seed in 11...12 as ClosedRange<UInt64> {
            try await other.write(SegmentSample.records(5, seed: seed))
        }
        try sample.replace(2, other.bytes(2))
        #expect(failure { _ = try sample.directory.chain() } == .brokenChain(number: 2))
    }

    @Test("numbers go on from the ledger's when it knows newer ones")
    func continuing() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(3))
        let first = try sample.directory.closed(1).link
        let link = SegmentLink(number: 7, root: Digest(1, 2, 3, 4))
        let wrong = SegmentLink(number: 1, root: Digest(1, 2, 3, 4))
        #expect(failure { _ = try sample.writer(continuing: wrong) } == .brokenChain(number: 1))
        _ = try sample.writer(continuing: first)
        let writer = try sample.writer(continuing: link)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await writer.append(SegmentSample.records(3))
            await writer.shutDown()
            try await group.waitForAll()
        }
        #expect(try sample.directory.closed(8).header.previousRoot == link.root)
        #expect(try sample.directory.chain().missing == [2...7])
    }

    @Test("one process writes at a time, for one gateway")
    func oneWriter() async throws {
        let sample = try SegmentSample()
        try await sample.withWriter { writer in
            try await writer.append(SegmentSample.records(3))
            let path = sample.directory.path
            #expect(failure { _ = try sample.writer() } == .inUse(directory: path))
        }
        let other = failure { _ = try sample.writer(gatewayID: "gateway-2") }
        #expect(other == .otherGateway(found: "gateway-1"))
        #expect(failure { _ = try sample.writer(gatewayID: "../x") } == .gatewayName("../x"))
    }

    @Test("nobody else can read what is kept, and a directory that others can enter is refused")
    func privacy() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(3))
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: sample.directory.path) {
            let path = "\(sample.directory.path)/\(name)"
            #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
        let path = sample.directory.path
        #expect(try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
        try files.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
        #expect(failure { _ = try sample.writer() } == .file(path: path, .exposed))
    }

    @Test("the anchor's command says what the footer does")
    func anchor() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(3, seed: 1))
        try await sample.write(SegmentSample.records(30, seed: 2))
        let closed = try sample.directory.closed(2)
        let command = AnchorTelemetry(anchoring: closed)
        #expect(command.gatewayID == "gateway-1" && command.number == 2)
        #expect(Array(command.previousRoot) == closed.header.previousRoot.bytes)
        #expect(Array(command.segmentRoot) == closed.footer.segmentRoot.bytes)
        #expect(command.frameCount == 30 && command.batteryCount == 5)
        #expect(try sample.directory.unanchored() == [1, 2])
        #expect(failure { try sample.directory.delete(1) } == .notAnchored(number: 1))
    }

    @Test("a Python script that shares no code reads the same roots from the file")
    func otherReader() async throws {
        let python = try Program.find("python3")
        let sample = try SegmentSample()
        let limits = SegmentLimits(byteCount: 20_000, flushInterval: .milliseconds(1))
        try await sample.withWriter(limits: limits) { writer in
            for seed in 0..<8 as Range<UInt64> {
                try await writer.append(SegmentSample.records(40, seed: seed))
            }
        }
        let chain = try sample.directory.chain().segments
        try #require(chain.count > 3)
        let script = Repository.interop.appending(path: "python/check_segments.py")
        let result = try await Program.run(python, [script.path, sample.directory.path])
        #expect(result.status == 0, "\(result.output)")
        let expected = chain.map {
            "\($0.header.number) \($0.footer.recordCount) \($0.footer.segmentRoot) "
                + "\($0.footer.batteries.count) \($0.footer.batteriesRoot)\n"
        }
        #expect(result.output == expected.joined())
    }
}
