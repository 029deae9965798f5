import MerkleLog
public import Vocabulary

/// What an audit read, having found nothing wrong.
public struct AuditReport: Sendable {
    /// The number of blocks.
    public var blocks: UInt64 = 0
    /// The number of transactions that were accepted.
    public var transactions: UInt64 = 0
    /// The number that were ordered and refused.
    public var refusals: UInt64 = 0
    /// The number of records after the last block.
    public var records = 0
    /// The number of leaves of the tree.
    public var treeSize: UInt64 = 0
    /// The root of the tree.
    public var root: Digest = LogHash.empty
}

/// Where a ledger contradicts itself.
public enum AuditFinding: Error, Hashable, Sendable, CustomStringConvertible {
    /// The genesis is not the one that block 0 seals, or the rules refuse it.
    case genesis(String)
    /// An entry cannot be read, or is not where it says.
    case entry(leaf: UInt64, String)
    /// A transaction is wrongly signed, or refused by the rules.
    case transaction(leaf: UInt64, String)
    /// A seal does not follow from what is before it.
    case seal(height: UInt64, String)
    /// The checkpoint or the tiles are not of this log.
    case tree(String)

    public var description: String {
        switch self {
        case .genesis(let what): "genesis: \(what)"
        case .entry(let leaf, let what): "entry \(leaf): \(what)"
        case .transaction(let leaf, let what): "transaction at leaf \(leaf): \(what)"
        case .seal(let height, let what): "seal of block \(height): \(what)"
        case .tree(let what): "tree: \(what)"
        }
    }
}
