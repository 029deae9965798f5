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
public enum WarningRule: String, Hashable, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
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
    /// The warmest probe rises at rest while a cell falls below the others, in volts that it fell.
    case runawayPrecursor
    /// Readings stopped while a rule of heat was at service or beyond, in seconds.
    case silenceAfterHeat
    /// The resistance of the insulation for each volt of the pack, in ohms.
    case insulation
    /// How fast cells at rest move apart, in volts a month.
    case spreadGrowth
    /// How much the resistance at 25 °C has grown since the first months, as a part of 1.
    case resistanceGrowth
    /// The capacity as a part of the rated one.
    case stateOfHealth
    /// The capacity lost, as a part of the rated one a month.
    case fadeRate
    /// The same, once it is lost at least twice as fast as before.
    case fadeAfterKnee
    /// A cell that is unlike the others at rest: how far it is from the middle one, in volts.
    case cellOutlier
    /// A cell that has gone down to where none should be, in volts.
    case overDischarge
    /// What a cell loses by itself more than the others, as a part of 1 a month.
    case selfDischarge
    /// The same, of a cell that loses ever more.
    case acceleratingSelfDischarge
    /// A cell's resistance as a multiple of the middle one's, on 3 of 5 days.
    case cellResistance
    /// How far the disorder of a cell's voltage is from that of all, in their deviations.
    case voltageDisorder
    /// Cells that do not go with their neighbours while all others do, how many.
    case cellCorrelation
}

/// From which value on a rule warns, and for how long it must hold.
public struct WarningLimits: Hashable, Sendable, Codable {
    /// The value beyond which it is of a level; `nil` for a level that the rule does not have.
    public var limits: [WarningLevel: Double]
    /// How many values in a row must be beyond it.
    public var dwell: [WarningLevel: Int]
    /// For how long they must be, in days.
    public var days: Double
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
        days: Double = 0,
        release: Double,
        isLower: Bool = false
    ) {
        limits = [:]
        (limits[.watch], limits[.service], limits[.stop]) = (watch, service, stop)
        self.dwell = [.watch: dwell.0, .service: dwell.1, .stop: dwell.2]
        self.days = days
        self.release = release
        self.isLower = isLower
    }

    /// Whether a value is beyond a level's limit, or would be with so much more.
    func isBeyond(_ value: Double, _ level: WarningLevel, less margin: Double = 0) -> Bool {
        guard let limit = limits[level] else { return false }
        return isLower ? value < limit + margin : value > limit - margin
    }

    /// Whether what is graver is further away, for the levels that there are.
    public var isOrdered: Bool {
        let values = WarningLevel.allCases.compactMap { limits[$0] }
        return zip(values, values.dropFirst()).allSatisfy { isLower ? $0 >= $1 : $0 <= $1 }
    }
}
