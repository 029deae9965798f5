public import CycladeSchema
import FoundationEssentials
public import StateMap
public import Vocabulary

extension MapProof {
    /// Writes a proof about the key with this path as a receipt carries it.
    ///
    /// The hash of an empty subtree is no bytes; a leaf that is the key's own is left out, since
    /// whoever checks the proof computes it.
    public init(_ proof: StateProof, for path: Digest) {
        self.init()
        siblings = proof.siblings.map { $0 == .zero ? Data() : Data($0.bytes) }
        if case .leaf(let other, let valueHash) = proof.terminal, other != path {
            otherPath = Data(other.bytes)
            otherValueHash = Data(valueHash.bytes)
        }
    }
}

extension StateProof {
    /// Reads a proof, from a receipt, about the key with this path.
    ///
    /// - Parameters:
    ///   - proof: The proof as carried; refused in any but its one spelling.
    ///   - path: The path of the key.
    ///   - valueHash: The hash of the value that the key is said to have; `nil` if none.
    /// - Throws: ``MapProofError`` for the first thing that is wrong with the form.
    public init(
        _ proof: MapProof,
        for path: Digest,
        valueHash: Digest?
    ) throws(MapProofError) {
        guard proof.siblings.count <= Self.maximumDepth else {
            throw .tooDeep(count: proof.siblings.count)
        }
        var siblings: [Digest] = []
        for (index, bytes) in proof.siblings.enumerated() {
            guard !bytes.isEmpty else {
                siblings.append(.zero)
                continue
            }
            guard let digest = Digest(bytes), digest != .zero else {
                throw .sibling(index: index)
            }
            siblings.append(digest)
        }
        let terminal = try Self.terminal(of: proof, path: path, valueHash: valueHash)
        self.init(siblings: siblings, terminal: terminal)
    }

    private static func terminal(
        of proof: MapProof,
        path: Digest,
        valueHash: Digest?
    ) throws(MapProofError) -> Terminal {
        if let valueHash {
            guard proof.otherPath.isEmpty, proof.otherValueHash.isEmpty else { throw .otherLeaf }
            return .leaf(path: path, valueHash: valueHash)
        }
        if proof.otherPath.isEmpty, proof.otherValueHash.isEmpty { return .empty }
        guard let other = Digest(proof.otherPath), let hash = Digest(proof.otherValueHash) else {
            throw .otherLeaf
        }
        return .leaf(path: other, valueHash: hash)
    }
}

/// Why a carried proof is not a proof about a key.
public enum MapProofError: Error, Hashable, Sendable {
    /// There are more siblings than a path has bits.
    case tooDeep(count: Int)
    /// A sibling is neither empty nor 32 bytes, or spells an empty subtree as 32 zeros.
    case sibling(index: Int)
    /// Another leaf is only half there, or is there beside a value.
    case otherLeaf
}
