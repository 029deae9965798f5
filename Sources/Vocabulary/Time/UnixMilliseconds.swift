/// A moment: the milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// **Range.** 0 ... 253,402,300,799,999, the last millisecond of the year 9999.
public struct UnixMilliseconds: Hashable, Sendable {
    /// The last moment: 9999-12-31T23:59:59.999Z.
    public static let maximum = UnixMilliseconds(unchecked: 253_402_300_799_999)

    /// The milliseconds since 1970.
    public let rawValue: UInt64

    /// Creates a moment.
    ///
    /// - Throws: ``UnixMillisecondsError/outOfRange(_:)`` after the year 9999.
    public init(_ milliseconds: UInt64) throws(UnixMillisecondsError) {
        guard milliseconds <= Self.maximum.rawValue else { throw .outOfRange(milliseconds) }
        self.init(unchecked: milliseconds)
    }

    private init(unchecked milliseconds: UInt64) {
        rawValue = milliseconds
    }

    /// The moment `days` times 24 hours later, or earlier when negative.
    ///
    /// - Throws: ``UnixMillisecondsError/sumOutOfRange(_:adding:unit:)`` outside 1970...9999.
    public func adding(days: Int) throws(UnixMillisecondsError) -> UnixMilliseconds {
        try adding(days, unit: "days", length: 86_400_000)
    }

    /// The moment `minutes` minutes later, or earlier when negative.
    ///
    /// - Throws: ``UnixMillisecondsError/sumOutOfRange(_:adding:unit:)`` outside 1970...9999.
    public func adding(minutes: Int) throws(UnixMillisecondsError) -> UnixMilliseconds {
        try adding(minutes, unit: "minutes", length: 60_000)
    }

    private func adding(
        _ count: Int,
        unit: String,
        length: Int
    ) throws(UnixMillisecondsError) -> UnixMilliseconds {
        let (span, spanOverflow) = count.multipliedReportingOverflow(by: length)
        let (sum, sumOverflow) = span.addingReportingOverflow(Int(rawValue))
        guard !spanOverflow, !sumOverflow, sum >= 0, sum <= Int(Self.maximum.rawValue) else {
            throw .sumOutOfRange(rawValue, adding: count, unit: unit)
        }
        return UnixMilliseconds(unchecked: UInt64(sum))
    }
}

extension UnixMilliseconds: Comparable {
    /// Earlier moments are less.
    public static func < (lhs: UnixMilliseconds, rhs: UnixMilliseconds) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

/// A moment outside the years 1970...9999.
public enum UnixMillisecondsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A count of milliseconds after the year 9999; perhaps microseconds were meant.
    case outOfRange(UInt64)
    /// A moment, in milliseconds, with so many units added leaves the range.
    case sumOutOfRange(UInt64, adding: Int, unit: String)

    public var description: String {
        switch self {
        case .outOfRange(let milliseconds):
            "time \(milliseconds) ms is after the year 9999; expected milliseconds since 1970"
        case .sumOutOfRange(let milliseconds, let count, let unit):
            "time \(milliseconds) ms plus \(count) \(unit) is outside the years 1970-9999"
        }
    }
}
