public import Vocabulary

/// Who a frame is from: 17 bytes, a VIN or an identifier of the sender's choice.
///
/// Held in place, so that one costs no memory of its own and is a cheap key.
public struct SenderID: Hashable, Sendable {
    /// How many bytes a frame has for it.
    public static let byteCount = 17

    private let first: UInt64
    private let second: UInt64
    private let last: UInt8

    @inline(__always)
    init(first: UInt64, second: UInt64, last: UInt8) {
        self.first = first
        self.second = second
        self.last = last
    }

    /// Creates an identifier from at most 17 bytes, with zeros after them; `nil` for more.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.byteCount else { return nil }
        var padded = Array(bytes)
        padded += [UInt8](repeating: 0, count: Self.byteCount - padded.count)
        first = padded[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        second = padded[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        last = padded[16]
    }

    /// Creates an identifier from a text of at most 17 bytes; `nil` for a longer one.
    public init?(_ text: some StringProtocol) {
        self.init(Array(text.utf8))
    }

    /// The 17 bytes.
    public var bytes: [UInt8] {
        let words = [first, second].flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: word >> $0)
            }
        }
        return words + [last]
    }

    /// The identifier without the zeros after it; bytes that are no UTF-8 are replaced.
    public var text: String { PaddedText(padded: bytes).text }

    /// The identifier as a VIN; `nil` for a platform's or another that is none.
    public var vin: VIN? { try? VIN(text) }

    /// Whether it is a VIN with the right check digit.
    ///
    /// A wrong one is no reason to drop a frame.
    public var hasValidCheckDigit: Bool { vin?.hasValidCheckDigit ?? false }
}
