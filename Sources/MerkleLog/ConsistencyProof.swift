public import Vocabulary

/// The hashes that show one tree to be a beginning of another: nothing was changed or removed.
///
/// A value as received: nothing about it is checked until it is verified.
///
/// - **Source.** RFC 9162 §2.1.4.
public struct ConsistencyProof: Hashable, Sendable {
    /// The number of leaves of the older tree.
    public var oldSize: UInt64
    /// The number of leaves of the newer tree.
    public var newSize: UInt64
    /// The hashes, lowest first; at most 65 in a proof that holds.
    public var path: [Digest]

    /// Creates a proof from its parts, unchecked.
    public init(oldSize: UInt64, newSize: UInt64, path: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Checks that the tree with `newRoot` continues the tree with `oldRoot`.
    ///
    /// Every tree continues the empty one, whose root must be ``LogHash/empty``; every tree
    /// continues itself. In both cases the path must be empty.
    ///
    /// - Complexity: At most two hashes for each element of the path.
    /// - Throws: ``ProofError`` if the proof does not show it.
    public func verify(oldRoot: Digest, newRoot: Digest) throws(ProofError) {
        guard oldSize <= newSize else {
            throw .sizesReversed(oldSize: oldSize, newSize: newSize)
        }
        guard oldSize > 0, oldSize < newSize else {
            return try verifyTrivial(oldRoot: oldRoot, newRoot: newRoot)
        }
        let (computedOld, computedNew) = try roots(oldRoot: oldRoot)
        try Self.compare(computedOld, with: oldRoot, size: oldSize)
        try Self.compare(computedNew, with: newRoot, size: newSize)
    }

    private func verifyTrivial(oldRoot: Digest, newRoot: Digest) throws(ProofError) {
        guard path.isEmpty else { throw .pathLength(expected: 0, found: path.count) }
        if oldSize == 0 {
            try Self.compare(LogHash.empty, with: oldRoot, size: 0)
        }
        if oldSize == newSize {
            try Self.compare(oldRoot, with: newRoot, size: newSize)
        }
    }

    /// The roots of both trees according to the path, where `0 < oldSize < newSize`.
    private func roots(oldRoot: Digest) throws(ProofError) -> (old: Digest, new: Digest) {
        // The path starts at the largest complete subtree that ends the older tree. If that is
        // the whole of it then its hash, the older root, is left out of the path.
        let start = oldSize.trailingZeroBitCount
        let isWhole = oldSize.nonzeroBitCount == 1
        let shape = ProofShape(index: oldSize - 1, size: newSize)
        let inner = shape.inner - start
        let expected = (isWhole ? 0 : 1) + inner + shape.border
        guard path.count == expected else {
            throw .pathLength(expected: expected, found: path.count)
        }
        let seed = isWhole ? oldRoot : path[0]
        let steps = path.dropFirst(isWhole ? 0 : 1)
        let index = (oldSize - 1) >> UInt64(start)
        let siblings = steps.prefix(inner)
        let edge = steps.dropFirst(inner)
        return (
            seed.climbingLeft(siblings, index: index).climbingEdge(edge),
            seed.climbing(siblings, index: index).climbingEdge(edge)
        )
    }

    private static func compare(
        _ computed: Digest,
        with claimed: Digest,
        size: UInt64
    ) throws(ProofError) {
        guard computed == claimed else {
            throw .rootMismatch(size: size, computed: computed, claimed: claimed)
        }
    }
}
