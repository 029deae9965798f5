/// A day of the proleptic Gregorian calendar, in no particular time zone.
///
/// **Range.** 0001-01-01 ... 9999-12-31. Only days that exist can be made.
public struct CivilDate: Hashable, Sendable {
    private let storedYear: Int16
    private let storedMonth: UInt8
    private let storedDay: UInt8

    /// Creates a date.
    ///
    /// - Throws: ``CivilDateError/noSuchDay(year:month:day:)`` when the calendar has no such day
    ///   or the year is outside 1...9999.
    public init(year: Int, month: Int, day: Int) throws(CivilDateError) {
        guard
            (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else {
            throw .noSuchDay(year: year, month: month, day: day)
        }
        self.init(validYear: year, month: month, day: day)
    }

    // Trusts the caller that the calendar has such a day.
    init(validYear year: Int, month: Int, day: Int) {
        storedYear = Int16(year)
        storedMonth = UInt8(month)
        storedDay = UInt8(day)
    }

    /// The year, 1...9999.
    public var year: Int { Int(storedYear) }

    /// The month, 1...12.
    public var month: Int { Int(storedMonth) }

    /// The day of the month, 1...31.
    public var day: Int { Int(storedDay) }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}

extension CivilDate: Comparable {
    /// Earlier days are less.
    public static func < (lhs: CivilDate, rhs: CivilDate) -> Bool {
        (lhs.storedYear, lhs.storedMonth, lhs.storedDay)
            < (rhs.storedYear, rhs.storedMonth, rhs.storedDay)
    }
}

/// A date that does not exist, or a text that is none.
public enum CivilDateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The calendar has no such day, or its year is outside 1...9999.
    case noSuchDay(year: Int, month: Int, day: Int)
    /// The day so many days after 1970-01-01 is outside the years 1...9999.
    case daysOutOfRange(Int)
    /// An offset from UTC outside -12...14 hours.
    case offsetOutOfRange(hours: Int)
    /// A text that is not ten characters such as `2026-11-23`; its beginning, escaped.
    case notISO8601(found: String)

    public var description: String {
        switch self {
        case .noSuchDay(let year, let month, let day):
            "no day \(day) of month \(month) of year \(year); expected a date of the years 1-9999"
        case .daysOutOfRange(let days):
            "day \(days) since 1970-01-01 is outside the years 1-9999"
        case .offsetOutOfRange(let hours):
            "an offset of \(hours) hours from UTC, expected -12 to 14"
        case .notISO8601(let found):
            "date \"\(found)\": expected ten characters such as 2026-11-23"
        }
    }
}
