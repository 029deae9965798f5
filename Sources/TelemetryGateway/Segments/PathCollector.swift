import MerkleLog
import Vocabulary

/// Makes the inclusion proof of one leaf while the leaves of a tree go by, in order.
///
/// Which subtrees the path consists of is known from the start, so that the hashes of the others
/// are not kept: there are at most 64 roots.
struct PathCollector {
    private let index: UInt64
    private let size: UInt64
    private var position: UInt64 = 0
    /// The subtrees beside the path, from the leaf up.
    private var siblings: [(leaves: Range<UInt64>, root: GrowingRoot)] = []

    /// Prepares the proof of leaf `index` in a tree of `size` leaves, where `index < size`.
    init(index: UInt64, size: UInt64) {
        self.index = index
        self.size = size
        // PATH of RFC 9162 §2.1.3.1, from the root down.
        var (start, end) = (UInt64(0), size)
        while end - start > 1 {
            let middle = start + 1 << UInt64(63 - (end - start - 1).leadingZeroBitCount)
            let isLeft = index < middle
            siblings.append((isLeft ? middle..<end : start..<middle, GrowingRoot()))
            (start, end) = isLeft ? (start, middle) : (middle, end)
        }
        siblings.reverse()
    }

    /// Takes the hash of the next leaf.
    mutating func add(_ leaf: Digest) {
        if let place = siblings.firstIndex(where: { $0.leaves.contains(position) }) {
            siblings[place].root.append(leaf)
        }
        position += 1
    }

    /// The proof, after all leaves.
    var proof: InclusionProof {
        InclusionProof(leafIndex: index, treeSize: size, path: siblings.map(\.root.root))
    }
}
