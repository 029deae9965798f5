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
