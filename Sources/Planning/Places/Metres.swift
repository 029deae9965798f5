/// A length in whole metres: 0 to 2^53 - 1.
public struct Metres: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of metres.
    public let rawValue: Int64

    /// Creates a length.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when negative or above the range.
    public init(_ count: Int64) throws(PlanningError) {
        try require(.metres, count, in: 0...Int64(1) << 53 - 1)
        rawValue = count
    }

    // Trusts the caller for the range: for lengths on the earth.
    init(unchecked count: Int64) {
        rawValue = count
    }

    /// Shorter ways are less.
    public static func < (left: Metres, right: Metres) -> Bool {
        left.rawValue < right.rawValue
    }

    public var description: String { "\(rawValue) m" }

    /// What this way costs in fen at a rate for each kilometre, rounded to the nearest.
    func cost(atFenPerKilometre rate: Int64) -> Int64 {
        (rawValue * rate + 500) / 1_000
    }
}
