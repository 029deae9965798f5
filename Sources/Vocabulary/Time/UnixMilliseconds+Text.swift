extension UnixMilliseconds: CustomStringConvertible {
    /// The moment as RFC 3339 has it, in UTC to the millisecond: `2026-11-23T09:30:00.123Z`.
    public var text: String {
        let milliseconds = Int(rawValue)
        let date = CivilDate(validDaysSince1970: milliseconds / 86_400_000)
        let minutes = milliseconds / 60_000
        return "\(date)T\(padded(String(minutes / 60 % 24), to: 2))"
            + ":\(padded(String(minutes % 60), to: 2))"
            + ":\(padded(String(milliseconds / 1000 % 60), to: 2))"
            + ".\(padded(String(milliseconds % 1000), to: 3))Z"
    }

    public var description: String { text }
}
