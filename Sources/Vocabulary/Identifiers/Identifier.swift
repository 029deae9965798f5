/// A name made of ASCII characters by a fixed pattern.
///
/// Two identifiers are equal when their bytes are, and sort by their bytes, in this and in every
/// other language: no character outside the pattern's alphabet can occur in one, so Unicode
/// equivalence has nothing to act on. Each kind of identifier is a type of its own.
public protocol Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// What such an identifier looks like.
    static var pattern: IdentifierPattern { get }

    /// The identifier as written.
    var text: String { get }

    /// Creates an identifier from text that has been checked; see ``init(_:)``.
    init(checked: Checked<Self, String>)
}

extension Identifier {
    /// Reads an identifier.
    ///
    /// - Throws: ``IdentifierError`` when `text` does not follow ``pattern``.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        let text = String(text)
        if let problem = Self.pattern.problem(in: text) {
            throw IdentifierError(
                type: "\(Self.self)",
                found: excerpt(of: text),
                problem: problem,
                expected: Self.pattern.description
            )
        }
        self.init(checked: Checked(text))
    }

    /// The order of the bytes.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        // Both are ASCII, where the order of strings is that of their bytes.
        lhs.text < rhs.text
    }

    public var description: String { text }
}
