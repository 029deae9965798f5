import CycladeSchema
import Rulebook
import SwiftProtobuf
import Verification
import Vocabulary

/// The transactions whose outcome an entry holds: the one in it, or those that its seal refuses.
///
/// Opening and catching up read millions of entries, of which they want these few fields.
enum EntryOutcomes {
    /// The tags of `Entry.transaction`, `Transaction.body` and `TransactionBody.valid_until_ms`.
    private enum Tag {
        static let transaction: UInt64 = 4
        static let body: UInt64 = 1
        static let validUntilMs: UInt64 = 4
    }

    /// Calls `body` with the id of each transaction, and until when, in Unix milliseconds, it might
    /// be sent again.
    ///
    /// - Throws: ``StoreError/corrupt(_:)`` for what is no entry.
    static func forEach(
        in entry: ArraySlice<UInt8>,
        _ body: (_ id: Digest, _ validUntilMs: UInt64) -> Void
    ) throws(StoreError) {
        if let transaction = transaction(in: entry) {
            return body(TransactionDigest.id(ofBody: transaction.body), transaction.validUntilMs)
        }
        guard let entry = try? Entry(serializedBytes: Array(entry)), case .seal = entry.content
        else { throw .corrupt("an entry is neither a transaction nor a seal") }
        for refusal in entry.seal.refusals {
            guard let id = Digest(refusal.transactionID) else { continue }
            body(id, entry.seal.timeMs + Rulebook.longestValidity)
        }
    }

    /// The body of the transaction in an entry, and how long it is valid; `nil` for a seal.
    private static func transaction(
        in entry: ArraySlice<UInt8>
    ) -> (body: ArraySlice<UInt8>, validUntilMs: UInt64)? {
        guard let transaction = field(Tag.transaction, of: entry, at: 0..<entry.count),
            let body = field(Tag.body, of: entry, at: transaction)
        else { return nil }
        var validUntilMs: UInt64 = 0
        let isWhole = WireFields.forEach(in: entry.span, at: body) { tag, value in
            if tag == Tag.validUntilMs, case .number(let number) = value { validUntilMs = number }
        }
        guard isWhole else { return nil }
        let start = entry.startIndex
        return (entry[start + body.lowerBound..<start + body.upperBound], validUntilMs)
    }

    /// Where the bytes of a field lie in the message at `range` of `bytes`.
    private static func field(
        _ wanted: UInt64,
        of bytes: ArraySlice<UInt8>,
        at range: Range<Int>
    ) -> Range<Int>? {
        var found: Range<Int>?
        let isWhole = WireFields.forEach(in: bytes.span, at: range) { tag, value in
            if tag == wanted, case .bytes(let range) = value { found = range }
        }
        return isWhole ? found : nil
    }
}
