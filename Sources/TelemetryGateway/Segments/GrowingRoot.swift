import MerkleLog
import Verification
import Vocabulary

/// The root of a tree that only grows: its complete subtrees and nothing else.
struct GrowingRoot {
    /// The number of leaves.
    private(set) var size: UInt64 = 0

    /// The roots of the complete subtrees, largest first: one for each bit set in the size.
    private var peaks: [Digest] = []

    mutating func append(_ leaf: Digest) {
        var root = leaf
        // Each trailing bit set in the size is a subtree that this leaf completes.
        var bits = size
        while bits & 1 == 1, let left = peaks.popLast() {
            root = LogHash.node(left, root)
            bits >>= 1
        }
        peaks.append(root)
        size += 1
    }

    /// The root; that of the empty tree without leaves.
    var root: Digest {
        guard let last = peaks.last else { return LogHash.empty }
        return peaks.dropLast().reversed().reduce(last) { LogHash.node($1, $0) }
    }

    /// The root over a list of batteries.
    static func of(_ batteries: [BatteryCoverage]) -> Digest {
        var list = GrowingRoot()
        for battery in batteries { list.append(LogHash.leaf(battery.leaf)) }
        return list.root
    }
}
