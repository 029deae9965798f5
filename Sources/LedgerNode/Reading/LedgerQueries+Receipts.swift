public import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import StateMap
import SwiftProtobuf
import Verification
import Vocabulary

extension LedgerQueries {
    /// The receipt of the newest change of a record, with the record.
    ///
    /// - Parameter key: The text of its key, such as `lease/lease-7`.
    /// - Returns: `nil` when there is no such record, or no transaction has changed it since the
    ///   genesis.
    /// - Throws: ``StoreError`` when the ledger cannot be read or is damaged.
    public func receipt(for key: String) async throws -> Receipt? {
        guard let leaf = record(key)?.lastLeaf else { return nil }
        let entry = try store.read { try $0.entry(at: leaf) }
        var id: Digest?
        try EntryOutcomes.forEach(in: entry[...]) { first, _ in id = id ?? first }
        guard let id else { return nil }
        return try await receipt(of: id, at: leaf, proving: [key])
    }

    /// The receipt of the transaction whose outcome stands at `leaf`, with the signing key's record.
    ///
    /// - Returns: `nil` when the outcome at that leaf is another transaction's.
    func receipt(
        of id: Digest,
        at leaf: UInt64,
        proving keys: [String]
    ) async throws -> Receipt? {
        let found = try store.read { snapshot in
            (entry: try snapshot.entry(at: leaf), block: try snapshot.block(containing: leaf))
        }
        guard let block = found.block else { return nil }
        let entry = try Entry(serializedBytes: found.entry)
        var receipt = Receipt()
        var keys = keys
        switch entry.content {
        case .transaction(let bytes):
            let transaction = try SignedTransaction(Array(bytes))
            guard transaction.id == id else { return nil }
            keys.insert("key/\(transaction.body.memberID)/\(transaction.body.keyID)", at: 0)
        case .seal(let seal):
            guard let refusal = seal.refusals.first(where: { Digest($0.transactionID) == id })
            else {
                return nil
            }
            receipt.refusal = refusal
        case nil:
            return nil
        }
        let paths = keys.map { StateMap.path(of: Array($0.utf8)) }
        let proven = await state.prove(paths)
        guard let head = proven.head else { return nil }
        try store.read { snapshot in
            let leaves = [leaf, block.sealLeaf, head.sealLeaf]
            let proofs = try InclusionProof.proofs(
                of: leaves,
                treeSize: head.treeSize,
                tiles: snapshot
            )
            let isNewest = block.sealLeaf == head.sealLeaf
            let seal = isNewest ? head.seal : try snapshot.entry(at: block.sealLeaf)
            let entries = zip([found.entry, seal, head.seal], proofs).map {
                ProvenEntry(entry: $0, proof: $1)
            }
            if receipt.outcome == nil { receipt.transaction = entries[0] }
            receipt.seal = entries[1]
            receipt.checkpoint = Data(head.checkpoint)
            guard !keys.isEmpty else { return }
            receipt.state.seal = entries[2]
            receipt.state.records = zip(keys, proven.records).map { key, proof in
                ProvenRecord(key: Array(key.utf8), record: proof.bytes, proof: proof.proof)
            }
        }
        return receipt
    }
}
