/// Text in a field of fixed length, with zeros after it.
///
/// The standard allows ASCII, and GB 18030 for Chinese; the bytes are kept whatever they are.
public struct PaddedText: Hashable, Sendable {
    /// The bytes without the zeros at the end.
    public let bytes: [UInt8]

    /// Creates a text from the bytes of a field.
    init(padded bytes: some BidirectionalCollection<UInt8>) {
        var bytes = Array(bytes)
        while bytes.last == 0 { bytes.removeLast() }
        self.bytes = bytes
    }

    /// Creates a text from a string; zeros at its end are lost.
    public init(_ text: some StringProtocol) {
        self.init(padded: Array(text.utf8))
    }

    /// The text; bytes that are no UTF-8 are replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension PaddedText: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(text)
    }
}
