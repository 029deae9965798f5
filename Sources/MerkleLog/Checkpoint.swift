public import Vocabulary

/// The statement that a log signs: this is my tree.
///
/// Its text is the origin, the size in decimal, the root in base64, and any further lines, each
/// ended by a newline.
///
/// - **Source.** C2SP tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
    /// Why a text is no checkpoint, or values cannot make one.
    public enum Refusal: Error, Hashable, Sendable {
        /// The origin is empty or holds a control character.
        case origin
        /// The size is not a decimal number below 2^64 without a sign or leading zeros.
        case size
        /// The root is not 32 bytes in base64.
        case root
        /// A further line is empty or holds a control character; counted from 0.
        case extensionLine(Int)
        /// There are fewer than three lines, or the last has no newline.
        case lines
    }

    /// The name of the log: unique, stable, usually a URL without a scheme.
    public let origin: String
    /// The number of leaves.
    public let size: UInt64
    /// The root of the tree.
    public let root: Digest
    /// Further lines, which this package gives no meaning to.
    public let extensions: [String]

    /// Creates a checkpoint.
    ///
    /// - Throws: ``Refusal/origin`` or ``Refusal/extensionLine(_:)``.
    public init(
        origin: String,
        size: UInt64,
        root: Digest,
        extensions: [String] = []
    ) throws(Refusal) {
        guard NoteText.isLine(origin) else { throw .origin }
        if let index = extensions.firstIndex(where: { !NoteText.isLine($0) }) {
            throw .extensionLine(index)
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a checkpoint, accepting exactly what ``text`` writes.
    ///
    /// - Throws: ``Refusal``.
    public init(parsing text: String) throws(Refusal) {
        guard text.utf8.last == NoteText.newline else { throw .lines }
        let lines = text.utf8.dropLast()
            .split(separator: NoteText.newline, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 3 else { throw .lines }
        guard let size = UInt64(lines[1]), NoteText.areSame(String(size), lines[1]) else {
            throw .size
        }
        guard let root = Base64.decode(lines[2]).flatMap({ Digest($0) }) else { throw .root }
        try self.init(
            origin: lines[0],
            size: size,
            root: root,
            extensions: Array(lines.dropFirst(3))
        )
    }

    /// The text to sign.
    public var text: String {
        let lines = [origin, String(size), Base64.encode(root.bytes)] + extensions
        return lines.reduce(into: "") { $0 += $1 + "\n" }
    }
}
