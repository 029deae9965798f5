/// Numbers as people write them, read without binary fractions.
enum DecimalText {
    /// Reads a number such as `-12.5`.
    ///
    /// - Parameters:
    ///   - text: An optional minus, digits, and at most `decimals` digits after a point.
    ///   - decimals: How many decimal places the unit has, 0 or more.
    /// - Returns: The number, counted in that unit; `nil` for any other text.
    static func value(of text: some StringProtocol, decimals: Int) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, isDigits(whole) else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.count <= decimals, parts.count == 1 || isDigits(fraction) else { return nil }
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        // There is no integer of more digits than it can hold.
        return Int64("\(isNegative ? "-" : "")\(whole)\(fraction)\(zeros)")
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return !text.isEmpty && text.utf8.allSatisfy(digits.contains)
    }
}
