/// Why a signed note is refused.
public enum NoteError: Error, Hashable, Sendable {
    /// The note has more than ``SignedNote/maximumByteCount`` bytes.
    case tooLong(byteCount: Int)
    /// The note is not well-formed UTF-8.
    case notUTF8
    /// The text, or the note, holds a control character, or the text does not end in a newline.
    case malformedText
    /// The note has no signature lines after an empty line, or does not end in a newline.
    case noSignatures
    /// A signature line is not `— <name> <base64>`; lines count from 1 after the empty line.
    case malformedSignature(line: Int)
    /// The note has more than ``SignedNote/maximumSignatureCount`` signatures.
    case tooManySignatures
    /// A signature that claims to be by a known key is not.
    case invalidSignature(name: String, keyHash: UInt32)
    /// Two of the known keys have the same name and key hash.
    case ambiguousKey(name: String, keyHash: UInt32)
}
