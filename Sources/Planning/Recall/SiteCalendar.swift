import Vocabulary

/// The windows of one site that still have room.
struct SiteCalendar {
    private let windows: [AppointmentWindow]
    /// The position of each window's day in `dayRoom`.
    private let days: [Int]
    private var windowRoom: [Int]
    private var dayRoom: [Int]
    /// Before this position nothing is free.
    private var position = 0

    init(of site: Site, in period: PlanningPeriod, book: AppointmentBook) {
        windows = site.hours.windows(in: period)
        windowRoom = windows.map { book.room(at: site, in: $0) }
        var days: [Int] = []
        var dayRoom: [Int] = []
        var last: Int?
        for window in windows {
            let day = AppointmentBook.day(of: window.start)
            if day != last { dayRoom.append(book.room(at: site, onDay: day)) }
            last = day
            days.append(dayRoom.count - 1)
        }
        self.days = days
        self.dayRoom = dayRoom
    }

    /// How many packs can be handed in over the whole period.
    var room: Int {
        var inWindows = Array(repeating: 0, count: dayRoom.count)
        for (day, room) in zip(days, windowRoom) { inWindows[day] += room }
        return zip(inWindows, dayRoom).reduce(0) { $0 + min($1.0, $1.1) }
    }

    /// Takes the earliest place that is left.
    mutating func take() -> AppointmentWindow? {
        while position < windows.count {
            if windowRoom[position] > 0, dayRoom[days[position]] > 0 {
                windowRoom[position] -= 1
                dayRoom[days[position]] -= 1
                return windows[position]
            }
            position += 1
        }
        return nil
    }
}
