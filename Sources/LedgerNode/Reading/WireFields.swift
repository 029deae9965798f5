/// Reads fields of a serialized protobuf message where they lie.
///
/// Decoding makes objects of everything in a message. Where a few fields of a million messages are
/// wanted, that is nearly all of the work.
enum WireFields {
    /// What a field holds.
    enum Value {
        case number(UInt64)
        /// Where the bytes of a text, of bytes or of a message lie.
        case bytes(Range<Int>)
    }

    /// Calls `body` with number and value of each field of the message at `range` in `bytes`.
    ///
    /// Fields of fixed width are passed over.
    ///
    /// - Returns: Whether the message could be read to its end.
    @inline(__always)
    static func forEach(
        in bytes: borrowing Span<UInt8>,
        at range: Range<Int>,
        _ body: (_ number: UInt64, _ value: Value) -> Void
    ) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            guard let key = number(in: bytes, at: &position, until: range.upperBound) else {
                return false
            }
            switch key & 0b111 {
            case 0:
                guard let value = number(in: bytes, at: &position, until: range.upperBound) else {
                    return false
                }
                body(key >> 3, .number(value))
            case 1:
                position += 8
            case 2:
                guard
                    let count = number(in: bytes, at: &position, until: range.upperBound),
                    count <= UInt64(range.upperBound - position)
                else { return false }
                let end = position + Int(count)
                body(key >> 3, .bytes(position..<end))
                position = end
            case 5:
                position += 4
            default:
                return false
            }
        }
        return position == range.upperBound
    }

    /// Reads a variable-length number; `nil` if it does not end in time.
    @inline(__always)
    private static func number(
        in bytes: borrowing Span<UInt8>,
        at position: inout Int,
        until end: Int
    ) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < end, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
