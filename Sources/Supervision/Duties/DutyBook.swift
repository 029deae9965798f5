import CycladeSchema

/// The duties that are open, found by what they are about and by when they fall due.
///
/// At most one duty of a kind is open for a subject; another takes its place.
struct DutyBook: Sendable {
    struct Key: Hashable, Sendable {
        let kind: DutyKind
        let subject: String
    }

    private var open: [Key: Duty] = [:]
    // A closed duty leaves its deadline behind; that is passed over when it comes up.
    private var deadlines = Deadlines<Key>()

    /// The open duties, in no order.
    var all: some Sequence<Duty> { open.values }

    mutating func begin(_ duty: Duty) {
        let key = Key(kind: duty.kind, subject: duty.subject)
        open[key] = duty
        deadlines.add(key, at: duty.dueMs)
    }

    /// Ends a duty.
    ///
    /// - Returns: The duty, or `nil` if none is open.
    mutating func end(_ kind: DutyKind, of subject: String) -> Duty? {
        open.removeValue(forKey: Key(kind: kind, subject: subject))
    }

    /// Passes an open duty to another member.
    mutating func pass(_ kind: DutyKind, of subject: String, to memberID: String) {
        open[Key(kind: kind, subject: subject)]?.holderID = memberID
    }

    /// The next duty whose last moment is before `time`; it is overdue from now on.
    mutating func nextOverdue(before time: UInt64) -> Duty? {
        while let (key, due) = deadlines.next(before: time) {
            guard var duty = open[key], duty.dueMs == due, !duty.isOverdue else { continue }
            duty.isOverdue = true
            open[key] = duty
            return duty
        }
        return nil
    }
}
