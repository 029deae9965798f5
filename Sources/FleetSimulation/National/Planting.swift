public import Supervision

/// A wrong that the national story has planted: the truth behind what supervision may find.
public struct Planting: Hashable, Sendable {
    /// What was done.
    public let kind: PlantingKind
    /// The text of the key of the record that shows it: `battery/…`.
    public let subject: String
    /// Other records that the same wrong shows in.
    public let related: [String]
    /// Whose fault it is; empty if nobody's.
    public let memberID: String
    /// When it can first be seen, in Unix milliseconds: a warning is due `kind.withinDays` later.
    public let plantedMs: UInt64

    /// The warning rules any of which finds it.
    public var rules: [WarningRule] { kind.rules }
    /// Days within which a warning is due.
    public var withinDays: Int { kind.withinDays }
}
