import MerkleLog
import Vocabulary

/// Integers are big-endian, as in the frames and in `MerkleLog`.
extension [UInt8] {
    mutating func append(bigEndian number: some FixedWidthInteger) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// Appends the check of the bytes from `start` on.
    mutating func appendCheck(from start: Int) {
        append(bigEndian: SegmentFormat.check(of: LogHash.leaf(self[start...])))
    }
}

/// Reads bytes from the front; every read is `nil` once they do not suffice.
struct SegmentCursor {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        bytes(Number.bitWidth / 8)?.reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    mutating func digest() -> Digest? {
        bytes(Digest.byteCount).flatMap { Digest($0) }
    }

    /// A text of printable ASCII with its length before it.
    mutating func name(limit: Int) -> String? {
        guard let count = number(UInt8.self), count <= limit, let text = bytes(Int(count)),
            text.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}

/// What the parts of a segment have in common; see docs/telemetry-segments.md.
enum SegmentFormat {
    static let version: UInt16 = 1
    static let checkByteCount = 8

    /// What a record, a header and a footer end with: the first 8 bytes of their leaf hash.
    ///
    /// The leaf hash of a record is needed anyway, so the check costs nothing.
    static func check(of leaf: Digest) -> UInt64 { leaf.words.0 }
}
