/// A signature of a note that was checked against a known key.
public struct VerifiedSignature: Hashable, Sendable {
    /// The key that signed.
    public let key: VerifierKey
    /// When a witness signed, in seconds of Unix time by its own clock; `nil` for other keys.
    public let time: UInt64?
}

extension SignedNote {
    /// Which of the known keys signed the text.
    ///
    /// Lines under unknown keys are ignored, and so are all but the first line under a known key.
    ///
    /// - Parameter keys: The known keys; naming one twice changes nothing.
    /// - Returns: The signatures that hold, in the order of the note; none if no key is known.
    /// - Complexity: One signature check for each known key that signed.
    /// - Throws: ``NoteError/invalidSignature(name:keyHash:)`` if a line under a known key does not
    ///   hold, and ``NoteError/ambiguousKey(name:keyHash:)`` if two keys claim the same line.
    public func verifiedSignatures(
        by keys: [VerifierKey]
    ) throws(NoteError) -> [VerifiedSignature] {
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            guard let key = try signature.key(among: keys),
                !verified.contains(where: { $0.key == key })
            else { continue }
            guard key.verifies(signature.bytes, of: text) else {
                throw .invalidSignature(name: signature.name, keyHash: signature.keyHash)
            }
            let isCosignature = key.algorithm == .cosignatureV1
            let time = isCosignature ? Cosignature(bytes: signature.bytes)?.time : nil
            verified.append(VerifiedSignature(key: key, time: time))
        }
        return verified
    }
}

extension SignedNote.Signature {
    /// The key that this line claims to be by, if it is known.
    fileprivate func key(among keys: [VerifierKey]) throws(NoteError) -> VerifierKey? {
        var found: VerifierKey?
        for key in keys where key.keyHash == keyHash && NoteText.areSame(key.name, name) {
            guard found == nil || found == key else {
                throw .ambiguousKey(name: name, keyHash: keyHash)
            }
            found = key
        }
        return found
    }
}
