import Foundation
import TestSupport
import Testing
import Verification

@testable import TelemetryGateway

@Suite("Damaged segments")
struct SegmentDamageTests {
    @Test("a flipped bit is found, wherever it is in a closed segment")
    func flippedBits() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(12, upTo: 40))
        let bytes = try sample.bytes(1)
        var unfound: [Int] = []
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 1 << UInt8(offset % 8)
            try sample.replace(1, changed)
            if failure({ try sample.directory.check(1) }) == nil { unfound.append(offset) }
        }
        #expect(unfound == [])
        try sample.replace(1, bytes)
        try sample.directory.check(1)
    }

    @Test("a record is not replaced by another with a check of its own")
    func replacedRecord() async throws {
        let sample = try SegmentSample()
        let other = try SegmentSample()
        let records = SegmentSample.records(9, upTo: 40)
        var changed = records
        changed[4] = TelemetryRecord(
            kind: records[4].kind,
            receivedMs: records[4].receivedMs,
            batteryID: records[4].batteryID,
            bytes: records[4].bytes.map { $0 ^ 1 }
        )
        try await sample.write(records)
        try await other.write(changed)
        let footer = try sample.directory.closed(1).footer.encoded
        let body = try other.bytes(1).dropLast(other.directory.closed(1).footer.encoded.count)
        try sample.replace(1, body + footer)
        guard case .damaged(_, _, let damage)? = failure({ try sample.directory.check(1) }) else {
            Issue.record("nothing was found")
            return
        }
        #expect(damage == .contradiction(.root))
    }

    @Test("what looks like a footer within a record is no end of a segment that a crash cut")
    func footerInRecord() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(3, upTo: 60))
        let footer = try sample.directory.closed(1).footer.encoded
        // A sender puts a whole footer into a frame, and the crash comes just behind it.
        let frame = TelemetryRecord(
            kind: .frame,
            receivedMs: 1_780_000_000_000,
            batteryID: nil,
            bytes: footer + [0]
        )
        try await sample.write([SegmentSample.records(1)[0], frame])
        let bytes = try sample.bytes(2)
        let last = try #require(sample.entries(2).last)
        let end = last.offset + 4 + last.leaf.count - 1
        #expect(Array(bytes[..<end].suffix(footer.count)) == footer)
        try sample.replace(2, bytes[..<end])
        let recovery = try sample.writer().recovery
        #expect(recovery?.number == 2 && recovery?.recordCount == 1)
        try sample.directory.check(2)
    }

    @Test("a torn tail is cut at the last whole record, wherever it is torn")
    func tornTail() async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(6, upTo: 60)
        try await sample.write(records)
        let closed = try sample.directory.closed(1)
        let body = try Array(sample.bytes(1).dropLast(closed.footer.encoded.count))
        let last = try #require(sample.entries(1).last)
        for end in last.offset...body.count {
            try sample.replace(1, body[..<end])
            let writer = try sample.writer()
            let isWhole = end == body.count
            let recovery = SegmentRecovery(
                number: 1,
                recordCount: isWhole ? 6 : 5,
                cutByteCount: isWhole ? 0 : end - last.offset
            )
            #expect(writer.recovery == recovery)
            #expect(try sample.records(1) == Array(records.prefix(isWhole ? 6 : 5)))
            try sample.directory.check(1)
            if !isWhole, end > last.offset {
                #expect(try sample.bytes(1, .tail) == Array(body[last.offset..<end]))
            }
        }
    }

    @Test("a torn footer is written again, wherever it is torn")
    func tornFooter() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(6, upTo: 60))
        let bytes = try sample.bytes(1)
        let footer = try sample.directory.closed(1).footer.encoded
        for cut in 1...footer.count {
            try sample.replace(1, bytes.dropLast(cut))
            _ = try sample.writer()
            #expect(try sample.bytes(1) == bytes)
        }
        // A page of the footer that never came to the disk.
        try sample.replace(
            1,
            bytes.dropLast(40) + [UInt8](repeating: 0, count: 20) + bytes.suffix(20)
        )
        _ = try sample.writer()
        #expect(try sample.bytes(1) == bytes)
    }

    @Test("a segment without a whole record goes, and its number is used again")
    func unbegun() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(2, seed: 1))
        try await sample.write(SegmentSample.records(2, seed: 2))
        let bytes = try sample.bytes(2)
        let first = try #require(sample.entries(2).first)
        for end in 0...first.offset + 5 {
            try sample.replace(2, bytes[..<end])
            let writer = try sample.writer()
            #expect(writer.recovery?.recordCount == 0 && writer.recovery?.number == 2)
            #expect(try sample.directory.chain().segments.count == 1)
        }
        try await sample.write(SegmentSample.records(2, seed: 3))
        #expect(try sample.directory.chain().segments.map(\.header.number) == [1, 2])
    }

    @Test("random bytes are no segment, and never a trap")
    func randomBytes() async throws {
        let sample = try SegmentSample()
        try await sample.write(SegmentSample.records(8, upTo: 30))
        let bytes = try sample.bytes(1)
        var random = SplitMix64(seed: 20_261_127)
        for round in 0..<(Soak.isOn ? 100_000 : 2_000) {
            var changed =
                round % 4 == 0 ? random.bytes(.random(in: 0...400, using: &random)) : bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) where !changed.isEmpty {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = .random(in: 0 ... .max, using: &random)
                case 1: changed.removeSubrange(place..<min(place + 9, changed.count))
                default: changed.insert(contentsOf: random.bytes(5), at: place)
                }
            }
            guard changed != bytes else { continue }
            try sample.replace(1, changed)
            #expect(failure { try sample.directory.check(1) } != nil, "round \(round)")
        }
    }

    @Test("an open segment can be read while it is written")
    func openSegment() async throws {
        let sample = try SegmentSample()
        let records = SegmentSample.records(50)
        try await sample.withWriter { writer in
            try await writer.append(records)
            #expect(try sample.records(1) == records)
            #expect(failure { try sample.directory.check(1) } == .notClosed(number: 1))
        }
        #expect(failure { _ = try sample.entries(2) } == .missing(number: 2))
    }
}
