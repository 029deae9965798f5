import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import TestSupport
import Testing
import Verification
import Vocabulary

/// Bytes that were changed on the way, or were never a receipt.
@Suite("Hostile receipts")
struct HostileReceiptTests {
    /// Keys that the state holds.
    static let held = [TinyLedger.keyText, "consortium/2", "consortium/4"]

    @Test("a receipt with one byte changed is not proven", arguments: [false, true])
    func everyByte(isRefusal: Bool) throws {
        let fixture = try isRefusal ? Fixture.refusal() : Fixture.transaction(Self.held)
        let bytes = try fixture.receipt.bytes()
        #expect(ReceiptVerifier.verify(bytes, trust: fixture.ledger.trust).verdict == .proven)
        var proven: [Int] = []
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 1 << UInt8(offset % 8)
            let report = ReceiptVerifier.verify(changed, trust: fixture.ledger.trust)
            if report.verdict == .proven { proven.append(offset) }
        }
        #expect(proven == [])
    }

    @Test("a receipt with one bit changed is not proven, whichever of the byte's")
    func everyBit() throws {
        let fixture = try Fixture.transaction(Self.held)
        let bytes = try fixture.receipt.bytes()
        var proven: [Int] = []
        for offset in stride(from: 0, to: bytes.count, by: 3) {
            for bit in 0..<8 {
                var changed = bytes
                changed[offset] ^= 1 << UInt8(bit)
                let report = ReceiptVerifier.verify(changed, trust: fixture.ledger.trust)
                if report.verdict == .proven { proven.append(offset) }
            }
        }
        #expect(proven == [])
    }

    @Test("a spare cosignature may be lost, and then it is not counted")
    func spareCosignature() throws {
        let fixture = try Fixture.transaction(cosignedBy: 4, Self.held)
        let bytes = try fixture.receipt.bytes()
        let honest = ReceiptVerifier.verify(bytes, trust: fixture.ledger.trust).findings
        #expect(honest.cosigners.count == 4)
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 1
            let report = ReceiptVerifier.verify(changed, trust: fixture.ledger.trust)
            guard report.verdict == .proven else { continue }
            #expect(report.findings.cosigners.count == 3)
            #expect(report.findings.tree == honest.tree)
            #expect(report.findings.transaction?.id == honest.transaction?.id)
        }
    }

    @Test("a proof of absence may come to be of another key, which is absent as well")
    func absentKey() throws {
        let fixture = try Fixture.transaction()
        let bytes = try fixture.receipt.bytes()
        var proven = 0
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 1
            let report = ReceiptVerifier.verify(changed, trust: fixture.ledger.trust)
            guard report.verdict == .proven else { continue }
            let records = try #require(report.findings.state?.records)
            #expect(records.prefix(2).map(\.key) == [TinyLedger.keyText, "consortium/2"])
            // The report names the key that it is of, and the map does not hold that one.
            #expect(records[2].key != "battery/none" && records[2].record == nil)
            #expect(fixture.ledger.history[3][records[2].key] == nil)
            proven += 1
        }
        #expect(proven <= "battery/none".utf8.count)
    }

    @Test("a receipt cut short is not proven")
    func truncated() throws {
        let fixture = try Fixture.transaction()
        let bytes = try fixture.receipt.bytes()
        for count in bytes.indices {
            let report = ReceiptVerifier.verify(
                Array(bytes.prefix(count)),
                trust: fixture.ledger.trust
            )
            #expect(report.verdict == .notProven)
        }
    }

    @Test("bytes of every size that are no receipt are refused")
    func garbage() throws {
        let trust = try TinyLedger().trust
        var random = SplitMix64(seed: 7)
        for round in 0..<2_000 {
            let bytes = random.bytes(round % 300)
            let report = ReceiptVerifier.verify(bytes, trust: trust)
            #expect(report.verdict == .notProven)
            #expect(report.checks.map(\.name) == CheckName.allCases)
        }
        let most = ReceiptVerifier.maximumByteCount
        for count in [most, most + 1] {
            let report = ReceiptVerifier.verify(Array(repeating: 0x0A, count: count), trust: trust)
            #expect(report.failed == [.format])
        }
    }

    @Test("fields of garbage inside a receipt are refused")
    func garbageFields() throws {
        let fixture = try Fixture.transaction()
        var random = SplitMix64(seed: 8)
        for round in 0..<300 {
            var receipt = fixture.receipt
            switch round % 6 {
            case 0: receipt.checkpoint = Data(random.bytes(round))
            case 1: receipt.transaction.entry = Data(random.bytes(round))
            case 2: receipt.seal.entry = Data(random.bytes(round))
            case 3: receipt.state.records[0].record = Data(random.bytes(round))
            case 4: receipt.transaction.leafIndex = random.next()
            default: receipt.seal.leafIndex = random.next()
            }
            let report = ReceiptVerifier.verify(try receipt.bytes(), trust: fixture.ledger.trust)
            #expect(report.verdict == .notProven)
        }
    }
}
