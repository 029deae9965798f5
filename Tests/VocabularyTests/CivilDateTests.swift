import Testing
import Vocabulary

@Suite("Civil dates")
struct CivilDateTests {
    @Test(
        "have their known day numbers",
        arguments: [
            ("0001-01-01", -719_162), ("1582-10-15", -141_427), ("1900-03-01", -25_508),
            ("1969-12-31", -1), ("1970-01-01", 0), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
            ("2001-09-09", 11_574), ("2026-11-23", 20_780), ("2038-01-19", 24_855),
            ("9999-12-31", 2_932_896),
        ]
    )
    func dayNumbers(text: String, days: Int) throws {
        let date = try CivilDate(text)
        #expect(date.daysSince1970 == days)
        #expect(try CivilDate(daysSince1970: days) == date)
        #expect(date.text == text)
    }

    @Test("follow one another without gap over 400 years")
    func succession() throws {
        var previous = try CivilDate(daysSince1970: -1)
        for days in 0...146_097 {
            let date = try CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
            #expect(previous < date)
            let nextDay = date.day == previous.day + 1 && date.month == previous.month
            let nextMonth = date.day == 1 && date.month == previous.month + 1
            let nextYear = date.day == 1 && date.month == 1 && previous.month == 12
            #expect(nextDay || nextMonth || nextYear)
            previous = date
        }
        #expect(previous.text == "2370-01-01")
    }

    @Test("of a leap year include 29 February", arguments: [4, 400, 1600, 2000, 2024, 2096, 9996])
    func leapYears(year: Int) throws {
        let leapDay = try CivilDate(year: year, month: 2, day: 29)
        let march = try CivilDate(year: year, month: 3, day: 1)
        #expect(march.daysSince1970 == leapDay.daysSince1970 + 1)
    }

    @Test(
        "that do not exist are refused",
        arguments: [
            (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31),
            (2024, 6, 31), (2024, 9, 31), (2024, 11, 31), (2024, 1, 32), (2024, 1, 0),
            (2024, 1, -1), (2024, 0, 1), (2024, 13, 1), (0, 1, 1), (-1, 1, 1), (10_000, 1, 1),
            (.max, .max, .max), (.min, .min, .min),
        ]
    )
    func nonexistent(year: Int, month: Int, day: Int) {
        #expect(throws: CivilDateError.noSuchDay(year: year, month: month, day: day)) {
            try CivilDate(year: year, month: month, day: day)
        }
    }

    @Test("outside the years are refused by day", arguments: [-719_163, 2_932_897, .min, .max])
    func dayNumberRange(days: Int) {
        #expect(throws: CivilDateError.daysOutOfRange(days)) {
            try CivilDate(daysSince1970: days)
        }
    }

    @Test(
        "are read in one form only",
        arguments: [
            "", "2026-11-2", "2026-11-233", "2026/11/23", "20261123", "2026-1-023", "+026-11-23",
            "2026-11-2\0", "2026-11-\u{FF12}", " 2026-11-3", "2026-11-23Z", "2026-11--3",
        ]
    )
    func malformed(text: String) {
        let error = #expect(throws: CivilDateError.self) { try CivilDate(text) }
        guard case .notISO8601 = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test("are refused in text as in numbers")
    func impossibleText() {
        #expect(throws: CivilDateError.noSuchDay(year: 2026, month: 2, day: 30)) {
            try CivilDate("2026-02-30")
        }
        #expect(throws: CivilDateError.noSuchDay(year: 0, month: 1, day: 1)) {
            try CivilDate("0000-01-01")
        }
    }

    @Test(
        "change in Beijing eight hours before they do in Greenwich",
        arguments: [
            (0, 0, "1970-01-01"), (0, 8, "1970-01-01"), (0, -1, "1969-12-31"),
            (57_599_999, 8, "1970-01-01"), (57_600_000, 8, "1970-01-02"),
            (3_599_999, -1, "1969-12-31"), (3_600_000, -1, "1970-01-01"),
            (1_795_449_599_999, 8, "2026-11-23"), (1_795_449_600_000, 8, "2026-11-24"),
            (1_795_449_600_000, 0, "2026-11-23"),
        ] as [(UInt64, Int, String)]
    )
    func zones(milliseconds: UInt64, offset: Int, text: String) throws {
        let time = try UnixMilliseconds(milliseconds)
        let date = try CivilDate(utcMilliseconds: time, offsetHours: offset)
        #expect(date.text == text)
    }

    @Test("take only offsets that zones have, and end with the year 9999")
    func zoneLimits() throws {
        for hours in [-13, 15, .min, .max] {
            #expect(throws: CivilDateError.offsetOutOfRange(hours: hours)) {
                try CivilDate(utcMilliseconds: .maximum, offsetHours: hours)
            }
        }
        #expect(throws: CivilDateError.daysOutOfRange(2_932_897)) {
            try CivilDate(utcMilliseconds: .maximum, offsetHours: 1)
        }
    }
}
