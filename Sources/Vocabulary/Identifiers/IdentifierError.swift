/// A text that is not an identifier of the kind asked for.
///
/// Correct the text: no retry and no other setting makes it acceptable.
public struct IdentifierError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the type asked for, such as `MemberID`.
    public let type: String

    /// The beginning of the text, at most 64 bytes, escaped so that every character can be told.
    public let found: String

    /// What is wrong.
    public let problem: IdentifierProblem

    /// The pattern in words.
    public let expected: String

    public var description: String {
        "\(type) \"\(found)\": \(problem); expected \(expected)"
    }
}

/// What is wrong with a text that is not an identifier.
public enum IdentifierProblem: Hashable, Sendable, CustomStringConvertible {
    /// The text is too short or too long; its length in bytes.
    case length(Int)
    /// The text does not begin as it must.
    case prefix(String)
    /// A character that cannot stand where it stands; positions count from 1.
    case character(position: Int, found: Unicode.Scalar)

    public var description: String {
        switch self {
        case .length(let count): "is \(count) bytes long"
        case .prefix(let prefix): "does not begin with '\(prefix)'"
        case .character(let position, let found):
            "has \(visible(found)) at position \(position)"
        }
    }
}
