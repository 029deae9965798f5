import CycladeSchema
import MerkleLog

extension LedgerReader {
    /// The ledger's trust file: one C2SP verifier key a line, of every founder that runs a node.
    ///
    /// Whoever has it can check receipts and checkpoints offline.
    public func trustFile() throws -> String {
        let genesis = try genesis
        let keys = try genesis.founders.filter(\.hasNodeKeys).flatMap { founder in
            [
                try VerifierKey(
                    name: genesis.ledger,
                    algorithm: .ed25519,
                    publicKey: Array(founder.nodeKeys.logKey)
                ),
                try VerifierKey(
                    name: "\(genesis.ledger)/\(founder.memberID)",
                    algorithm: .cosignatureV1,
                    publicKey: Array(founder.nodeKeys.cosigningKey)
                ),
            ]
        }
        return keys.map { "\($0)\n" }.joined()
    }
}
