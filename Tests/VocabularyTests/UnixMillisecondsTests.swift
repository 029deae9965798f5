import Testing
import Vocabulary

@Suite("Moments")
struct UnixMillisecondsTests {
    @Test(
        "are written as RFC 3339 has it",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (951_827_696_789, "2000-02-29T12:34:56.789Z"),
            (1_000_000_000_000, "2001-09-09T01:46:40.000Z"),
            (1_795_426_200_123, "2026-11-23T09:30:00.123Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(UInt64, String)]
    )
    func text(milliseconds: UInt64, text: String) throws {
        let time = try UnixMilliseconds(milliseconds)
        #expect(time.text == text)
        #expect(time.description == text)
        #expect(time.rawValue == milliseconds)
    }

    @Test(
        "are read with their offset",
        arguments: [
            ("1970-01-01T08:00:00+08:00", 0),
            ("1970-01-01T00:00Z", 0),
            ("2026-09-21T00:00:00+08:00", 1_789_920_000_000),
            ("2026-09-20T12:30:00.250-03:30", 1_789_920_000_250),
            ("2026-09-20T16:00:00.5Z", 1_789_920_000_500),
            ("2026-09-20T16:00:00.07Z", 1_789_920_000_070),
            ("2026-09-20T16:00:00.123999999Z", 1_789_920_000_123),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("9999-12-31T23:59:59-01:00", nil),
            ("1969-12-31T00:00:00Z", nil),
            ("1970-01-01T00:00:00+08:00", nil),
            ("2026-09-21T00:00:00", nil),
            ("2026-09-21 00:00:00+08:00", nil),
            ("2026-02-30T00:00:00Z", nil),
            ("2026-09-21T24:00:00Z", nil),
            ("2026-09-21T00:60:00Z", nil),
            ("2026-09-21T00:00:60Z", nil),
            ("2026-09-21T00:00:00.Z", nil),
            ("2026-09-21T00:00:00.1234567890Z", nil),
            ("2026-09-21T00:00:00+0800", nil),
            ("2026-09-21T00:00:00+24:00", nil),
            ("2026-09-21T00:00:00Z ", nil),
            ("2026-09-21", nil),
            ("", nil),
        ] as [(String, UInt64?)]
    )
    func reading(text: String, milliseconds: UInt64?) {
        #expect(UnixMilliseconds(rfc3339: text)?.rawValue == milliseconds)
    }

    @Test("end with the year 9999", arguments: [253_402_300_800_000, .max] as [UInt64])
    func range(milliseconds: UInt64) {
        #expect(throws: UnixMillisecondsError.outOfRange(milliseconds)) {
            try UnixMilliseconds(milliseconds)
        }
    }

    @Test("move by days and minutes, both ways")
    func adding() throws {
        let time = try UnixMilliseconds(1_795_426_200_123)
        #expect(try time.adding(days: 30).text == "2026-12-23T09:30:00.123Z")
        #expect(try time.adding(days: -30).text == "2026-10-24T09:30:00.123Z")
        #expect(try time.adding(minutes: 10).text == "2026-11-23T09:40:00.123Z")
        #expect(try time.adding(minutes: -571).text == "2026-11-22T23:59:00.123Z")
        #expect(try time.adding(days: 0) == time)
        #expect(try time < time.adding(minutes: 1))
    }

    @Test("do not move out of range", arguments: [.min, .max, -1, 1, 3_000_000_000_000])
    func limits(count: Int) throws {
        let time: UnixMilliseconds = count < 0 ? try UnixMilliseconds(0) : .maximum
        let value = time.rawValue
        #expect(throws: UnixMillisecondsError.sumOutOfRange(value, adding: count, unit: "days")) {
            try time.adding(days: count)
        }
        #expect(throws: UnixMillisecondsError.sumOutOfRange(value, adding: count, unit: "minutes"))
        {
            try time.adding(minutes: count)
        }
    }
}
