import Testing
import Vocabulary

@testable import GBT32960

@Suite("Times")
struct TimeTests {
    @Test("a time is Beijing's")
    func beijing() throws {
        let time = BeijingTime(year: 24, month: 9, day: 24, hour: 18, minute: 0, second: 37)
        #expect("\(time)" == "2024-09-24T18:00:37+08:00")
        #expect(try "\(time.moment())" == "2024-09-24T10:00:37.000Z")
        #expect(try BeijingTime(time.moment()) == time)
    }

    @Test("the first and last second of the century are times")
    func ends() throws {
        let first = BeijingTime(year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0)
        let last = BeijingTime(year: 99, month: 12, day: 31, hour: 23, minute: 59, second: 59)
        for time in [first, last] { #expect(try BeijingTime(time.moment()) == time) }
        let before = try UnixMilliseconds(first.moment().rawValue - 1)
        #expect(throws: BeijingTimeError.outsideCentury(before)) { try BeijingTime(before) }
        let after = try UnixMilliseconds(last.moment().rawValue + 1_000)
        #expect(throws: BeijingTimeError.outsideCentury(after)) { try BeijingTime(after) }
    }

    @Test(
        "what no clock shows is refused",
        arguments: [
            ([24, 13, 1, 0, 0, 0], BeijingTimeError.month(13)), ([24, 0, 1, 0, 0, 0], .month(0)),
            ([100, 1, 1, 0, 0, 0], .year(100)), ([23, 2, 29, 0, 0, 0], .day(29, month: 2)),
            ([24, 4, 31, 0, 0, 0], .day(31, month: 4)), ([24, 1, 0, 0, 0, 0], .day(0, month: 1)),
            ([24, 1, 1, 24, 0, 0], .hour(24)), ([24, 1, 1, 0, 60, 0], .minute(60)),
            ([24, 1, 1, 0, 0, 60], .second(60)),
        ] as [([UInt8], BeijingTimeError)]
    )
    func impossible(bytes: [UInt8], error: BeijingTimeError) {
        let time = BeijingTime(
            year: bytes[0],
            month: bytes[1],
            day: bytes[2],
            hour: bytes[3],
            minute: bytes[4],
            second: bytes[5]
        )
        #expect(throws: error) { try time.moment() }
    }

    @Test("a report with month 13 is still decoded, and says so")
    func monthThirteen() throws {
        let vector = try #require(
            try Vector.all().first { $0.name.contains("586B") && !$0.name.contains("activation") }
        )
        var bytes = try vector.bytes
        bytes[25] = 13
        let received = try ReceivedFrame(bytes.repaired)
        guard case .report(let report) = received.frame.unit.content else {
            Issue.record("no report")
            return
        }
        #expect(report.bodies.count == 7)
        #expect(throws: BeijingTimeError.month(13)) { try report.time.moment() }
        #expect(received.report.json.contains("\"error\": \"month 13 is not in 1...12\""))
    }
}
