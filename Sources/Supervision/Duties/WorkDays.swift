import CycladeSchema
import Vocabulary

/// Days in China, and which of them are worked.
struct WorkDays: Sendable {
    private let daysOff: Set<Int>
    private let daysOn: Set<Int>

    init(_ calendar: WorkCalendar) {
        daysOff = Set(calendar.daysOff.map(Int.init))
        daysOn = Set(calendar.daysOn.map(Int.init))
    }

    /// The day in China that a moment falls on, as days since 1970-01-01.
    static func day(of milliseconds: UInt64) -> Int {
        Int((milliseconds / 3_600_000 + 8) / 24)
    }

    /// The last millisecond of a day in China; of days before 1970, that of 1970-01-01, and of days
    /// that no calendar has, the end of time.
    static func end(of day: Int) -> UInt64 {
        let (start, overflow) = (UInt64(max(0, day)) + 1).multipliedReportingOverflow(by: dayMs)
        return overflow ? .max : start - 8 * 3_600_000 - 1
    }

    private static let dayMs: UInt64 = 86_400_000

    /// The year in China of a day since 1970-01-01; 0 for a day that no calendar has.
    static func year(of day: Int) -> Int {
        (try? CivilDate(daysSince1970: day))?.year ?? 0
    }

    /// Whether `day` is worked: Monday to Friday, but for holidays and the days worked instead.
    func isWorked(_ day: Int) -> Bool {
        // 1 January 1970 was a Thursday.
        let isWeekend = (day + 3) % 7 >= 5
        return isWeekend ? daysOn.contains(day) : !daysOff.contains(day)
    }

    /// The last day of a term of `count` days that begins after `day`.
    func deadline(after day: Int, days count: UInt32, working: Bool) -> Int {
        guard working else { return day + Int(count) }
        var last = day
        var left = count
        while left > 0 {
            last += 1
            if isWorked(last) { left -= 1 }
        }
        return last
    }
}
