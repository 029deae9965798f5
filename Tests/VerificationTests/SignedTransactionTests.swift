import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import enum Crypto.P256

@Suite("Signed transactions")
struct SignedTransactionTests {
    private func refusal(of bytes: [UInt8]) -> TransactionFormError? {
        do {
            _ = try SignedTransaction(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// What the decoder alone says of bytes with a good nonce and signature.
    private func decoderRefusal(of bytes: [UInt8]) -> TransactionFormError? {
        do throws(CanonicalFormError) {
            let parts = try Canonical.decode(Transaction.self, from: bytes)
            let body = try Canonical.decode(TransactionBody.self, from: Array(parts.body))
            guard body.nonce.count == 16 else { return .nonce }
            return LowS.isLow(parts.signature) ? nil : .signatureRange
        } catch {
            return .encoding(error)
        }
    }

    private func refusal(
        _ edit: (inout Transaction) throws -> Void
    ) throws -> TransactionFormError? {
        var parts = try Transaction(serializedBytes: TinyLedger().transaction(1))
        try edit(&parts)
        return refusal(of: try parts.bytes())
    }

    @Test("a transaction holds under the key that signed it, and under no other")
    func signed() throws {
        let ledger = try TinyLedger()
        let bytes = try ledger.transaction(1)
        let transaction = try SignedTransaction(bytes)
        let key = try #require(TransactionKey(x963: ledger.key.publicKey.x963Representation))
        #expect(transaction.isSigned(by: key))
        let stranger = P256.Signing.PrivateKey().publicKey.x963Representation
        let other = try #require(TransactionKey(x963: stranger))
        #expect(!transaction.isSigned(by: other))
        let body = try Transaction(serializedBytes: bytes).body
        #expect(transaction.id == TransactionDigest.id(ofBody: body))
        #expect(TransactionKey(x963: [4, 5, 6]) == nil)
        #expect(TransactionKey(x963: ledger.key.publicKey.compressedRepresentation) == nil)
    }

    @Test("the other signature of the same transaction is refused")
    func highS() throws {
        let refused = try refusal { parts in
            parts.signature = Data(parts.signature.prefix(32)) + Data(order(minus: 1))
        }
        #expect(refused == .signatureRange)
    }

    @Test("refusals say what is wrong")
    func refusals() throws {
        let most = SignedTransaction.maximumByteCount
        #expect(
            refusal(of: Array(repeating: 0, count: most + 1)) == .tooLarge(byteCount: most + 1)
        )
        #expect(refusal(of: Array(repeating: 0, count: most)) == .encoding(.undecodable))
        #expect(refusal(of: []) == .nonce)
        #expect(try refusal { $0.signature.removeLast() } == .signatureRange)
        #expect(try refusal { $0.signature.append(0) } == .signatureRange)
        #expect(try refusal { $0.signature = Data() } == .signatureRange)
        #expect(try refusal { $0.body.append(contentsOf: [0x50, 1]) } == .encoding(.notCanonical))
        #expect(
            try refusal { $0.body.append(contentsOf: [0xF8, 0x7F, 1]) } == .encoding(.notCanonical)
        )
        #expect(try refusal { $0.body = Data([0x0A]) } == .encoding(.undecodable))
        let ledger = try TinyLedger()
        for count in [0, 15, 17] {
            let bytes = try ledger.transaction(1) { $0.nonce = Data(count: count) }
            #expect(refusal(of: bytes) == .nonce)
        }
    }

    @Test(
        "a frame is read as the decoder reads it, whatever the length of its body",
        arguments: [19, 126, 127, 128, 129, 130, 16_382, 16_383, 16_384, 16_385]
    )
    func frames(length: Int) throws {
        var body = TransactionBody()
        body.nonce = Data(count: 16)
        body.ledger = "l"
        // A longer name also has a longer length of its own.
        for _ in 0..<3 {
            let missing = length - (try body.serializedBytes() as [UInt8]).count
            body.ledger = String(repeating: "l", count: max(0, body.ledger.utf8.count + missing))
        }
        var parts = Transaction()
        parts.body = try body.serializedData()
        parts.signature = Data(repeating: 1, count: 64)
        let bytes = try parts.bytes()
        let transaction = try SignedTransaction(bytes)
        #expect(transaction.body == body)
        #expect(transaction.id == TransactionDigest.id(ofBody: parts.body))

        let ends = [0, 1, 2, 3, bytes.count - 66, bytes.count - 65]
        for index in ends {
            for value in UInt8.min...UInt8.max where value != bytes[index] {
                var spoilt = bytes
                spoilt[index] = value
                #expect(refusal(of: spoilt) == decoderRefusal(of: spoilt))
            }
        }
    }

    @Test("any change to the body changes the id and breaks the signature")
    func changedBody() throws {
        let ledger = try TinyLedger()
        let key = try #require(TransactionKey(x963: ledger.key.publicKey.x963Representation))
        let honest = try SignedTransaction(ledger.transaction(1))
        var parts = try Transaction(serializedBytes: honest.bytes)
        var body = honest.body
        body.occurredMs += 1
        parts.body = try body.serializedData()
        let changed = try SignedTransaction(parts.bytes())
        #expect(changed.id != honest.id)
        #expect(!changed.isSigned(by: key))
    }
}

@Suite("Low s")
struct LowSTests {
    struct Row: Sendable {
        let s: [UInt8]
        let isLow: Bool
        let lowered: [UInt8]?
    }

    @Test("the range of s ends at half the order", arguments: rows)
    func edges(row: Row) {
        let r = Data(repeating: 1, count: 32)
        #expect(LowS.isLow(r + Data(row.s)) == row.isLow)
        #expect(LowS.lowered(r + Data(row.s)) == row.lowered.map { r + Data($0) })
    }

    static let rows: [Row] = [
        Row(s: number(0), isLow: false, lowered: number(0)),
        Row(s: number(1), isLow: true, lowered: number(1)),
        Row(s: halfOrder(plus: 0), isLow: true, lowered: halfOrder(plus: 0)),
        // n is odd: n − (n/2 + 1) = n/2.
        Row(s: halfOrder(plus: 1), isLow: false, lowered: halfOrder(plus: 0)),
        Row(s: order(minus: 1), isLow: false, lowered: number(1)),
        Row(s: order(minus: 0), isLow: false, lowered: nil),
        Row(s: Array(repeating: 0xFF, count: 32), isLow: false, lowered: nil),
    ]

    @Test("other lengths are no signature")
    func lengths() {
        for count in [0, 32, 63, 65, 72] {
            #expect(!LowS.isLow(Data(repeating: 1, count: count)))
            #expect(LowS.lowered(Data(repeating: 1, count: count)) == nil)
        }
    }

    @Test("a slice that does not begin at 0 reads the same")
    func slice() {
        let whole = Data([9, 9]) + Data(repeating: 1, count: 32) + Data(halfOrder(plus: 1))
        #expect(!LowS.isLow(whole.dropFirst(2)))
        #expect(LowS.lowered(whole.dropFirst(2))?.count == 64)
    }
}

private func number(_ value: UInt8) -> [UInt8] { Array(repeating: 0, count: 31) + [value] }

/// The order of P-256 less a little; its last byte is 0x51.
private func order(minus value: UInt8) -> [UInt8] {
    bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", adding: 0 &- value)
}

/// Half the order, rounded down, and a little; its last byte is 0xA8.
private func halfOrder(plus value: UInt8) -> [UInt8] {
    bytes("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8", adding: value)
}

private func bytes(_ hex: String, adding value: UInt8) -> [UInt8] {
    var bytes = [UInt8](hex: hex) ?? []
    bytes[bytes.count - 1] &+= value
    return bytes
}
