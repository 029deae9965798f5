/// The gear and what pulls or brakes: a byte of bits that has no sentinels.
///
/// - **Source.** Table A.1; bit 7 is of 2025.
public struct Gear: Hashable, Sendable {
    /// The byte as the frame has it.
    public var raw: UInt8

    /// Creates a gear from the byte as a frame has it.
    @inline(__always)
    public init(raw: UInt8) {
        self.raw = raw
    }

    /// `N`, `1`...`12`, `R`, `D` or `P`.
    public var position: String {
        switch raw & 0x0F {
        case 0: "N"
        case 13: "R"
        case 14: "D"
        case 15: "P"
        case let gear: "\(gear)"
        }
    }

    public var hasDrivingForce: Bool { raw & 0x20 != 0 }
    public var hasBrakingForce: Bool { raw & 0x10 != 0 }
    /// Whether the sender calls the gear invalid; 2025.
    public var isInvalid: Bool { raw & 0x80 != 0 }
}
