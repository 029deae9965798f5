/// Type 05: the position, 9 bytes in 2016, 10 in 2025.
///
/// - **Source.** Tables 14 and 15. No sentinel is printed for the degrees, but vehicles send them.
public struct PositionBody: Hashable, Sendable, Structure {
    public var status = PositionStatus(rawValue: 0)
    /// What the degrees refer to; 2016 does not say.
    public var datum = Choice<Datum>.invalid
    /// Degrees without their sign; see ``longitude``.
    public var longitudeMagnitude = Quantity.invalid(.longitude)
    /// Degrees without their sign; see ``latitude``.
    public var latitudeMagnitude = Quantity.invalid(.latitude)

    @inline(__always)
    public init() {}

    /// Degrees, east positive.
    @inline(__always)
    public var longitude: Reading<Double> {
        longitudeMagnitude.reading.map { status.isWest ? -$0 : $0 }
    }

    /// Degrees, north positive.
    @inline(__always)
    public var latitude: Reading<Double> {
        latitudeMagnitude.reading.map { status.isSouth ? -$0 : $0 }
    }

    @inline(__always)
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try pass.status("status", &status)
        if edition == .y2025 { try pass.datum("datum", &datum) }
        try pass.degrees(
            "lon_deg",
            &longitudeMagnitude,
            .longitude,
            isNegative: status.isWest
        )
        try pass.degrees(
            "lat_deg",
            &latitudeMagnitude,
            .latitude,
            isNegative: status.isSouth
        )
    }
}

/// The bits before a position.
public struct PositionStatus: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    @inline(__always)
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Whether there is a fix; without one the last good position is sent.
    @inline(__always)
    public var isValid: Bool { rawValue & 1 == 0 }
    @inline(__always)
    public var isSouth: Bool { rawValue & 2 != 0 }
    @inline(__always)
    public var isWest: Bool { rawValue & 4 != 0 }
}
