/// A key of any name.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue _: Int) { nil }
}

/// A mapping has a key that does not exist.
struct UnknownKey: Error {
    let path: [any CodingKey]
    let known: [String]
}

extension KeyedDecodingContainer {
    /// The value under a key, or what stands for it where the key is left out.
    func value<Value: Decodable>(_ key: Key, or usual: Value) throws -> Value {
        try decodeIfPresent(Value.self, forKey: key) ?? usual
    }
}

extension Decoder {
    /// The values of a mapping that has no other keys than `Key` names: a misspelt key is an error.
    func strictContainer<Key: CodingKey & CaseIterable>(
        keyedBy _: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Key.allCases.map(\.stringValue)
        for key in try container(keyedBy: AnyKey.self).allKeys
        where !known.contains(key.stringValue) {
            throw UnknownKey(path: codingPath + [key], known: known)
        }
        return try container(keyedBy: Key.self)
    }
}
