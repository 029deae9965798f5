/// A value of JSON, its numbers as they are written.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// The text, if it is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// What it is, for an error.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits.count > 32 ? "a long number" : digits
        case .text(let text): "\"\(text.excerpt)\""
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension String {
    /// Its beginning, with nothing that would upset a terminal.
    var excerpt: String {
        let start = unicodeScalars.prefix(64)
        let escaped = start.reduce(into: "") { $0 += $1.escaped(asASCII: true) }
        return escaped + (start.count < unicodeScalars.count ? "..." : "")
    }
}
