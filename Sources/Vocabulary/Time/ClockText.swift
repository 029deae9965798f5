/// What is left to read of a text about the time of day.
package struct ClockText {
    private var rest: Substring.UTF8View

    package init(_ text: String) {
        rest = text[...].utf8
    }

    package var isAtEnd: Bool { rest.isEmpty }

    package mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// The minutes that `08:30` stands for: 0...1,440.
    package mutating func minuteOfDay() -> Int? {
        guard let hour = number(digits: 2, below: 25), skip(":"),
            let minute = number(digits: 2, below: 60), hour * 60 + minute <= 1_440
        else { return nil }
        return hour * 60 + minute
    }

    /// The whole milliseconds that `:59.999` stands for, or nothing.
    mutating func milliseconds() -> Int? {
        guard skip(":") else { return 0 }
        guard let second = number(digits: 2, below: 60) else { return nil }
        guard skip(".") else { return second * 1_000 }
        let start = rest
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        guard (1...9).contains(count), let fraction = number(digits: min(count, 3), below: 1_000)
        else { return nil }
        rest = start.dropFirst(count)
        return second * 1_000 + fraction * [100, 10, 1][min(count, 3) - 1]
    }

    /// The minutes ahead of UTC that `Z`, `+08:00` or `-03:30` stands for.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("-") ? -1 : skip("+") ? 1 : 0
        guard sign != 0, let minutes = minuteOfDay(), minutes < 1_440 else { return nil }
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
