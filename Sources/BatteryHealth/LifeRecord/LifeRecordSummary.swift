public import Vocabulary

/// What a battery's record says of it on a day: how often what happened, and what that changed.
public struct LifeRecordSummary: Hashable, Sendable, Codable {
    /// What to keep in mind.
    public enum Remark: Hashable, Sendable, Codable {
        /// It was repaired more often in a year than batteries are.
        case manyRepairs(perYear: Double, most: Double)
        /// Nothing says when it was made: rates are from the first event on.
        case makingUnknown
    }

    /// The years from its making, or from the first event, to the day of the summary.
    public let years: Double
    /// How often each kind of maintenance was done.
    public let maintenance: [LifeEvent.Maintenance: Int]
    /// How often parts of each type were replaced.
    public let replacedParts: [String: Int]
    public let swapCount: Int
    public let recallCount: Int
    /// Repairs and replacements a year; `nil` before half a year has passed.
    public let repairsPerYear: Double?
    /// From when on its capacities can be compared; `nil` if always.
    public let comparableFrom: CivilDate?
    /// What it serves, and at which state of health that ends, a part of 1.
    public let duty: LifeRecord.Duty
    public let limit: Double
    public let findings: [SafetyFinding]
    public let remarks: [Remark]
    /// What each event changed in the judgement, a sentence each, in the order of time.
    public let changes: [String]

    /// More repairs a year than this are remarked on: a pack that is opened every year has a fault
    /// that repairs do not reach.
    public static let mostRepairsPerYear = 1.0
    private static let leastYears = 0.5
    private static let daysPerYear = 365.25

    /// Sums up a record.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - day: The day of the summary; not before the last event, else that day is taken.
    public init(of record: LifeRecord, on day: CivilDate) {
        let first = record.events.first?.day ?? day
        let end = max(day, record.events.last?.day ?? day)
        let days = Double(end.daysSince1970 - first.daysSince1970)
        years = days / Self.daysPerYear
        maintenance = record.events.reduce(into: [:]) { counts, event in
            if case .maintained(let kind, _) = event.kind { counts[kind, default: 0] += 1 }
        }
        replacedParts = record.events.reduce(into: [:]) { counts, event in
            guard case .maintained(_, let parts) = event.kind else { return }
            for part in parts { counts[part, default: 0] += 1 }
        }
        swapCount = record.events.count { $0.kind == .swapped }
        recallCount = record.events.count { if case .recalled = $0.kind { true } else { false } }
        let repairs = (maintenance[.repair] ?? 0) + (maintenance[.replacement] ?? 0)
        let rate = years >= Self.leastYears ? Double(repairs) / years : nil
        repairsPerYear = rate
        comparableFrom = record.restart
        duty = record.duty
        limit = record.limit
        findings = record.findings
        remarks = Self.remarks(record, repairsPerYear: rate)
        changes = record.events.compactMap(\.change)
    }

    private static func remarks(
        _ record: LifeRecord,
        repairsPerYear rate: Double?
    ) -> [Remark] {
        var remarks: [Remark] = []
        if let rate, rate > mostRepairsPerYear {
            remarks.append(.manyRepairs(perYear: rate, most: mostRepairsPerYear))
        }
        if let first = record.events.first, first.kind != .made { remarks.append(.makingUnknown) }
        return remarks
    }
}
