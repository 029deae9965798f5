import CycladeSchema
import Rulebook
import Testing
import Vocabulary

@testable import Supervision

@Suite("Working days")
struct WorkDaysTests {
    private static func day(_ text: String) throws -> Int {
        try CivilDate(text).daysSince1970
    }

    @Test(
        "holidays are not worked, and the weekends in their place are",
        arguments: [
            ("2024-10-01", false), ("2024-10-07", false), ("2024-10-08", true),
            ("2024-10-12", true), ("2024-10-13", false), ("2024-09-29", true),
            ("2024-02-09", true), ("2024-02-12", false), ("2024-02-18", true),
            ("2026-01-04", true), ("2026-01-05", true), ("2018-05-01", false),
            ("2030-10-01", true), ("2030-10-05", false),
        ]
    )
    func worked(_ date: String, _ isWorked: Bool) throws {
        #expect(WorkDays(.china).isWorked(try Self.day(date)) == isWorked)
    }

    @Test(
        "a term begins on the day after, and ends with its last day",
        arguments: [
            ("2024-03-01", 1, true, "2024-03-04"), ("2024-03-01", 15, true, "2024-03-22"),
            ("2024-09-30", 1, true, "2024-10-08"), ("2024-09-30", 6, true, "2024-10-14"),
            ("2024-03-01", 30, false, "2024-03-31"), ("2024-03-01", 0, true, "2024-03-01"),
        ]
    )
    func deadline(_ from: String, _ days: UInt32, _ working: Bool, _ last: String) throws {
        let workDays = WorkDays(.china)
        let deadline = workDays.deadline(after: try Self.day(from), days: days, working: working)
        #expect("\(DayText(deadline))" == last)
    }

    @Test("a day begins and ends in Beijing")
    func beijing() throws {
        let day = try Self.day("2024-03-01")
        let end = WorkDays.end(of: day)
        #expect(end == 1_709_308_799_999)
        #expect(WorkDays.day(of: end) == day)
        #expect(WorkDays.day(of: end + 1) == day + 1)
        // Times that members state may be anything.
        #expect(WorkDays.end(of: WorkDays.day(of: .max) + 3_650) == .max)
    }
}
