/// A text with signatures below it.
///
/// Reading a note checks its form only; ``verifiedSignatures(by:)`` says who signed it.
///
/// - **Source.** C2SP signed-note; the same notes as Go's `golang.org/x/mod/sumdb/note` opens, save
///   that base64 with stray bits is refused here.
public struct SignedNote: Hashable, Sendable {
    /// The most bytes in a note: 1 MiB.
    public static let maximumByteCount = 1 << 20
    /// The most signature lines in a note.
    public static let maximumSignatureCount = 100

    /// One signature line: a claim that a key signed the text.
    public struct Signature: Hashable, Sendable {
        /// The name of the key.
        public let name: String
        /// The first four bytes of the hash of the key; see ``VerifierKey/keyHash``.
        public let keyHash: UInt32
        /// The signature in the format of the key's algorithm, at least one byte.
        public let bytes: [UInt8]

        /// Creates a signature line.
        ///
        /// - Throws: ``NoteError/malformedSignature(line:)``, with line 1, if the name cannot name
        ///   a key or there are no bytes.
        public init(name: String, keyHash: UInt32, bytes: [UInt8]) throws(NoteError) {
            guard NoteText.isKeyName(name), !bytes.isEmpty else {
                throw .malformedSignature(line: 1)
            }
            (self.name, self.keyHash, self.bytes) = (name, keyHash, bytes)
        }

        /// The line, without a newline.
        public var line: String {
            "— \(name) \(Base64.encode(keyHash.bigEndianBytes + bytes))"
        }
    }

    /// The signed text, up to and with its last newline.
    public let text: String
    /// The signature lines, in order, repeated ones included.
    public private(set) var signatures: [Signature]

    /// Puts signatures below a text.
    ///
    /// - Throws: ``NoteError/malformedText`` or ``NoteError/tooManySignatures``.
    public init(text: String, signatures: [Signature] = []) throws(NoteError) {
        guard NoteText.isText(text) else { throw .malformedText }
        guard signatures.count <= Self.maximumSignatureCount else { throw .tooManySignatures }
        self.text = text
        self.signatures = signatures
    }

    /// Adds a signature line at the end.
    ///
    /// - Throws: ``NoteError/tooManySignatures``; the note is as it was.
    public mutating func append(_ signature: Signature) throws(NoteError) {
        guard signatures.count < Self.maximumSignatureCount else { throw .tooManySignatures }
        signatures.append(signature)
    }

    /// The note as bytes: what ``init(parsing:)`` reads, if there is a signature.
    public var encoded: [UInt8] { Array(description.utf8) }
}

extension SignedNote: CustomStringConvertible {
    /// The note as text.
    public var description: String {
        signatures.reduce(into: text + "\n") { $0 += $1.line + "\n" }
    }
}
