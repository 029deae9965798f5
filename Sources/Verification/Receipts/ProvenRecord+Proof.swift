public import CycladeSchema
import FoundationEssentials
public import StateMap
public import Vocabulary

extension ProvenRecord {
    /// Puts a key and what the state map holds under it together with the proof of it.
    ///
    /// - Parameters:
    ///   - key: The key's text as bytes.
    ///   - record: The serialized record; `nil` if there is none.
    ///   - proof: The map's proof for the key's path.
    public init(key: [UInt8], record: [UInt8]?, proof: StateProof) {
        self.init()
        self.key = Data(key)
        if let record { self.record = Data(record) }
        self.proof = MapProof(proof, for: StateMap.path(of: key))
    }

    /// Checks that the map with this root holds the record, or nothing, under the key.
    ///
    /// - Returns: The record, decoded; `nil` if its absence was proven.
    /// - Throws: ``ProvenRecordError`` for the first thing that is wrong.
    public func verify(under root: Digest) throws(ProvenRecordError) -> Record? {
        guard hasProof else { throw .noProof }
        let path = StateMap.path(of: Array(key))
        let valueHash = hasRecord ? StateMap.valueHash(of: Array(record)) : nil
        try verify(path: path, valueHash: valueHash, root: root)
        guard hasRecord else { return nil }
        do {
            return try Canonical.decode(Record.self, from: Array(record))
        } catch {
            throw .encoding(error)
        }
    }

    private func verify(
        path: Digest,
        valueHash: Digest?,
        root: Digest
    ) throws(ProvenRecordError) {
        let carried: StateProof
        do {
            carried = try StateProof(proof, for: path, valueHash: valueHash)
        } catch {
            throw .form(error)
        }
        do {
            if let valueHash {
                try carried.verify(path: path, valueHash: valueHash, root: root)
            } else {
                try carried.verifyAbsence(path: path, root: root)
            }
        } catch {
            throw .proof(error)
        }
    }
}

/// Why a record, or its absence, is not shown.
public enum ProvenRecordError: Error, Hashable, Sendable {
    /// No proof is carried.
    case noProof
    /// What is carried is not a proof about the key.
    case form(MapProofError)
    /// The proof does not hold.
    case proof(StateProofError)
    /// The map holds these bytes, but they are not a record.
    case encoding(CanonicalFormError)
}
