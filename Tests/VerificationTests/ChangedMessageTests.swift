import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import TestSupport
import Testing
import Verification
import Vocabulary

/// Valid messages, changed a little and often; `make fuzz` looks further.
@Suite("Changed messages")
struct ChangedMessageTests {
    @Test("changed transactions are refused, or are another in its one form")
    func transactions() throws {
        let ledger = try TinyLedger()
        let whole = try ledger.transaction(1) { $0.admitMember.roles = [.dealer, .collector] }
        var random = SplitMix64(seed: 21)
        var accepted = 0
        for _ in 0..<20_000 {
            let bytes = random.changed(whole)
            guard let transaction = try? SignedTransaction(bytes) else { continue }
            #expect(transaction.bytes == bytes)
            let parts = try Transaction(serializedBytes: bytes)
            #expect(try parts.bytes() == bytes && transaction.body.bytes() == Array(parts.body))
            accepted += 1
        }
        #expect((1..<20_000).contains(accepted))
    }

    @Test("changed entries and records are refused, or are another in its one form")
    func entries() throws {
        let fixture = try Fixture.refusal()
        let seal = Array(fixture.receipt.seal.entry)
        let record = try #require(fixture.ledger.records[TinyLedger.keyText])
        var random = SplitMix64(seed: 22)
        var accepted = 0
        for _ in 0..<20_000 {
            let entry = random.changed(seal)
            if let sealed = try? SealEntry(entry: entry) {
                #expect(sealed.leafHash == LogHash.leaf(entry))
                accepted += 1
            }
            let other = random.changed(record)
            if let decoded = try? Canonical.decode(Record.self, from: other) {
                #expect(try decoded.bytes() == other)
                accepted += 1
            }
        }
        #expect((1..<40_000).contains(accepted))
    }

    @Test("changed receipts prove nothing")
    func receipts() throws {
        let fixture = try Fixture.transaction(HostileReceiptTests.held)
        let whole = try fixture.receipt.bytes()
        var random = SplitMix64(seed: 23)
        for _ in 0..<5_000 {
            let bytes = random.changed(whole)
            let report = ReceiptVerifier.verify(bytes, trust: fixture.ledger.trust)
            #expect(report.checks.map(\.name) == CheckName.allCases)
            // Only a line under a key that nobody trusts could be added, and chance makes none.
            #expect((report.verdict == .proven) == (bytes == whole))
        }
    }

    @Test("changed trust files are refused, or are written as they were read")
    func trustFiles() throws {
        let whole = Array("# demo\n\n\(try TinyLedger().trust.text)".utf8)
        var random = SplitMix64(seed: 24)
        var accepted = 0
        for _ in 0..<20_000 {
            guard let trust = try? TrustFile(parsing: random.changed(whole)) else { continue }
            #expect(try TrustFile(parsing: Array(trust.text.utf8)) == trust)
            accepted += 1
        }
        #expect((1..<20_000).contains(accepted))
    }
}

extension SplitMix64 {
    /// The bytes after one to four changes: a bit, a byte, a part lost, repeated or put in.
    mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &self)
            let end = min(bytes.count, place + Int.random(in: 1...8, using: &self))
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &self)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.insert(contentsOf: self.bytes(end - place), at: place)
            }
        }
        return bytes
    }
}
