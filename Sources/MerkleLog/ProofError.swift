public import Vocabulary

/// Why a proof does not hold.
public enum ProofError: Error, Hashable, Sendable {
    /// The leaf lies outside the tree.
    case indexBeyondTree(leafIndex: UInt64, treeSize: UInt64)
    /// The older tree is larger than the newer one.
    case sizesReversed(oldSize: UInt64, newSize: UInt64)
    /// A proof between these positions has `expected` hashes; this one has `found`.
    case pathLength(expected: Int, found: Int)
    /// The proof leads to the root `computed` for the tree of `size` leaves, not to `claimed`.
    case rootMismatch(size: UInt64, computed: Digest, claimed: Digest)
}
