/// A scenario file that cannot be played: the key at fault, and what is allowed there.
public enum ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is no YAML; what its reader says.
    case unreadable(String)
    /// The text is longer than any scenario.
    case tooLong(bytes: Int)
    /// A key that no scenario has.
    case unknownKey(String, allowed: [String])
    /// A key that is not there.
    case missingKey(String)
    /// Something of another kind than the key asks for.
    case wrongKind(String, expected: String)
    /// A value outside its limits.
    case outOfRange(String, found: String, allowed: String)
    /// The same name twice.
    case repeated(String, name: String)

    public var description: String {
        switch self {
        case .unreadable(let problem): "the scenario is no YAML: \(problem)"
        case .tooLong(let bytes):
            "the scenario has \(bytes) bytes; at most \(ScenarioReader.mostBytes) are allowed"
        case .unknownKey(let key, let allowed):
            "\(key): no such key; allowed are \(allowed.joined(separator: ", "))"
        case .missingKey(let key): "\(key): the key is missing"
        case .wrongKind(let key, let expected): "\(key): \(expected) is expected"
        case .outOfRange(let key, let found, let allowed):
            "\(key): \(found) is not allowed; allowed is \(allowed)"
        case .repeated(let key, let name): "\(key): \(name) stands there twice"
        }
    }
}
