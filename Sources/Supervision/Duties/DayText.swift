import Vocabulary

/// A day since 1970-01-01 as text: `2026-03-01`.
struct DayText: CustomStringConvertible {
    let description: String

    init(_ day: Int) {
        description = (try? CivilDate(daysSince1970: day)).map { "\($0)" } ?? "day \(day)"
    }
}
