import CycladeSchema

/// How long duties may take: the policy's dated terms, with its calendar.
struct DutyCalendar: Sendable {
    private let terms: [DutyKind: [DutyTerms]]
    private let workDays: WorkDays

    init(_ supervision: SupervisionTerms) {
        // The newest terms first.
        terms = Dictionary(grouping: supervision.duties, by: \.kind)
            .mapValues { $0.sorted { $0.fromDay > $1.fromDay } }
        workDays = WorkDays(supervision.calendar)
    }

    /// The last moment of a duty that began at `time`, or was due by then, and its source.
    ///
    /// - Returns: `nil` when no terms were in force.
    func deadline(of kind: DutyKind, from time: UInt64) -> (dueMs: UInt64, source: String)? {
        let day = WorkDays.day(of: time)
        guard let terms = terms[kind]?.first(where: { Int($0.fromDay) <= day }) else { return nil }
        let last = workDays.deadline(after: day, days: terms.days, working: terms.workingDays)
        return (WorkDays.end(of: last), terms.legalSource)
    }
}
