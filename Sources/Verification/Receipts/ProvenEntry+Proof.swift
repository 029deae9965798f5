public import CycladeSchema
import FoundationEssentials
public import MerkleLog
import Vocabulary

extension ProvenEntry {
    /// Puts an entry, as the log holds it, together with the proof of its place.
    ///
    /// The size of the tree is not carried: it is that of the receipt's checkpoint.
    public init(entry: [UInt8], proof: InclusionProof) {
        self.init()
        self.entry = Data(entry)
        leafIndex = proof.leafIndex
        inclusion = proof.path.map { Data($0.bytes) }
    }

    /// The proof that it carries, for a tree of `treeSize` leaves.
    ///
    /// - Throws: ``ProvenEntryError/hashByteCount(index:)``.
    public func proof(treeSize: UInt64) throws(ProvenEntryError) -> InclusionProof {
        var path: [Digest] = []
        for (index, hash) in inclusion.enumerated() {
            guard let digest = Digest(hash) else { throw .hashByteCount(index: index) }
            path.append(digest)
        }
        return InclusionProof(leafIndex: leafIndex, treeSize: treeSize, path: path)
    }

    /// Checks that the entry is a leaf of the checkpoint's tree.
    ///
    /// - Throws: ``ProvenEntryError``.
    public func verify(in checkpoint: Checkpoint) throws(ProvenEntryError) {
        guard entry.count <= EntryBundle.maximumEntryByteCount else {
            throw .tooLarge(byteCount: entry.count)
        }
        let proof = try proof(treeSize: checkpoint.size)
        do {
            try proof.verify(leaf: LogHash.leaf(entry), root: checkpoint.root)
        } catch {
            throw .proof(error)
        }
    }
}

/// Why an entry is not shown to be in a tree.
public enum ProvenEntryError: Error, Hashable, Sendable {
    /// More bytes than an entry may have.
    case tooLarge(byteCount: Int)
    /// A hash of the proof is not 32 bytes; counted from 0.
    case hashByteCount(index: Int)
    /// The proof does not hold.
    case proof(ProofError)
}
