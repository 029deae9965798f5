public import enum Crypto.Curve25519

/// A private key with the name of its owner, to sign notes with.
public struct NoteSigner: Sendable {
    /// Why there is no signature.
    public enum Refusal: Error, Hashable, Sendable {
        /// The text does not end in a newline, or holds a control character.
        case malformedText
        /// The key is not for this kind of signature.
        case algorithm(VerifierKey.Algorithm)
        /// The cryptographic library refused to sign.
        case signing
    }

    /// The key to check the signatures with.
    public let verifierKey: VerifierKey

    private let privateKey: Curve25519.Signing.PrivateKey

    /// Names a private key.
    ///
    /// - Throws: ``VerifierKey/Refusal/name``.
    public init(
        name: String,
        privateKey: Curve25519.Signing.PrivateKey,
        algorithm: VerifierKey.Algorithm = .ed25519
    ) throws(VerifierKey.Refusal) {
        self.privateKey = privateKey
        verifierKey = try VerifierKey(
            name: name,
            algorithm: algorithm,
            publicKey: Array(privateKey.publicKey.rawRepresentation)
        )
    }

    /// The name of the owner.
    public var name: String { verifierKey.name }

    /// Signs a text.
    ///
    /// - Parameter text: Lines, each ended by a newline.
    /// - Returns: The line to put below the text.
    /// - Throws: ``Refusal``; its case `algorithm` unless this is an Ed25519 key.
    public func sign(_ text: String) throws(Refusal) -> SignedNote.Signature {
        try requireAlgorithm(.ed25519)
        return try line(text: text, prefix: [], message: Array(text.utf8))
    }

    /// Signs the text of a checkpoint as a witness.
    ///
    /// - Parameters:
    ///   - text: The text of the checkpoint.
    ///   - time: Now, in seconds of Unix time.
    /// - Returns: The line to put below the checkpoint.
    /// - Throws: ``Refusal``; its case `algorithm` unless this is a cosignature key.
    public func cosign(_ text: String, time: UInt64) throws(Refusal) -> SignedNote.Signature {
        try requireAlgorithm(.cosignatureV1)
        let message = Cosignature.message(text: text, time: time)
        return try line(text: text, prefix: time.bigEndianBytes, message: message)
    }

    private func requireAlgorithm(_ algorithm: VerifierKey.Algorithm) throws(Refusal) {
        guard verifierKey.algorithm == algorithm else {
            throw .algorithm(verifierKey.algorithm)
        }
    }

    private func line(
        text: String,
        prefix: [UInt8],
        message: [UInt8]
    ) throws(Refusal) -> SignedNote.Signature {
        guard NoteText.isText(text) else { throw .malformedText }
        do {
            return try SignedNote.Signature(
                name: name,
                keyHash: verifierKey.keyHash,
                bytes: prefix + privateKey.signature(for: message)
            )
        } catch {
            throw .signing
        }
    }
}
