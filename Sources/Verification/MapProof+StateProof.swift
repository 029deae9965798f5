public import CycladeSchema
import FoundationEssentials
public import StateMap
import Vocabulary

extension MapProof {
    /// The proof as a receipt carries it: an empty subtree is no bytes.
    public init(_ proof: StateProof) {
        self.init()
        siblings = proof.siblings.map { $0 == .zero ? Data() : Data($0.bytes) }
        if case .leaf(let path, let valueHash) = proof.terminal {
            otherPath = Data(path.bytes)
            otherValueHash = Data(valueHash.bytes)
        }
    }
}
