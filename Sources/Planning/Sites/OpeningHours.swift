public import Vocabulary

/// When a place is open in each week, in Beijing time.
public struct OpeningHours: Hashable, Sendable {
    /// A stretch of one day of the week; a night that crosses midnight is two.
    public struct Stretch: Hashable, Sendable {
        /// The day: 0 (Monday) to 6 (Sunday).
        public let weekday: Int
        /// The minutes of the day from opening to closing, within 0..<1,440.
        public let minutes: Range<Int>

        /// Creates a stretch.
        ///
        /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when the day or a minute is
        ///   none.
        public init(weekday: Int, minutes: Range<Int>) throws(PlanningError) {
            try require(.weekday, weekday, in: 0...6)
            try require(.minuteOfDay, minutes.lowerBound, in: 0...1_439)
            try require(.minuteOfDay, minutes.upperBound, in: 0...1_440)
            self.init(unchecked: weekday, minutes)
        }

        fileprivate init(unchecked weekday: Int, _ minutes: Range<Int>) {
            self.weekday = weekday
            self.minutes = minutes
        }
    }

    /// Day and night.
    public static let always = OpeningHours(
        sorted: (0..<7).map { Stretch(unchecked: $0, 0..<LocalTime.minutesPerDay) }
    )

    /// The stretches of the week in order; they do not overlap.
    public let stretches: [Stretch]

    /// Creates hours; an empty list is never open.
    ///
    /// - Throws: ``PlanningError/overlappingHours(weekday:)`` when two stretches overlap.
    public init(_ stretches: [Stretch]) throws(PlanningError) {
        let sorted = stretches.filter { !$0.minutes.isEmpty }.sorted {
            ($0.weekday, $0.minutes.lowerBound, $0.minutes.upperBound)
                < ($1.weekday, $1.minutes.lowerBound, $1.minutes.upperBound)
        }
        for (earlier, later) in zip(sorted, sorted.dropFirst())
        where earlier.weekday == later.weekday && earlier.minutes.overlaps(later.minutes) {
            throw .overlappingHours(weekday: later.weekday)
        }
        self.init(sorted: sorted)
    }

    /// The same hours every day.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when a minute is none.
    public init(daily minutes: Range<Int>) throws(PlanningError) {
        var stretches: [Stretch] = []
        for weekday in 0..<7 {
            stretches.append(try Stretch(weekday: weekday, minutes: minutes))
        }
        try self.init(stretches)
    }

    private init(sorted stretches: [Stretch]) {
        self.stretches = stretches
    }

    /// Whether the place is open at a moment; at the minute of closing it no longer is.
    public func isOpen(at time: UnixMilliseconds) -> Bool {
        let minute = LocalTime.minute(of: time)
        let (day, minuteOfDay) = minute.quotientAndRemainder(dividingBy: LocalTime.minutesPerDay)
        return stretches.contains {
            $0.weekday == LocalTime.weekday(ofDay: day) && $0.minutes.contains(minuteOfDay)
        }
    }
}

/// Minutes and days in Beijing, which is eight hours ahead of UTC and has no summer time.
enum LocalTime {
    static let minutesPerDay = 1_440
    private static let aheadOfUTC = 480

    /// The minutes since 1970-01-01T00:00 in Beijing, rounded down; at least 480.
    static func minute(of time: UnixMilliseconds) -> Int {
        Int(time.rawValue / 60_000) + aheadOfUTC
    }

    /// The moment at which a local minute begins, if it is one of 1970 to 9999.
    static func moment(ofMinute minute: Int) -> UnixMilliseconds? {
        guard minute >= aheadOfUTC else { return nil }
        return try? UnixMilliseconds(UInt64(minute - aheadOfUTC) * 60_000)
    }

    /// The day of the week of a day since 1970-01-01, a Thursday: 0 is Monday.
    static func weekday(ofDay day: Int) -> Int {
        (day + 3) % 7
    }
}
