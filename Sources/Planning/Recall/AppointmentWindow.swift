public import Vocabulary

/// A stretch of time in which a driver is expected.
public struct AppointmentWindow: Hashable, Sendable, CustomStringConvertible {
    public let start: UnixMilliseconds
    public let end: UnixMilliseconds

    public var description: String { "\(start) to \(end)" }
}

/// The time that a plan may use, cut into windows.
public struct PlanningPeriod: Hashable, Sendable {
    public let from: UnixMilliseconds
    public let until: UnixMilliseconds
    /// The length of a window: 15 to 720 minutes.
    public let windowMinutes: Int

    /// Creates a period.
    ///
    /// - Throws: ``PlanningError`` when it is empty or longer than 92 days, or the windows are
    ///   shorter or longer than they may be.
    public init(
        from: UnixMilliseconds,
        until: UnixMilliseconds,
        windowMinutes: Int
    ) throws(PlanningError) {
        guard from < until else { throw .emptyPeriod(from: from, until: until) }
        let days = (until.rawValue - from.rawValue) / 86_400_000
        try require(.periodDays, days, in: 0...PlanningLimits.periodDays)
        try require(.windowMinutes, windowMinutes, in: 15...720)
        self.init(unchecked: from, until, windowMinutes)
    }

    /// A period for what needs no appointment.
    static let unused = PlanningPeriod(unchecked: .maximum, .maximum, 720)

    private init(unchecked from: UnixMilliseconds, _ until: UnixMilliseconds, _ minutes: Int) {
        self.from = from
        self.until = until
        windowMinutes = minutes
    }
}

extension OpeningHours {
    /// The windows of a period in which a place is open throughout, in order.
    ///
    /// Each stretch is cut from its opening; what is left before closing is too short to use.
    func windows(in period: PlanningPeriod) -> [AppointmentWindow] {
        let first = LocalTime.minute(of: period.from) / LocalTime.minutesPerDay
        let last = LocalTime.minute(of: period.until) / LocalTime.minutesPerDay
        let length = period.windowMinutes
        var windows: [AppointmentWindow] = []
        for day in first...last {
            let weekday = LocalTime.weekday(ofDay: day)
            for stretch in stretches where stretch.weekday == weekday {
                let opening = stretch.minutes.lowerBound
                for minute in stride(
                    from: opening,
                    through: stretch.minutes.upperBound - length,
                    by: length
                ) {
                    let start = day * LocalTime.minutesPerDay + minute
                    guard let begin = LocalTime.moment(ofMinute: start), begin >= period.from,
                        let end = LocalTime.moment(ofMinute: start + length), end <= period.until
                    else { continue }
                    windows.append(AppointmentWindow(start: begin, end: end))
                }
            }
        }
        return windows
    }
}
