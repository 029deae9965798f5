/// What a kind of identifier looks like: its length, its characters, and how it begins.
public struct IdentifierPattern: Sendable, CustomStringConvertible {
    /// The allowed lengths in characters, each of which is one byte.
    public let lengths: ClosedRange<Int>

    private let alphabet: ASCIISet
    private let start: ASCIISet
    private let prefix: String
    private let separator: UInt8?

    /// Creates a pattern.
    ///
    /// - Parameters:
    ///   - lengths: The allowed lengths, prefix included.
    ///   - alphabet: The characters allowed after the prefix.
    ///   - start: The characters allowed first, and first after a separator.
    ///   - prefix: How every such identifier begins.
    ///   - separator: The character that divides a path into parts, none of them empty.
    init(
        lengths: ClosedRange<Int>,
        alphabet: ASCIISet,
        start: ASCIISet? = nil,
        prefix: String = "",
        separator: Unicode.Scalar? = nil
    ) {
        self.lengths = lengths
        self.alphabet = alphabet
        self.start = start ?? alphabet
        self.prefix = prefix
        self.separator = separator.map { UInt8(ascii: $0) }
    }

    /// The pattern in words, for error messages.
    public var description: String {
        var words =
            lengths.lowerBound == lengths.upperBound
            ? "exactly \(lengths.lowerBound) characters"
            : "\(lengths.lowerBound) to \(lengths.upperBound) characters"
        if !prefix.isEmpty { words += ", '\(prefix)' and then" }
        words += " of \(alphabet)"
        if start.description != alphabet.description { words += ", the first of \(start)" }
        if let separator {
            words += ", also after each '\(Unicode.Scalar(separator))', and not ending in one"
        }
        return words
    }

    /// What is wrong with `text`; `nil` when it follows the pattern.
    func problem(in text: String) -> IdentifierProblem? {
        let bytes = text.utf8.span
        guard lengths.contains(bytes.count) else { return lengthProblem(in: text) }
        guard prefix.isEmpty || text.utf8.starts(with: prefix.utf8) else { return .prefix(prefix) }
        var allowed = start
        for offset in prefix.utf8.count..<bytes.count {
            guard allowed.contains(bytes[offset]) else { return problem(at: offset, of: text) }
            allowed = bytes[offset] == separator ? start : alphabet
        }
        if let separator, bytes[bytes.count - 1] == separator {
            return problem(at: bytes.count - 1, of: text)
        }
        return nil
    }

    // A look-alike takes more than one byte: name it rather than a length nobody can see.
    private func lengthProblem(in text: String) -> IdentifierProblem {
        let scalars = text.unicodeScalars.prefix(lengths.upperBound)
        for (offset, scalar) in scalars.enumerated() where !scalar.isASCII {
            return .character(position: offset + 1, found: scalar)
        }
        return .length(text.utf8.count)
    }

    // All before `offset` is ASCII, so bytes and characters count alike.
    private func problem(at offset: Int, of text: String) -> IdentifierProblem {
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        return .character(position: offset + 1, found: text.unicodeScalars[index])
    }
}
