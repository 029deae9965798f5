/// A byte that stands for one of a few meanings.
///
/// Holds the raw byte: vehicles send bytes that no table lists.
public struct Choice<Meaning: RawRepresentable<UInt8>>: Hashable, Sendable {
    /// The byte as the frame has it.
    public var raw: UInt8

    /// Creates a choice from the byte as a frame has it.
    @inline(__always)
    public init(raw: UInt8) {
        self.raw = raw
    }

    /// Creates the choice that stands for `meaning`.
    public init(_ meaning: Meaning) {
        raw = meaning.rawValue
    }

    /// A field without a value.
    @inline(__always)
    public static var invalid: Choice { Choice(raw: 0xFF) }

    /// The byte, unless it says that there is no value.
    public var reading: Reading<UInt8> { raw.reading }

    /// What the byte stands for; `nil` without a value, and for a byte that the table does not list.
    public var meaning: Meaning? { Meaning(rawValue: raw) }
}

public enum VehicleState: UInt8, Sendable {
    case started = 1
    case off
    case other
}

public enum ChargeState: UInt8, Sendable {
    case chargingParked = 1
    case chargingWhileDriving
    case notCharging
    case complete
}

public enum RunMode: UInt8, Sendable {
    case electric = 1
    case hybrid
    case fuel
}

/// Of a DC-DC converter or an engine.
public enum OnOff: UInt8, Sendable {
    case on = 1
    case off
}

public enum MotorState: UInt8, Sendable {
    case consuming = 1
    case generating
    case off
    case ready
}

/// The datum that a position refers to; 2025.
public enum Datum: UInt8, Sendable {
    case wgs84 = 1
    case gcj02
    case other
}

/// How a report is signed; 2025.
public enum SignatureAlgorithm: UInt8, Sendable {
    case sm2 = 1
    case rsa
    case ecc
}
