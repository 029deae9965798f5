/// A stretch of two hours; twelve are a day in Beijing, as frames count days.
struct ChunkIndex: Hashable, Sendable, Comparable {
    let rawValue: UInt32

    static let seconds: UInt32 = 7_200
    private static let beijing: UInt64 = 8 * 3_600
    private static let perDay: UInt32 = 12

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The stretch of a moment in Unix seconds.
    init(second: UInt32) {
        rawValue = UInt32((UInt64(second) + Self.beijing) / UInt64(Self.seconds))
    }

    /// The day in Beijing, counted from 1970-01-01.
    var day: Int { Int(rawValue / Self.perDay) }

    var previous: ChunkIndex? { rawValue > 0 ? ChunkIndex(rawValue: rawValue - 1) : nil }

    // Beyond what any second gives nothing is found, so that the end need not be told apart.
    var next: ChunkIndex { ChunkIndex(rawValue: rawValue &+ 1) }

    static func < (lhs: ChunkIndex, rhs: ChunkIndex) -> Bool { lhs.rawValue < rhs.rawValue }
}
