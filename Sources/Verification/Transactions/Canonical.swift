import FoundationEssentials
public import SwiftProtobuf

/// The one encoding of a message: known fields and values only, in the order of their numbers.
///
/// Without it one signed request could travel as many different byte strings.
public enum Canonical {
    /// Decodes `bytes`, which must be the encoding that this schema gives to what they say.
    public static func decode<Value: Message>(
        _ type: Value.Type,
        from bytes: [UInt8]
    ) throws(CanonicalFormError) -> Value {
        guard let value = try? Value(serializedBytes: bytes, options: options) else {
            throw .undecodable
        }
        var check = EnumerationCheck()
        try? value.traverse(visitor: &check)
        guard !check.foundUnknown else { throw .unknownValue }
        guard let encoded: [UInt8] = try? value.serializedBytes(), encoded == bytes else {
            throw .notCanonical
        }
        return value
    }

    // Unknown fields are dropped here, so that bytes with any do not encode to themselves.
    private static let options: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        options.messageDepthLimit = 16
        return options
    }()
}

/// Why bytes are not the canonical encoding of a message.
public enum CanonicalFormError: Error, Hashable, Sendable {
    /// The bytes are not a message of this type.
    case undecodable
    /// An enumeration has a value that this schema does not name.
    case unknownValue
    /// The bytes differ from what the message encodes to.
    case notCanonical
}

/// Looks for enumeration values that the schema does not name.
private struct EnumerationCheck: Visitor {
    var foundUnknown = false

    mutating func visitSingularEnumField<Value: Enum>(value: Value, fieldNumber: Int) throws {
        guard let type = Value.self as? any CaseIterable.Type else { return }
        if !names(type, value.rawValue) { foundUnknown = true }
    }

    mutating func visitSingularMessageField<Value: Message>(
        value: Value,
        fieldNumber: Int
    ) throws {
        try value.traverse(visitor: &self)
    }

    mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) throws {}
    mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) throws {}
    mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) throws {}
    mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) throws {}
    mutating func visitSingularStringField(value: String, fieldNumber: Int) throws {}
    mutating func visitSingularBytesField(value: Data, fieldNumber: Int) throws {}
    mutating func visitUnknown(bytes: Data) throws {}

    mutating func visitMapField<Key, Value: MapValueType>(
        fieldType: _ProtobufMap<Key, Value>.Type,
        value: _ProtobufMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) throws {}
    mutating func visitMapField<Key, Value>(
        fieldType: _ProtobufEnumMap<Key, Value>.Type,
        value: _ProtobufEnumMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) throws where Value.RawValue == Int {}
    mutating func visitMapField<Key, Value>(
        fieldType: _ProtobufMessageMap<Key, Value>.Type,
        value: _ProtobufMessageMap<Key, Value>.BaseType,
        fieldNumber: Int
    ) throws {}
}

/// Whether one of the cases that the schema names has this number.
private func names<Value: CaseIterable>(_ type: Value.Type, _ number: Int) -> Bool {
    type.allCases.contains { ($0 as? any Enum)?.rawValue == number }
}
