import Vocabulary

/// How a path from a leaf to the root of a tree splits.
///
/// Up to the level where the path joins the tree's right edge every step has a sibling, on either
/// side; from there on it has one on the left only, for each bit set in the index, and levels
/// without a sibling add nothing to the path. Knowing both counts beforehand means that a path of
/// the wrong length costs no hashing, and gives the same answer as the shifting loops of
/// RFC 9162 §2.1.3.2 and §2.1.4.2.
struct ProofShape {
    /// The number of steps below the right edge.
    let inner: Int
    /// The number of steps along the right edge.
    let border: Int

    /// The shape for leaf `index` in a tree of `size` leaves, where `index < size`.
    init(index: UInt64, size: UInt64) {
        inner = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        border = (index >> UInt64(inner)).nonzeroBitCount
    }
}

extension Digest {
    /// The subtree root reached from this hash by siblings on the side that `index` says.
    func climbing(_ siblings: some Sequence<Digest>, index: UInt64) -> Digest {
        var hash = self
        for (level, sibling) in siblings.enumerated() {
            let isRight = index >> UInt64(level) & 1 == 1
            hash = isRight ? LogHash.node(sibling, hash) : LogHash.node(hash, sibling)
        }
        return hash
    }

    /// As ``climbing(_:index:)``, leaving out the siblings on the right.
    ///
    /// They lie beyond the older tree.
    func climbingLeft(_ siblings: some Sequence<Digest>, index: UInt64) -> Digest {
        var hash = self
        for (level, sibling) in siblings.enumerated() where index >> UInt64(level) & 1 == 1 {
            hash = LogHash.node(sibling, hash)
        }
        return hash
    }

    /// The root reached from this hash along the right edge.
    func climbingEdge(_ siblings: some Sequence<Digest>) -> Digest {
        siblings.reduce(self) { LogHash.node($1, $0) }
    }
}
