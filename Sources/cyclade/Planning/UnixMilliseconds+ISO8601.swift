import Vocabulary

extension UnixMilliseconds {
    /// Reads a moment as ISO 8601 writes it with its offset: `2026-09-21T08:00:00+08:00`.
    ///
    /// Seconds may be left out and may have thousandths; UTC may be `Z`. `nil` for other texts and
    /// outside the years 1970...9999.
    init?(iso8601 text: String) {
        guard let date = try? CivilDate(text.prefix(10)) else { return nil }
        var rest = ClockText(text.utf8.dropFirst(10))
        guard rest.skip("T"), let minuteOfDay = rest.minuteOfDay(), minuteOfDay < 1_440,
            let milliseconds = rest.milliseconds(), let offset = rest.offset(), rest.isAtEnd
        else { return nil }
        let minutes = date.daysSince1970 * 1_440 + minuteOfDay - offset
        guard let moment = UInt64(exactly: minutes * 60_000 + milliseconds) else { return nil }
        try? self.init(moment)
    }
}

/// What is left to read of a text about the time of day.
struct ClockText {
    private var rest: Substring.UTF8View

    init(_ text: Substring.UTF8View) {
        rest = text
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// The minutes that `08:30` stands for: 0...1,440.
    mutating func minuteOfDay() -> Int? {
        guard let hour = number(digits: 2, below: 25), skip(":"),
            let minute = number(digits: 2, below: 60), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    /// The milliseconds that `:59.999` stands for, or nothing.
    fileprivate mutating func milliseconds() -> Int? {
        guard skip(":") else { return 0 }
        guard let second = number(digits: 2, below: 60) else { return nil }
        guard skip(".") else { return second * 1_000 }
        return number(digits: 3, below: 1_000).map { second * 1_000 + $0 }
    }

    /// The minutes ahead of UTC that `Z`, `+08:00` or `-03:30` stands for.
    fileprivate mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("-") ? -1 : skip("+") ? 1 : 0
        guard sign != 0, let minutes = minuteOfDay(), minutes <= 14 * 60 else { return nil }
        return sign * minutes
    }

    private mutating func number(digits: Int, below limit: Int) -> Int? {
        var number = 0
        for _ in 0..<digits {
            guard let byte = rest.popFirst(), case let digit = byte &- UInt8(ascii: "0"),
                digit < 10
            else { return nil }
            number = number * 10 + Int(digit)
        }
        return number < limit ? number : nil
    }
}
