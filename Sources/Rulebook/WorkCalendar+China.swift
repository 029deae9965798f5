public import CycladeSchema
import Vocabulary

extension WorkCalendar {
    /// Mainland China's public holidays of 2018 to 2026 that fall on weekdays, and the weekend days
    /// worked in their place, by the notices of the State Council's General Office.
    ///
    /// A later year's notice is a `SetPolicy` away.
    public static var china: WorkCalendar {
        var calendar = WorkCalendar()
        calendar.daysOff = days(off)
        calendar.daysOn = days(on)
        return calendar
    }

    private static func days(_ years: [(year: Int, monthsAndDays: [Int])]) -> [UInt32] {
        years.flatMap { year, monthsAndDays in
            monthsAndDays.compactMap { monthAndDay in
                // Every day of the tables is one of the calendar.
                let date = try? CivilDate(
                    year: year,
                    month: monthAndDay / 100,
                    day: monthAndDay % 100
                )
                return date.flatMap { UInt32(exactly: $0.daysSince1970) }
            }
        }
    }

    /// Month and day as one number: 1001 is 1 October.
    private static let off: [(year: Int, monthsAndDays: [Int])] = [
        (
            2018,
            [
                101, 215, 216, 219, 220, 221, 405, 406, 430, 501, 618, 924, 1001, 1002, 1003, 1004,
                1005, 1231,
            ]
        ),
        (
            2019,
            [
                101, 204, 205, 206, 207, 208, 405, 501, 502, 503, 607, 913, 1001, 1002, 1003, 1004,
                1007,
            ]
        ),
        (
            2020,
            [
                101, 124, 127, 128, 129, 130, 131, 406, 501, 504, 505, 625, 626, 1001, 1002, 1005,
                1006, 1007, 1008,
            ]
        ),
        (
            2021,
            [
                101, 211, 212, 215, 216, 217, 405, 503, 504, 505, 614, 920, 921, 1001, 1004, 1005,
                1006, 1007,
            ]
        ),
        (
            2022,
            [
                103, 131, 201, 202, 203, 204, 404, 405, 502, 503, 504, 603, 912, 1003, 1004, 1005,
                1006, 1007,
            ]
        ),
        (
            2023,
            [
                102, 123, 124, 125, 126, 127, 405, 501, 502, 503, 622, 623, 929, 1002, 1003, 1004,
                1005, 1006,
            ]
        ),
        (
            2024,
            [
                101, 212, 213, 214, 215, 216, 404, 405, 501, 502, 503, 610, 916, 917, 1001, 1002,
                1003, 1004, 1007,
            ]
        ),
        (
            2025,
            [
                101, 128, 129, 130, 131, 203, 204, 404, 501, 502, 505, 602, 1001, 1002, 1003, 1006,
                1007, 1008,
            ]
        ),
        (
            2026,
            [
                101, 102, 216, 217, 218, 219, 220, 223, 406, 501, 504, 505, 619, 925, 1001, 1002,
                1005, 1006, 1007,
            ]
        ),
    ]

    private static let on: [(year: Int, monthsAndDays: [Int])] = [
        (2018, [211, 224, 408, 428, 929, 930, 1229]),
        (2019, [202, 203, 428, 505, 929, 1012]),
        (2020, [119, 426, 509, 628, 927, 1010]),
        (2021, [207, 220, 425, 508, 918, 926, 1009]),
        (2022, [129, 130, 402, 424, 507, 1008, 1009]),
        (2023, [128, 129, 423, 506, 625, 1007, 1008]),
        (2024, [204, 218, 407, 428, 511, 914, 929, 1012]),
        (2025, [126, 208, 427, 928, 1011]),
        (2026, [104, 214, 228, 509, 920, 1010]),
    ]
}
