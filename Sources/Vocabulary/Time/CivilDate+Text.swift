extension CivilDate: CustomStringConvertible {
    /// The date as ISO 8601 has it: `2026-11-23`.
    public var text: String {
        "\(padded(String(year), to: 4))-\(padded(String(month), to: 2))-"
            + padded(String(day), to: 2)
    }

    public var description: String { text }

    /// Reads what ``text`` writes: ten characters such as `2026-11-23`.
    ///
    /// - Throws: ``CivilDateError`` when `text` has another form or names no day.
    public init(_ text: some StringProtocol) throws(CivilDateError) {
        let text = String(text)
        let bytes = text.utf8.span
        guard bytes.count == 10, bytes[4] == Self.hyphen, bytes[7] == Self.hyphen,
            let year = Self.number(text, 0..<4),
            let month = Self.number(text, 5..<7),
            let day = Self.number(text, 8..<10)
        else {
            throw .notISO8601(found: excerpt(of: text))
        }
        try self.init(year: year, month: month, day: day)
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func number(_ text: String, _ offsets: Range<Int>) -> Int? {
        let bytes = text.utf8.span
        var number = 0
        for offset in offsets {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }
}
