public import CycladeSchema
import FoundationEssentials
public import MerkleLog
import Vocabulary

extension TelemetryPlace {
    /// Puts a proof's place and path together; the size of the tree stands elsewhere.
    public init(_ proof: InclusionProof) {
        self.init()
        index = proof.leafIndex
        inclusion = proof.path.map { Data($0.bytes) }
    }

    /// Checks that the tree has `leaf` here.
    func verify(
        _ leaf: Digest,
        size: UInt64,
        root: Digest,
        _ complaint: String
    ) throws(CheckStop) {
        var path: [Digest] = []
        for hash in inclusion {
            guard let digest = Digest(hash) else {
                throw .failed("\(complaint): a hash of the path is not 32 bytes")
            }
            path.append(digest)
        }
        do {
            try InclusionProof(leafIndex: index, treeSize: size, path: path)
                .verify(leaf: leaf, root: root)
        } catch {
            throw .failed("\(complaint): \(error)")
        }
    }
}
