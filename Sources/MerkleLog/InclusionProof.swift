public import Vocabulary

/// The hashes that lead from one leaf to the root of a tree.
///
/// A value as received: nothing about it is checked until it is verified.
///
/// - **Source.** RFC 9162 §2.1.3.
public struct InclusionProof: Hashable, Sendable {
    /// The position of the leaf, from 0.
    public var leafIndex: UInt64
    /// The number of leaves of the tree.
    public var treeSize: UInt64
    /// The siblings on the way up, lowest first; at most 64 in a proof that holds.
    public var path: [Digest]

    /// Creates a proof from its parts, unchecked.
    public init(leafIndex: UInt64, treeSize: UInt64, path: [Digest]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// The root that a tree must have for this proof to show that `leafHash` is in it.
    ///
    /// - Complexity: One hash for each element of the path.
    /// - Throws: ``ProofError/indexBeyondTree(leafIndex:treeSize:)`` or
    ///   ``ProofError/pathLength(expected:found:)``, before any hashing.
    public func root(of leafHash: Digest) throws(ProofError) -> Digest {
        guard leafIndex < treeSize else {
            throw .indexBeyondTree(leafIndex: leafIndex, treeSize: treeSize)
        }
        let shape = ProofShape(index: leafIndex, size: treeSize)
        guard path.count == shape.inner + shape.border else {
            throw .pathLength(expected: shape.inner + shape.border, found: path.count)
        }
        return
            leafHash
            .climbing(path.prefix(shape.inner), index: leafIndex)
            .climbingEdge(path.dropFirst(shape.inner))
    }

    /// Checks that the tree with this root has `leafHash` at the proof's position.
    ///
    /// - Throws: ``ProofError`` if the proof does not show it.
    public func verify(leaf leafHash: Digest, root claimed: Digest) throws(ProofError) {
        let computed = try root(of: leafHash)
        guard computed == claimed else {
            throw .rootMismatch(size: treeSize, computed: computed, claimed: claimed)
        }
    }
}
