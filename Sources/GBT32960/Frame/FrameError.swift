internal import Vocabulary

/// Why bytes are no frame.
public enum FrameError: Error, Hashable, Sendable {
    /// Fewer bytes than a header has.
    case tooShort(Int)
    /// The first two bytes are neither `##` nor `$$`.
    case noStart(UInt8, UInt8)
    /// A length of the data unit within 65532...65535, which no frame may have.
    case lengthReserved(Int)
    /// The bytes are not as many as the header says.
    case length(expected: Int, found: Int)
    /// The check byte is not the XOR of the bytes before it.
    case check(FrameCheck)
}

extension FrameError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooShort(let count):
            "\(count) bytes, fewer than the 24 of a header"
        case .noStart(let first, let second):
            "begins with \([first, second].hex), expected 2323 or 2424"
        case .lengthReserved(let length):
            "a data unit of \(length) bytes, expected at most 65531"
        case .length(let expected, let found):
            "\(found) bytes, but the header calls for \(expected)"
        case .check(let check):
            "check byte \([check.received].hex), computed \([check.computed].hex)"
        }
    }
}
