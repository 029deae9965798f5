import Vocabulary

/// The times that stations write.
enum StationTime {
    /// Reads Unix milliseconds in digits, or RFC 3339 to the second or finer, with its zone.
    ///
    /// - Returns: Unix milliseconds; `nil` for any other text, and outside the years 1970...9999.
    static func milliseconds(_ text: String) -> UInt64? {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty, bytes.count <= 15, bytes.allSatisfy(isDigit) {
            guard let milliseconds = UInt64(text) else { return nil }
            return (try? UnixMilliseconds(milliseconds))?.rawValue
        }
        guard (20...35).contains(bytes.count), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = try? CivilDate(text.prefix(10)),
            let hour = number(bytes[11..<13], below: 24),
            let minute = number(bytes[14..<16], below: 60),
            let second = number(bytes[17..<19], below: 60)
        else { return nil }
        var rest = bytes[19...]
        guard let thousandths = fraction(&rest), let offset = offset(rest) else { return nil }
        let minutes = (date.daysSince1970 * 24 + hour) * 60 + minute - offset
        let milliseconds = (minutes * 60 + second) * 1_000 + thousandths
        guard let result = UInt64(exactly: milliseconds) else { return nil }
        return (try? UnixMilliseconds(result))?.rawValue
    }

    /// The milliseconds of `.5` or `.123456`; 0 if there is no fraction.
    private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix(while: isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest[digits.endIndex...]
        let padded = Array(digits) + [UInt8](repeating: UInt8(ascii: "0"), count: 2)
        return number(padded[..<3], below: 1_000)
    }

    /// The minutes ahead of UTC of `Z` or `+08:00`.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(text)
        if bytes == [UInt8(ascii: "Z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            let hours = number(bytes[1..<3], below: 24),
            let minutes = number(bytes[4..<6], below: 60)
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
        guard digits.allSatisfy(isDigit) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return value < limit ? value : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
