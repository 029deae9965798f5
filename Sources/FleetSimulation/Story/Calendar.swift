import Vocabulary

/// Days of the story and the moments they stand for.
///
/// Day 0 is 1 March 2018 in Beijing.
enum Calendar {
    /// 2018-03-01T00:00 in Beijing, in Unix milliseconds.
    static let start: UInt64 = 1_519_833_600_000
    /// The last day of the story, 31 October 2026.
    static let lastDay = 3_166
    /// The days from 1970-01-01 to day 0.
    static let firstDaySince1970 = 17_591

    /// The moment when work begins on `day`: eight in the morning in Beijing.
    static func morning(of day: Int) -> UInt64 {
        start + UInt64(max(0, day)) * 86_400_000 + 8 * 3_600_000
    }
}
