public import CycladeSchema
import StateMap
import SwiftProtobuf
import Verification
public import Vocabulary

/// One step of a record's history.
public struct HistoryStep: Sendable {
    /// The leaf of the entry that changed the record.
    public let leaf: UInt64
    /// The block's height and time in Unix milliseconds.
    public let height: UInt64
    public let timeMs: UInt64
    /// The transaction's id and body; `nil` for a record of the genesis.
    public let transaction: (id: Digest, body: TransactionBody)?
}

extension LedgerQueries {
    /// The transactions that changed a record, newest first; none where there is no such record.
    ///
    /// Follows the back-chain of leaves from the record, so it costs a few reads a step.
    ///
    /// - Parameter key: The text of its key, such as `lease/lease-7`.
    /// - Returns: The steps, of which the last is the one that opened it.
    /// - Throws: ``StoreError`` when the ledger cannot be read or is damaged.
    public func history(of key: String) throws -> [HistoryStep] {
        let path = StateMap.path(of: Array(key.utf8))
        guard var leaf = records.record(at: path)?.lastLeaf else { return [] }
        return try store.read { snapshot in
            var steps: [HistoryStep] = []
            while true {
                guard let block = try snapshot.block(containing: leaf) else {
                    throw StoreError.corrupt("leaf \(leaf) is in no block")
                }
                let entry = try Entry(serializedBytes: snapshot.entry(at: leaf))
                steps.append(try HistoryStep(entry, leaf: leaf))
                let links = try snapshot.links(height: block.height)
                guard
                    let previous = try HistoryLinks.previous(of: leaf, for: path, in: links),
                    previous < leaf
                else { return steps }
                leaf = previous
            }
        }
    }
}

extension HistoryStep {
    fileprivate init(_ entry: Entry, leaf: UInt64) throws {
        self.leaf = leaf
        height = entry.height
        timeMs = entry.timeMs
        if case .transaction(let bytes)? = entry.content {
            let signed = try SignedTransaction(Array(bytes))
            transaction = (signed.id, signed.body)
        } else {
            transaction = nil
        }
    }
}
