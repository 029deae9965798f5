public import MerkleLog

/// The keys with which a node signs checkpoints.
public struct NodeKeyring: Sendable {
    /// Signs under the ledger's origin.
    public let log: NoteSigner
    /// Cosigns under `<origin>/<member>`: one for each member whose node this is.
    public let cosigners: [NoteSigner]

    /// Creates a keyring.
    public init(log: NoteSigner, cosigners: [NoteSigner]) {
        self.log = log
        self.cosigners = cosigners
    }

    /// The checkpoint of a tree as a signed note, cosigned at a time in Unix seconds.
    func sign(_ checkpoint: Checkpoint, time: UInt64) throws -> SignedNote {
        let text = checkpoint.text
        var note = try SignedNote(text: text, signatures: [log.sign(text)])
        for cosigner in cosigners { try note.append(cosigner.cosign(text, time: time)) }
        return note
    }
}
