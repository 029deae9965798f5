/// A power in whole watts: 0 to 2^53 - 1.
public struct Watts: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of watts.
    public let rawValue: Int64

    /// Creates a power.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when negative or above the range.
    public init(_ count: Int64) throws(PlanningError) {
        try require(.watts, count, in: 0...Int64(1) << 53 - 1)
        rawValue = count
    }

    /// Less power is less.
    public static func < (left: Watts, right: Watts) -> Bool {
        left.rawValue < right.rawValue
    }

    public var description: String { "\(rawValue) W" }
}
