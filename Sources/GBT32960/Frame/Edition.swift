/// An edition of GB/T 32960.3; each frame names its own by its two start bytes.
public enum Edition: UInt16, Hashable, Sendable, CaseIterable {
    /// GB/T 32960.3-2016, frames that begin `##`.
    case y2016 = 2016
    /// GB/T 32960.3-2025, frames that begin `$$`.
    case y2025 = 2025

    /// The byte that a frame begins with, twice.
    public var startByte: UInt8 {
        switch self {
        case .y2016: UInt8(ascii: "#")
        case .y2025: UInt8(ascii: "$")
        }
    }

    /// The edition whose frames begin with `byte`; `nil` for any other byte.
    @inline(__always)
    init?(startByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "#"): self = .y2016
        case UInt8(ascii: "$"): self = .y2025
        default: return nil
        }
    }
}
