extension CivilDate {
    /// The days from 1970-01-01 to this day; negative before it.
    public var daysSince1970: Int {
        // Years begin in March, so that the leap day comes last; eras are 400 years.
        let shiftedYear = month > 2 ? year : year - 1
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysPerEra + dayOfEra - Self.daysBefore1970
    }

    /// Creates the date that is `days` days after 1970-01-01, or before it when negative.
    ///
    /// - Throws: ``CivilDateError/daysOutOfRange(_:)`` outside the years 1...9999.
    public init(daysSince1970 days: Int) throws(CivilDateError) {
        guard (Self.firstDay...Self.lastDay).contains(days) else { throw .daysOutOfRange(days) }
        self.init(validDaysSince1970: days)
    }

    /// Creates the date on the calendars of a time zone at a moment.
    ///
    /// - Parameters:
    ///   - time: The moment, in UTC.
    ///   - offsetHours: How far the zone is ahead of UTC, -12...14; 8 is Beijing.
    /// - Throws: ``CivilDateError`` when the offset is outside its range, or the date is after 9999.
    public init(
        utcMilliseconds time: UnixMilliseconds,
        offsetHours: Int
    ) throws(CivilDateError) {
        guard (-12...14).contains(offsetHours) else {
            throw .offsetOutOfRange(hours: offsetHours)
        }
        let hours = Int(time.rawValue / 3_600_000) + offsetHours
        // A zone behind UTC may still be in 1969: division must round down.
        try self.init(daysSince1970: hours >= 0 ? hours / 24 : -1)
    }

    // Trusts the caller that the day is within the years 1...9999.
    init(validDaysSince1970 days: Int) {
        let shifted = days + Self.daysBefore1970
        let dayOfEra = shifted % Self.daysPerEra
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = shifted / Self.daysPerEra * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        self.init(validYear: year, month: month, day: day)
    }

    // From 0000-03-01, which the eras count from, to 1970-01-01.
    private static let daysBefore1970 = 719_468
    private static let daysPerEra = 146_097
    private static let firstDay = -719_162
    private static let lastDay = 2_932_896
}
