import FoundationEssentials

/// Answers for programs: one JSON object.
enum JSON {
    /// The object on standard output.
    static func print(_ value: some Encodable) throws {
        Swift.print(String(decoding: try data(value), as: UTF8.self))
    }

    /// The object as a file has it.
    static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
