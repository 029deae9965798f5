/// What is told of one battery, in physical units; `cyclade telemetry stats` prints it.
///
/// Times are RFC 3339 in UTC, days are those of Beijing.
public struct BatteryTelemetry: Hashable, Sendable, Codable {
    public let batteryID: String
    /// The first and the last sample of all time; `nil` if there is none.
    public let first: String?
    public let last: String?
    public let sessions: [TelemetrySession]
    /// Whether there are more sessions than were asked for.
    public let hasMoreSessions: Bool
    public let days: [TelemetryDay]
    public let alarms: [TelemetryAlarm]
    public let dirty: [DirtyField]
    public let delivery: DeliveryCounts
}

/// What a battery went through in some time.
public struct TelemetryFigures: Hashable, Sendable, Codable {
    public let samples: Int64
    /// Seconds between samples that were near enough to each other.
    public let seconds: Int64
    /// Of these, the seconds that the energies leave out, as samples or values were missing.
    public let unmeasuredSeconds: Int64
    public let energyInWh: Double
    public let energyOutWh: Double
    public let chargeInAh: Double
    public let chargeOutAh: Double
    public let highestCurrentInA: Double?
    public let highestCurrentOutA: Double?
    public let cellMaxV: Double?
    public let cellMinV: Double?
    /// The greatest difference between the cells at one time.
    public let cellSpreadV: Double?
    public let temperatureMaxC: Double?
    public let temperatureMinC: Double?
    public let socMaxPercent: Double?
    public let socMinPercent: Double?
    public let highestAlarmLevel: Int64?
    /// What a station's meter counted on.
    public let meteredWh: Int64?
}

/// A charge, a drive or a rest without a pause of more than ten minutes.
public struct TelemetrySession: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case charge
        case drive
        case rest
    }

    public let kind: Kind
    public let start: String
    public let end: String
    public let socStartPercent: Double?
    public let socEndPercent: Double?
    public let figures: TelemetryFigures
}

/// A day in Beijing.
public struct TelemetryDay: Hashable, Sendable, Codable {
    /// Such as `2026-11-23`.
    public let day: String
    public let chargeSeconds: Int64
    public let driveSeconds: Int64
    public let restSeconds: Int64
    /// Of everything that day, also what belongs to no session.
    public let figures: TelemetryFigures
}

/// One general alarm.
public struct TelemetryAlarm: Hashable, Sendable, Codable {
    /// The bit of table 18, `0...31`.
    public let bit: Int
    public let first: String
    public let last: String
    /// How often it began; after a pause of more than ten minutes it begins anew.
    public let rises: Int64
}

/// How many seconds had no use for one value, by reason.
public struct DirtyField: Hashable, Sendable, Codable {
    /// As in decoded frames: `cell_min_V`.
    public let field: String
    public let invalid: Int64
    public let abnormal: Int64
    /// Beyond the range of the protocol.
    public let outOfRange: Int64
    /// Within it, but no battery's.
    public let implausible: Int64
}

/// How records arrived; unlike the rest, this depends on the order.
public struct DeliveryCounts: Hashable, Sendable, Codable {
    public let records: Int64
    /// Told nothing new of their second.
    public let duplicates: Int64
    /// Told more of a second that was known, such as the rest of a split report.
    public let amended: Int64
    /// Older than one that had come before.
    public let outOfOrder: Int64
    /// Of a time that does not exist or lies ahead.
    public let badTime: Int64
    public let unreadable: Int64
}

/// How many frames were attributed to none.
public struct StrayTelemetry: Hashable, Sendable, Codable {
    /// As its frames name it; empty for those that the ledger does not know.
    public let vehicle: String
    public let reason: String
    public let frames: Int64
    /// When the first and the last were received.
    public let first: String
    public let last: String
}
