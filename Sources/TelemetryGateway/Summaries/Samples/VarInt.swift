/// Integers in as few bytes as they need: seven bits a byte, the lowest first.
enum VarInt {
    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Small numbers of either sign become small numbers.
    static func zigzag(_ value: Int32) -> UInt32 {
        UInt32(bitPattern: (value << 1) ^ (value >> 31))
    }

    static func unzigzag(_ value: UInt32) -> Int32 {
        Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
    }
}

/// Bytes that end before what they should hold, or hold what was never written.
struct MalformedSamples: Error {}

/// Reads bytes in order; never beyond their end.
struct SampleReader {
    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    @inline(__always)
    mutating func byte() throws(MalformedSamples) -> UInt8 {
        guard offset < bytes.count else { throw MalformedSamples() }
        defer { offset += 1 }
        return bytes[offset]
    }

    @inline(__always)
    mutating func varInt() throws(MalformedSamples) -> UInt32 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 35 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 {
                guard let value = UInt32(exactly: value) else { throw MalformedSamples() }
                return value
            }
            shift += 7
        }
        throw MalformedSamples()
    }
}
