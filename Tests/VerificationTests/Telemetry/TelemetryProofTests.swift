import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import TelemetryGateway
import TestSupport
import Testing
import Verification
import Vocabulary

@Suite("Proofs of telemetry")
struct TelemetryProofTests {
    @Test("every record of an anchored segment can be proved, with its battery")
    func everyRecord() async throws {
        let fixture = try await TelemetryFixture()
        for (index, record) in TelemetryFixture.records.enumerated() {
            let report = try fixture.verify(fixture.proof(of: UInt64(index)))
            #expect(report.verdict == .proven, "\(report.checks)")
            #expect(report.findings.record?.bytes == record.bytes)
            #expect(report.findings.record?.receivedMs == record.receivedMs)
            #expect(report.findings.place == UInt64(index))
            #expect(report.findings.battery?.batteryID == record.batteryID)
            #expect(report.findings.anchor?.member.text == "acme")
            #expect(report.findings.anchor?.command.number == 1)
        }
    }

    @Test("a record without a battery is proved by its segment alone")
    func withoutBattery() async throws {
        let fixture = try await TelemetryFixture()
        let none = try fixture.proof(of: 7)
        #expect(try fixture.verify(none)[.battery] == .notSupplied)
        var proof = try fixture.proof(of: 3)
        proof.clearBattery()
        #expect(try fixture.verify(proof).verdict == .proven)
    }

    @Test("a proof with one bit changed is not proven", arguments: 0..<8)
    func everyBit(bit: Int) async throws {
        let fixture = try await TelemetryFixture()
        let bytes = try fixture.proof(of: 3).bytes()
        #expect(TelemetryVerifier.verify(bytes, trust: fixture.trust).verdict == .proven)
        var proven: [Int] = []
        for offset in bytes.indices where Soak.isOn || (offset + bit) % 4 == 0 {
            var changed = bytes
            changed[offset] ^= 1 << UInt8(bit)
            let report = TelemetryVerifier.verify(changed, trust: fixture.trust)
            if report.verdict == .proven { proven.append(offset) }
        }
        #expect(proven == [])
    }

    @Test("a proof that is cut short is not proven, and is no trap")
    func everyLength() async throws {
        let fixture = try await TelemetryFixture()
        let bytes = try fixture.proof(of: 3).bytes()
        for length in 0..<bytes.count {
            let report = TelemetryVerifier.verify(Array(bytes[..<length]), trust: fixture.trust)
            #expect(report.verdict == .notProven)
        }
        let large = [UInt8](repeating: 0, count: TelemetryVerifier.maximumByteCount + 1)
        #expect(TelemetryVerifier.verify(large, trust: fixture.trust).failed == [.format])
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let check: TelemetryCheckName
        let change: @Sendable (inout TelemetryProof, TelemetryProof) -> Void

        init(
            _ name: String,
            _ check: TelemetryCheckName,
            _ change: @escaping @Sendable (inout TelemetryProof, TelemetryProof) -> Void
        ) {
            (testDescription, self.check, self.change) = (name, check, change)
        }
    }

    /// What is changed in the proof of record 3, and taken from that of record 6 of its battery.
    static let rows: [Row] = [
        Row("no battery's id", .record) { proof, _ in proof.record[9] = 255 },
        Row("another kind", .record) { proof, _ in proof.record[0] = 3 },
        Row("an empty record", .record) { proof, _ in proof.record = proof.record.prefix(10) },
        Row("no receipt that holds", .receipt) { proof, _ in proof.receipt.removeLast() },
        Row("another record", .segment) { proof, other in proof.record = other.record },
        Row("a later time", .segment) { proof, _ in proof.record[1] ^= 1 },
        Row("another battery", .segment) { proof, _ in proof.record[17] ^= 1 },
        Row("another place", .segment) { proof, other in proof.place = other.place },
        Row("another index", .segment) { proof, _ in proof.place.index += 1 },
        Row("an index beyond the segment", .segment) { proof, _ in proof.place.index = .max },
        Row("a short path", .segment) { proof, _ in proof.place.inclusion.removeLast() },
        Row("a long path", .segment) { proof, _ in proof.place.inclusion.append(Data(count: 32)) },
        Row("half a hash", .segment) { proof, _ in proof.place.inclusion[0].removeLast() },
        Row("fewer records of the battery", .battery) { proof, _ in proof.battery.recordCount -= 1
        },
        Row("another root", .battery) { proof, _ in proof.battery.recordsRoot[3] ^= 1 },
        Row("half a root", .battery) { proof, _ in proof.battery.recordsRoot.removeLast() },
        Row("another place in the list", .battery) { proof, _ in
            proof.battery.batteryPlace.index += 1
        },
        Row("another place among the battery's", .battery) { proof, other in
            proof.battery.recordPlace = other.battery.recordPlace
        },
    ]

    @Test("one check fails", arguments: rows)
    func oneCheckFails(row: Row) async throws {
        let fixture = try await TelemetryFixture()
        var proof = try fixture.proof(of: 3)
        row.change(&proof, try fixture.proof(of: 6))
        let report = try fixture.verify(proof)
        #expect(report.failed == [row.check], "\(report.checks)")
        #expect(report.verdict == .notProven)
    }

    @Test("a battery is not claimed for a record that has none")
    func claimedBattery() async throws {
        let fixture = try await TelemetryFixture()
        var proof = try fixture.proof(of: 7)
        proof.battery = try fixture.proof(of: 6).battery
        #expect(try fixture.verify(proof).failed == [.battery])
    }

    @Test("the receipt of something else is no anchor")
    func otherCommand() async throws {
        let fixture = try await TelemetryFixture()
        let other = try await TelemetryFixture { body in
            body.approve = Approve.with { $0.proposalID = Data(count: 32) }
        }
        var proof = try fixture.proof(of: 3)
        proof.receipt = Data(try other.receipt.bytes())
        let report = TelemetryVerifier.verify(try proof.bytes(), trust: other.trust)
        #expect(report.failed == [.anchor])
        #expect(
            TelemetryVerifier.verify(try proof.bytes(), trust: fixture.trust).failed == [.receipt]
        )
    }

    @Test("only a proven receipt of the segment's own anchor is kept")
    func keptReceipts() async throws {
        let fixture = try await TelemetryFixture()
        let directory = fixture.directory
        #expect(throws: SegmentError.notAnchored(number: 1)) {
            _ = try TelemetryProof(of: 3, in: 1, of: directory)
        }
        let wrong = try await TelemetryFixture { $0.anchorTelemetry.frameCount += 1 }
        #expect(throws: SegmentError.self) {
            try directory.keep(receipt: wrong.receipt.bytes(), of: 1, trust: wrong.trust)
        }
        #expect(throws: SegmentError.self) {
            try directory.keep(receipt: fixture.receipt.bytes(), of: 1, trust: wrong.trust)
        }
        #expect(try directory.unanchored() == [1])
        try directory.keep(receipt: fixture.receipt.bytes(), of: 1, trust: fixture.trust)
        #expect(try directory.unanchored() == [])
        #expect(throws: SegmentError.noRecord(index: 11)) {
            _ = try TelemetryProof(of: 11, in: 1, of: directory)
        }
    }

    @Test("a deleted segment leaves its bounds, its receipt and a chain that can be checked")
    func deletion() async throws {
        let fixture = try await TelemetryFixture()
        let directory = fixture.directory
        let proof = try fixture.proof(of: 3)
        let closed = try directory.closed(1)
        try directory.delete(1)
        try directory.delete(1)
        #expect(!directory.holds(1, .segment))
        #expect(try directory.closed(1) == closed)
        let chain = try directory.chain()
        #expect(chain.segments == [closed] && chain.deleted == [1] && chain.missing == [])
        #expect(throws: SegmentError.deleted(number: 1)) { try directory.check(1) }
        #expect(try directory.receipt(of: 1) == fixture.receipt.bytes())
        #expect(try fixture.verify(proof).verdict == .proven)
        // The next writer goes on from what is left.
        let writer = try SegmentWriter(directory, gatewayID: "gateway-1")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await writer.run() }
            try await writer.append(TelemetryFixture.records)
            await writer.shutDown()
            try await group.waitForAll()
        }
        #expect(try directory.chain().segments.map(\.header.number) == [1, 2])
    }
}
