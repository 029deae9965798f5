import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import TestSupport
import Testing
import Verification
import Vocabulary

@Suite("Canonical form")
struct CanonicalTests {
    private func refusal<Value: Message>(
        _ type: Value.Type,
        _ bytes: [UInt8]
    ) -> CanonicalFormError? {
        do {
            _ = try Canonical.decode(type, from: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("what the schema encodes is canonical")
    func accepts() throws {
        let refusal = Refusal.with {
            $0.transactionID = Data([1])
            $0.code = .notOwner
            $0.explanation = "北京"
        }
        #expect(try Canonical.decode(Refusal.self, from: refusal.bytes()) == refusal)
        #expect(try Canonical.decode(Refusal.self, from: []) == Refusal())
        let admit = AdmitMember.with { $0.roles = [.dealer, .collector] }
        #expect(try Canonical.decode(AdmitMember.self, from: admit.bytes()) == admit)
    }

    @Test("unknown fields are refused, also inside another message")
    func unknownField() {
        #expect(refusal(Transaction.self, [0x18, 1]) == .notCanonical)
        // Entry { seal { field 15: 1 } }
        #expect(refusal(Entry.self, [0x2A, 2, 0x78, 1]) == .notCanonical)
    }

    @Test("unknown numbers of an enumeration are refused, wherever they stand")
    func unknownEnumeration() {
        #expect(refusal(Refusal.self, [0x10, 6]) == .unknownValue)
        // Seal { refusals { code: 6 } }
        #expect(refusal(Seal.self, [0x32, 2, 0x10, 6]) == .unknownValue)
        // AdmitMember { roles: [3, 99] }, packed.
        #expect(refusal(AdmitMember.self, [0x1A, 2, 3, 99]) == .unknownValue)
        #expect(refusal(AdmitMember.self, [0x1A, 2, 3, 4]) == nil)
        // TransactionBody { admit_member { roles: [99] } }
        #expect(refusal(TransactionBody.self, [0x52, 3, 0x1A, 1, 99]) == .unknownValue)
        // AdmitMember { roles: 3 }, not packed as proto3 packs.
        #expect(refusal(AdmitMember.self, [0x18, 3]) == .notCanonical)
    }

    @Test("other spellings of the same message are refused")
    func otherSpellings() {
        // Signature before body.
        #expect(refusal(Transaction.self, [0x12, 1, 7, 0x0A, 1, 8]) == .notCanonical)
        #expect(refusal(Transaction.self, [0x0A, 1, 8, 0x12, 1, 7]) == nil)
        // A varint, and a length, a byte longer than need be.
        #expect(refusal(Entry.self, [0x08, 0x81, 0x00]) == .notCanonical)
        #expect(refusal(Entry.self, [0x08, 0x01]) == nil)
        #expect(refusal(Transaction.self, [0x0A, 0x81, 0x00, 8]) == .notCanonical)
        // A field twice.
        #expect(refusal(Transaction.self, [0x0A, 1, 8, 0x0A, 1, 8]) == .notCanonical)
        // Two cases of a oneof.
        #expect(refusal(Entry.self, [0x22, 1, 8, 0x2A, 0]) == .notCanonical)
        // A default written out.
        #expect(refusal(Entry.self, [0x08, 0]) == .notCanonical)
        // An index of 2^32 + 1, which is cut to 32 bits.
        #expect(refusal(Entry.self, [0x10, 0x81, 0x80, 0x80, 0x80, 0x10]) == .notCanonical)
    }

    @Test("bytes that end too early, or are no text, do not decode")
    func undecodable() {
        #expect(refusal(Transaction.self, [0x0A, 2, 8]) == .undecodable)
        #expect(refusal(Transaction.self, [0x0A]) == .undecodable)
        #expect(refusal(Transaction.self, [0x00]) == .undecodable)
        #expect(refusal(Refusal.self, [0x1A, 1, 0xFF]) == .undecodable)
        #expect(refusal(Transaction.self, [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) == .undecodable)
    }

    @Test("no bytes trap")
    func garbage() {
        var random = SplitMix64(seed: 5)
        for round in 0..<3_000 {
            let bytes = random.bytes(round % 64)
            _ = refusal(TransactionBody.self, bytes)
            _ = refusal(Record.self, bytes)
            _ = refusal(Receipt.self, bytes)
        }
    }
}
