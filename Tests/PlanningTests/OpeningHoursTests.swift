import Testing
import Vocabulary

@testable import Planning

@Suite("Opening hours")
struct OpeningHoursTests {
    // Monday, 21 September 2026, 00:00 in Beijing.
    private static let monday = SeededFleet.start

    private static let moments: [(Int, Bool)] = [
        (0, false), (479, false), (480, true), (719, true), (720, false), (779, false),
        (780, true), (1_079, true), (1_080, false), (1_440 + 480, false),
        (6 * 1_440 + 1_320, true), (7 * 1_440 - 1, true), (7 * 1_440, false),
        (7 * 1_440 + 480, true),
    ]

    @Test("a place is open from the opening minute to before the closing one", arguments: moments)
    func isOpen(minute: Int, expected: Bool) throws {
        let hours = try OpeningHours([
            .init(weekday: 6, minutes: 1_320..<1_440),
            .init(weekday: 0, minutes: 780..<1_080),
            .init(weekday: 0, minutes: 480..<720),
        ])
        let time = try UnixMilliseconds(Self.monday).adding(minutes: minute)
        #expect(hours.isOpen(at: time) == expected)
        #expect(OpeningHours.always.isOpen(at: time))
        #expect(try !OpeningHours([]).isOpen(at: time))
    }

    @Test("hours that are none are refused")
    func refusals() throws {
        #expect(throws: PlanningError.self) { try OpeningHours.Stretch(weekday: 7, minutes: 0..<1) }
        #expect(throws: PlanningError.self) {
            try OpeningHours.Stretch(weekday: 0, minutes: -1..<1)
        }
        #expect(throws: PlanningError.self) { try OpeningHours(daily: 0..<1_441) }
        #expect(throws: PlanningError.overlappingHours(weekday: 2)) {
            try OpeningHours([
                .init(weekday: 2, minutes: 0..<100), .init(weekday: 2, minutes: 99..<200),
            ])
        }
    }

    @Test("windows lie within the hours and the period, and count from the opening")
    func windows() throws {
        let hours = try OpeningHours(daily: 480..<650)
        let start = try UnixMilliseconds(Self.monday)
        let period = try PlanningPeriod(
            from: start.adding(minutes: 490),
            until: start.adding(minutes: 1_440 + 600),
            windowMinutes: 60
        )
        let minutes = hours.windows(in: period).map { ($0.start.rawValue - Self.monday) / 60_000 }
        #expect(minutes == [540, 1_920, 1_980])
    }

    @Test("a period is not empty, not long, and its windows are of use")
    func periods() throws {
        let start = try UnixMilliseconds(Self.monday)
        #expect(throws: PlanningError.emptyPeriod(from: start, until: start)) {
            try PlanningPeriod(from: start, until: start, windowMinutes: 60)
        }
        for (days, minutes) in [(93, 60), (1, 14), (1, 721), (1, .max), (1, .min)] {
            #expect(throws: PlanningError.self) {
                try PlanningPeriod(
                    from: start,
                    until: start.adding(days: days),
                    windowMinutes: minutes
                )
            }
        }
        let first = try PlanningPeriod(
            from: UnixMilliseconds(0),
            until: start.adding(days: -20_700),
            windowMinutes: 15
        )
        #expect(!OpeningHours.always.windows(in: first).isEmpty)
        let last = try PlanningPeriod(
            from: .maximum.adding(days: -3),
            until: .maximum,
            windowMinutes: 720
        )
        #expect(OpeningHours.always.windows(in: last).count == 5)
    }
}
