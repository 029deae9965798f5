import Vocabulary

import enum Crypto.Curve25519
import struct Crypto.SHA256

/// A public key with the name of its owner: what one needs to check signatures on notes.
///
/// - **Source.** C2SP signed-note and tlog-cosignature.
public struct VerifierKey: Hashable, Sendable {
    /// What a signature by the key says, and so how it is made.
    public enum Algorithm: UInt8, Hashable, Sendable {
        /// Ed25519 over the text: the text is mine.
        case ed25519 = 0x01
        /// Ed25519 over a time and the text: I had seen this tree, and its like before, by then.
        case cosignatureV1 = 0x04
    }

    /// Why a text or bytes are no key.
    public enum Refusal: Error, Hashable, Sendable {
        /// The name is empty, or holds a space, a plus sign or a control character.
        case name
        /// The key is not `<name>+<8 lower-case hexadecimal digits>+<base64>`.
        case format
        /// The algorithm is none of ``Algorithm``.
        case algorithm(UInt8)
        /// The public key has another number of bytes than 32.
        case byteCount(Int)
        /// The key hash in the text is not that of the key.
        case keyHash(expected: UInt32, found: UInt32)
    }

    /// The number of bytes in a public key.
    public static let byteCount = 32

    /// The name of the owner; for a log its origin.
    public let name: String
    /// What the key signs.
    public let algorithm: Algorithm
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]
    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key), big-endian.
    ///
    /// Tells keys of one name apart. It is too short to prove anything.
    public let keyHash: UInt32

    /// Names a public key.
    ///
    /// - Throws: ``Refusal/name`` or ``Refusal/byteCount(_:)``.
    public init(name: String, algorithm: Algorithm, publicKey: [UInt8]) throws(Refusal) {
        guard NoteText.isKeyName(name) else { throw .name }
        guard publicKey.count == Self.byteCount else { throw .byteCount(publicKey.count) }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        var hasher = SHA256()
        hasher.update(data: Array(name.utf8) + [NoteText.newline, algorithm.rawValue] + publicKey)
        keyHash = UInt32(truncatingIfNeeded: Digest(finishing: hasher).words.0 >> 32)
    }

    /// Reads `<name>+<key hash>+<base64>`, as ``description`` writes it.
    ///
    /// - Throws: ``Refusal``.
    public init(parsing text: String) throws(Refusal) {
        let fields = text.utf8
            .split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard fields.count == 3, let key = Base64.decode(fields[2]), let tag = key.first,
            let hash = [UInt8](hex: fields[1]).flatMap(UInt32.init(bigEndianBytes:)),
            hash.bigEndianBytes.hex == fields[1]
        else { throw .format }
        guard let algorithm = Algorithm(rawValue: tag) else { throw .algorithm(tag) }
        try self.init(name: fields[0], algorithm: algorithm, publicKey: Array(key.dropFirst()))
        guard keyHash == hash else { throw .keyHash(expected: keyHash, found: hash) }
    }

    /// Whether `signature` is this key's signature of `text`.
    ///
    /// - Parameters:
    ///   - signature: The bytes of a signature line after the key hash.
    ///   - text: The text of the note, with its last newline.
    /// - Returns: `false` also for bytes that are no signature at all.
    public func verifies(_ signature: [UInt8], of text: String) -> Bool {
        switch algorithm {
        case .ed25519:
            return isSignature(signature, of: Array(text.utf8))
        case .cosignatureV1:
            guard let cosignature = Cosignature(bytes: signature) else { return false }
            let message = Cosignature.message(text: text, time: cosignature.time)
            return isSignature(cosignature.signature, of: message)
        }
    }

    private func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}

extension VerifierKey: CustomStringConvertible {
    /// The key as `<name>+<key hash in 8 hexadecimal digits>+<base64>`.
    public var description: String {
        "\(name)+\(keyHash.bigEndianBytes.hex)+\(Base64.encode([algorithm.rawValue] + publicKey))"
    }
}
