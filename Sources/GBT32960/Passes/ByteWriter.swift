/// Writes fields as the bytes of a data unit.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write<Raw: WireInteger>(_ value: Raw) {
        for shift in stride(from: Raw.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> Raw(shift)))
        }
    }

    mutating func write(_ data: [UInt8]) {
        bytes += data
    }

    /// Writes the count of `value`; its elements are for the caller.
    mutating func writeCount<Element>(
        of value: Counted<Element>,
        _ width: CountWidth,
        _ name: StaticString
    ) throws(EncodingError) {
        let count: Int
        switch value {
        case .invalid: count = width.invalid
        case .abnormal: count = width.invalid - 1
        case .list(let elements):
            count = elements.count
            guard count < width.invalid - 1 else {
                throw .tooMany(field: "\(name)", count: count, limit: width.invalid - 2)
            }
        }
        switch width {
        case .byte: write(UInt8(count))
        case .word: write(UInt16(count))
        }
    }
}

/// Why a value cannot be written as a frame.
public enum EncodingError: Error, Hashable, Sendable {
    /// More elements than their count can say.
    case tooMany(field: String, count: Int, limit: Int)
    /// A text or key longer than its field.
    case tooLong(field: String, byteCount: Int, limit: Int)
    /// A quantity that the edition's scale cannot hold exactly.
    case unrepresentable(field: String)
    /// Counts or lengths that contradict the elements they are for.
    case inconsistent(field: String)
    /// A structure that the edition does not have.
    case notInEdition(String, Edition)
    /// A data unit of more than 65,531 bytes.
    case unitTooLong(Int)
}

extension EncodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooMany(let field, let count, let limit):
            "\(field): \(count) elements, expected at most \(limit)"
        case .tooLong(let field, let byteCount, let limit):
            "\(field): \(byteCount) bytes, expected at most \(limit)"
        case .unrepresentable(let field):
            "\(field): a value that the edition's scale cannot hold"
        case .inconsistent(let field):
            "\(field): the count contradicts the elements"
        case .notInEdition(let name, let edition):
            "\(name) does not exist in the edition of \(edition.rawValue)"
        case .unitTooLong(let count):
            "a data unit of \(count) bytes, expected at most 65531"
        }
    }
}
