import CycladeSchema
import FoundationEssentials
import MerkleLog
import SwiftProtobuf
import Verification
import Vocabulary

extension LedgerReader {
    /// Re-verifies the whole ledger from its genesis.
    ///
    /// - Parameters:
    ///   - observer: Is told what each block did, the genesis first.
    ///   - progress: Told the number of leaves read and the number in all.
    /// - Returns: What was read.
    /// - Throws: ``AuditFinding`` for the first contradiction; ``StoreError`` when the ledger
    ///   cannot be read.
    public func audit(
        observer: BlockObserver? = nil,
        progress: (_ done: UInt64, _ total: UInt64) -> Void
    ) throws -> AuditReport {
        let genesis = genesisBytes
        var audit = LedgerAudit(origin: origin, observer: observer)
        var finding: AuditFinding?
        let end = try store.read { snapshot -> (block: BlockRow, checkpoint: [UInt8]) in
            guard let block = try snapshot.lastBlock() else {
                throw StoreError.corrupt("it has no block")
            }
            do {
                for number in 0...(block.treeSize - 1) / UInt64(EntryBundle.maximumCount) {
                    let bundle = try snapshot.bundle(number)
                    for bytes in bundle { try audit.read(Array(bytes), genesis: genesis) }
                    progress(
                        min((number + 1) * UInt64(EntryBundle.maximumCount), block.treeSize),
                        block.treeSize
                    )
                }
            } catch let found as AuditFinding {
                finding = found
            }
            return (block, try snapshot.checkpoint())
        }
        if let finding { throw finding }
        try check(audit.report, isComplete: audit.isComplete, end.block, end.checkpoint)
        return audit.report
    }

    /// Compares the tree made anew with the stored one and with the signed checkpoint.
    private func check(
        _ report: AuditReport,
        isComplete: Bool,
        _ block: BlockRow,
        _ checkpoint: [UInt8]
    ) throws {
        guard isComplete, report.treeSize == block.treeSize else {
            throw AuditFinding.tree("the entries end before the last seal")
        }
        let note = try SignedNote(parsing: checkpoint)
        let signed = try Checkpoint(parsing: note.text)
        guard signed.origin == origin, signed.size == report.treeSize, signed.root == report.root
        else { throw AuditFinding.tree("the checkpoint is of another tree") }
        let stored = try store.read { snapshot in
            try LogTree.root(treeSize: block.treeSize, tiles: snapshot)
        }
        guard stored == report.root else {
            throw AuditFinding.tree("the tiles do not lead to the root of the entries")
        }
        guard try !note.verifiedSignatures(by: genesis.logKeys()).isEmpty else {
            throw AuditFinding.tree("no founder's log key signed the checkpoint")
        }
    }
}

extension Genesis {
    /// The verifier keys under the ledger's origin, of all founders that run a node.
    fileprivate func logKeys() throws -> [VerifierKey] {
        try founders.filter(\.hasNodeKeys).map {
            try VerifierKey(
                name: ledger,
                algorithm: .ed25519,
                publicKey: Array($0.nodeKeys.logKey)
            )
        }
    }
}
