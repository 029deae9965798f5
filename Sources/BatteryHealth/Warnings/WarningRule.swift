/// How grave a warning is.
public enum WarningLevel: Int, Hashable, Sendable, Codable, CodingKeyRepresentable, Comparable,
    CaseIterable
{
    /// To be watched.
    case watch = 1
    /// To be looked at in a workshop.
    case service = 2
    /// To be stopped.
    case stop = 3

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What is warned of.
public enum WarningRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// The highest cell, in volts.
    case cellOverVoltage
    /// The lowest cell while less than 1C flows, in volts.
    case cellUnderVoltage
    /// Between the highest and the lowest cell after a rest, in volts.
    case restSpread
    /// The warmest probe, in °C.
    case overTemperature
    /// Between the warmest and the coldest probe, in °C.
    case probeSpread
    /// A warming that no current explains, in °C a minute.
    case unexplainedWarming
    /// A state of charge that jumped, as a part of 1.
    case stateOfChargeJump
}

/// From which value on a rule warns, and for how long it must hold.
public struct WarningLimits: Hashable, Sendable, Codable {
    /// The value beyond which it is of a level; `nil` for a level that the rule does not have.
    public var limits: [WarningLevel: Double]
    /// How many values in a row must be beyond it.
    public var dwell: [WarningLevel: Int]
    /// How far a value must come back until the rule may warn again.
    public var release: Double
    /// Whether small values are the bad ones.
    public var isLower: Bool

    /// Creates limits for watch, service and stop.
    public init(
        _ watch: Double?,
        _ service: Double?,
        _ stop: Double?,
        dwell: (Int, Int, Int),
        release: Double,
        isLower: Bool = false
    ) {
        limits = [:]
        (limits[.watch], limits[.service], limits[.stop]) = (watch, service, stop)
        self.dwell = [.watch: dwell.0, .service: dwell.1, .stop: dwell.2]
        self.release = release
        self.isLower = isLower
    }

    /// Whether a value is beyond a level's limit, or would be with so much more.
    func isBeyond(_ value: Double, _ level: WarningLevel, less margin: Double = 0) -> Bool {
        guard let limit = limits[level] else { return false }
        return isLower ? value < limit + margin : value > limit - margin
    }
}

extension WarningLimits {
    /// The usual limits; a model may have its own.
    public static func usual(for chemistry: Chemistry) -> [WarningRule: WarningLimits] {
        let isLFP = chemistry == .lfp
        let spread: WarningLimits =
            isLFP
            ? WarningLimits(0.05, 0.08, 0.3, dwell: (3, 3, 3), release: 0.01)
            : WarningLimits(0.05, 0.1, 0.3, dwell: (3, 3, 3), release: 0.01)
        return [
            .cellOverVoltage: isLFP
                ? WarningLimits(3.68, 3.75, 3.85, dwell: (3, 2, 1), release: 0.03)
                : WarningLimits(4.25, 4.30, 4.35, dwell: (3, 2, 1), release: 0.03),
            .cellUnderVoltage: isLFP
                ? WarningLimits(2.8, 2.6, 2.0, dwell: (3, 2, 1), release: 0.2, isLower: true)
                : WarningLimits(3.0, 2.8, 2.5, dwell: (3, 2, 1), release: 0.2, isLower: true),
            .restSpread: spread,
            .overTemperature: WarningLimits(50, 55, 60, dwell: (3, 2, 1), release: 3),
            .probeSpread: WarningLimits(8, 12, 18, dwell: (6, 6, 6), release: 2),
            .unexplainedWarming: WarningLimits(nil, 1, 3, dwell: (3, 3, 2), release: 0.5),
            .stateOfChargeJump: WarningLimits(0.05, 0.1, nil, dwell: (1, 1, 1), release: 0),
        ]
    }
}
