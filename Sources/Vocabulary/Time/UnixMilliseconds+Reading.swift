extension UnixMilliseconds {
    /// Reads a moment as RFC 3339 writes it, with its offset: `2026-09-21T08:00:00+08:00`.
    ///
    /// The seconds may be left out, as ISO 8601 allows; their fraction has at most nine digits, of
    /// which those after the thousandths are dropped.
    ///
    /// - Returns: `nil` for other texts, and outside the years 1970...9999.
    public init?(rfc3339 text: some StringProtocol) {
        guard let date = try? CivilDate(text.prefix(10)) else { return nil }
        var rest = ClockText(String(text.dropFirst(10)))
        guard rest.skip("T"), let minuteOfDay = rest.minuteOfDay(), minuteOfDay < 1_440,
            let milliseconds = rest.milliseconds(), let offset = rest.offset(), rest.isAtEnd
        else { return nil }
        let minutes = date.daysSince1970 * 1_440 + minuteOfDay - offset
        guard let moment = UInt64(exactly: minutes * 60_000 + milliseconds) else { return nil }
        try? self.init(moment)
    }
}
