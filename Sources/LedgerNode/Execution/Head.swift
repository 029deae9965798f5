import CycladeSchema
import MerkleLog
import Vocabulary

/// Where the ledger stands: its newest block.
struct Head: Sendable {
    let height: UInt64
    let timeMs: UInt64
    /// The leaf of the newest seal: the last of the tree.
    let sealLeaf: UInt64
    /// The serialized entry of the newest seal.
    let seal: [UInt8]
    /// The newest checkpoint as a signed note.
    let checkpoint: [UInt8]

    var treeSize: UInt64 { sealLeaf + 1 }
    var sealHash: Digest { LogHash.leaf(seal) }
}
