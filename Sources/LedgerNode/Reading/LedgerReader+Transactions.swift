public import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Verification
public import Vocabulary

/// An accepted transaction as the ledger has it.
public struct RecordedTransaction: Sendable {
    /// The leaf of its entry.
    public let leaf: UInt64
    public let id: Digest
    public let body: TransactionBody
}

extension LedgerReader {
    /// Calls `body` with the accepted transactions from a leaf on, in their order, some at a time.
    ///
    /// For whoever follows a ledger: ask again with what was given back. Entries are compared with
    /// the tree.
    ///
    /// - Parameters:
    ///   - leaf: The first leaf that is wanted.
    ///   - limit: The first that is not.
    ///   - body: Takes what the entries of one bundle hold.
    /// - Returns: The leaf after the last.
    /// - Throws: ``StoreError`` when the ledger cannot be read or is damaged.
    public func forEachTransaction(
        from leaf: UInt64,
        before limit: UInt64 = .max,
        _ body: ([RecordedTransaction]) throws -> Void
    ) throws -> UInt64 {
        try store.read { snapshot in
            let end = min(try snapshot.lastBlock()?.treeSize ?? 0, limit)
            guard leaf < end else { return leaf }
            let width = UInt64(EntryBundle.maximumCount)
            var first = leaf
            while first < end {
                let next = min(end, (first / width + 1) * width)
                let entries = try snapshot.entries(at: first..<next)
                try body(
                    try zip(first..<next, entries).compactMap { leaf, bytes in
                        try RecordedTransaction(leaf, bytes)
                    }
                )
                first = next
            }
            return end
        }
    }
}

extension RecordedTransaction {
    /// Reads an entry; `nil` for a seal.
    fileprivate init?(_ leaf: UInt64, _ bytes: ArraySlice<UInt8>) throws {
        do {
            let entry = try Entry(serializedBytes: Array(bytes))
            guard case .transaction(let signed)? = entry.content else { return nil }
            let transaction = try Transaction(serializedBytes: signed)
            self.leaf = leaf
            id = TransactionDigest.id(ofBody: transaction.body)
            body = try TransactionBody(serializedBytes: transaction.body)
        } catch {
            throw StoreError.corrupt("entry \(leaf) cannot be read: \(error)")
        }
    }
}
