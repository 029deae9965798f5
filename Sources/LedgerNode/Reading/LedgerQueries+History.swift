public import CycladeSchema
import Rulebook
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
    /// The transactions that changed a battery, newest first.
    ///
    /// Follows the back-chain of leaves from the record, so it costs a few reads a step.
    public func history(ofBattery batteryID: String) throws -> [HistoryStep] {
        let path = RecordKey<Battery>.battery(batteryID).path
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
