/// A number of a frame with the scale that makes it physical.
///
/// Holds the raw number, so that nothing is lost on the way from frame to frame.
public struct Quantity: Hashable, Sendable {
    /// The number as the frame has it.
    public let raw: UInt32
    /// What the number stands for.
    public let scale: Scale

    // Trusts the caller that the number has no more bytes than the scale.
    @inline(__always)
    init(unchecked raw: UInt32, _ scale: Scale) {
        self.raw = raw
        self.scale = scale
    }

    /// Creates a quantity from the number as a frame has it; `nil` if it needs more bytes.
    public init?(raw: UInt32, _ scale: Scale) {
        guard raw <= scale.rule.width.maximum else { return nil }
        self.init(unchecked: raw, scale)
    }

    /// Creates the quantity nearest to a physical value; `nil` beyond what the standard allows.
    public init?(_ value: Double, _ scale: Scale) {
        let rule = scale.rule
        let raw = value * rule.countsPerUnit - Double(rule.offset)
        guard raw > -0.5, raw < Double(rule.limit) + 0.5 else { return nil }
        self.init(unchecked: UInt32(raw + 0.5), scale)
    }

    /// A field without a value.
    @inline(__always)
    public static func invalid(_ scale: Scale) -> Quantity {
        Quantity(unchecked: scale.rule.width.maximum, scale)
    }

    /// A field whose value is known to be wrong.
    public static func abnormal(_ scale: Scale) -> Quantity {
        Quantity(unchecked: scale.rule.width.maximum - 1, scale)
    }
}

extension Quantity {
    /// The value as a whole number of the scale's counts.
    ///
    /// Whether there is one is decided on the raw number, before any scaling.
    @inline(__always)
    public var counts: Reading<Int64> {
        let rule = scale.rule
        if raw >= rule.width.maximum - 1 {
            return raw == rule.width.maximum ? .invalid : .abnormal
        }
        if scale == .insulation2016, raw > rule.limit { return .invalid }
        return .value(Int64(raw) + Int64(rule.offset))
    }

    /// The value in the unit of the field: the `Double` nearest to the decimal.
    @inline(__always)
    public var reading: Reading<Double> {
        counts.map { Double($0) / scale.rule.countsPerUnit }
    }

    /// The value in the unit of the field; `nil` if there is none.
    @inline(__always)
    public var value: Double? { reading.value }

    /// Whether the raw number is within the range that the standard gives.
    public var isInRange: Bool { raw <= scale.rule.limit }

    /// The same value in another scale; `nil` if that cannot hold it exactly.
    func converted(to other: Scale) -> Quantity? {
        guard case .value(var counts) = counts else {
            return counts == .invalid ? .invalid(other) : .abnormal(other)
        }
        for _ in scale.places..<max(scale.places, other.places) { counts *= 10 }
        for _ in other.places..<max(scale.places, other.places) {
            guard counts.isMultiple(of: 10) else { return nil }
            counts /= 10
        }
        let raw = counts - Int64(other.rule.offset)
        guard raw >= 0, raw < Int64(other.rule.width.maximum) - 1 else { return nil }
        return Quantity(unchecked: UInt32(raw), other)
    }
}
