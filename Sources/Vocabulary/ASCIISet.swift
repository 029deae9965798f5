/// A set of ASCII characters, written as people write it: `a-z 0-9 -`.
///
/// Membership is one shift and one mask, over bytes; a byte of a longer character is never a member.
struct ASCIISet: Sendable, CustomStringConvertible {
    /// The characters, as written when the set was made.
    let description: String

    private let low: UInt64
    private let high: UInt64

    /// Creates a set from single characters and ranges, separated by spaces.
    init(_ description: String) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for item in description.utf8.split(separator: UInt8(ascii: " ")) {
            let ends = Array(item)
            for byte in ends[0]...(ends.count == 3 ? ends[2] : ends[0]) {
                if byte < 64 {
                    low |= 1 << UInt64(byte)
                } else {
                    high |= 1 << UInt64(byte - 64)
                }
            }
        }
        self.description = description
        self.low = low
        self.high = high
    }

    /// Whether the set contains the character `byte`.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        return (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 == 1
    }
}

extension ASCIISet {
    /// Lower-case letters.
    static let lowerCaseLetters = ASCIISet("a-z")
    /// Lower-case letters and digits.
    static let lowerCaseAndDigits = ASCIISet("a-z 0-9")
    /// Letters and digits.
    static let lettersAndDigits = ASCIISet("A-Z a-z 0-9")
    /// Upper-case letters and digits.
    static let upperCaseAndDigits = ASCIISet("A-Z 0-9")
}
