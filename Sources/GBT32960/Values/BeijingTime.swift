public import Vocabulary

/// A time as frames write it: six bytes, to the second, always Beijing's.
///
/// Any six bytes can be held, so that a frame with an impossible time can still be read;
/// ``moment()`` says what is wrong with it.
///
/// - **Source.** Table 5.
public struct BeijingTime: Hashable, Sendable {
    /// The year less 2000, `0...99`.
    public var year: UInt8
    /// The month, `1...12`.
    public var month: UInt8
    /// The day of the month, `1...31`.
    public var day: UInt8
    /// The hour, `0...23`.
    public var hour: UInt8
    /// The minute, `0...59`.
    public var minute: UInt8
    /// The second, `0...59`.
    public var second: UInt8

    /// Creates a time from the six bytes, unchecked.
    @inline(__always)
    public init(
        year: UInt8,
        month: UInt8,
        day: UInt8,
        hour: UInt8,
        minute: UInt8,
        second: UInt8
    ) {
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// Creates the time at a moment, without its milliseconds.
    ///
    /// - Throws: ``BeijingTimeError/outsideCentury(_:)`` outside the years 2000...2099 of Beijing.
    public init(_ moment: UnixMilliseconds) throws(BeijingTimeError) {
        let seconds = Int(moment.rawValue / 1_000) + Self.offsetSeconds
        guard let date = try? CivilDate(daysSince1970: seconds / 86_400),
            (2_000...2_099).contains(date.year)
        else { throw .outsideCentury(moment) }
        self.init(
            year: UInt8(date.year - 2_000),
            month: UInt8(date.month),
            day: UInt8(date.day),
            hour: UInt8(seconds / 3_600 % 24),
            minute: UInt8(seconds / 60 % 60),
            second: UInt8(seconds % 60)
        )
    }

    /// Reads the time that a data unit begins with; `nil` if the unit is shorter.
    public init?(startOf unit: some Collection<UInt8>) {
        let bytes = Array(unit.prefix(6))
        guard bytes.count == 6 else { return nil }
        self.init(
            year: bytes[0],
            month: bytes[1],
            day: bytes[2],
            hour: bytes[3],
            minute: bytes[4],
            second: bytes[5]
        )
    }

    static let offsetSeconds = 8 * 3_600
    /// Before any time: what a field has until it is read.
    static let zero = BeijingTime(year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)

    /// The six bytes.
    public var bytes: [UInt8] { [year, month, day, hour, minute, second] }
}

extension BeijingTime {
    /// The moment that the time names.
    ///
    /// - Throws: ``BeijingTimeError`` for the first field that no time has.
    public func moment() throws(BeijingTimeError) -> UnixMilliseconds {
        guard year <= 99 else { throw .year(year) }
        guard (1...12).contains(month) else { throw .month(month) }
        guard let date = try? CivilDate(year: 2_000 + Int(year), month: Int(month), day: Int(day))
        else { throw .day(day, month: month) }
        guard hour <= 23 else { throw .hour(hour) }
        guard minute <= 59 else { throw .minute(minute) }
        guard second <= 59 else { throw .second(second) }
        let seconds =
            date.daysSince1970 * 86_400 + Int(hour) * 3_600 + Int(minute) * 60
            + Int(second) - Self.offsetSeconds
        guard let moment = try? UnixMilliseconds(UInt64(seconds) * 1_000) else {
            throw .year(year)
        }
        return moment
    }
}

/// Why six bytes are no time, or a moment cannot be written in six.
public enum BeijingTimeError: Error, Hashable, Sendable {
    /// A year beyond 99.
    case year(UInt8)
    /// A month outside 1...12.
    case month(UInt8)
    /// A day that the month does not have.
    case day(UInt8, month: UInt8)
    case hour(UInt8)
    case minute(UInt8)
    case second(UInt8)
    /// A moment outside the years 2000...2099 of Beijing.
    case outsideCentury(UnixMilliseconds)
}
