/// A vehicle identification number: 17 of `A-Z 0-9` without I, O and Q.
///
/// The check digit is compulsory in China and North America, not world-wide, and platforms send
/// test numbers: a wrong one is for the caller to judge, see ``hasValidCheckDigit``.
///
/// Source: ISO 3779, GB 16735.
public struct VIN: Identifier {
    public static let pattern = IdentifierPattern(
        lengths: 17...17,
        alphabet: ASCIISet("A-H J-N P R-Z 0-9")
    )
    public let text: String
    public init(checked: Checked<Self, String>) { text = checked.value }
}

extension VIN {
    /// Whether position 9 is ``checkDigit``.
    public var hasValidCheckDigit: Bool { Unicode.Scalar(text.utf8.span[8]) == checkDigit }

    /// What position 9 has to be by the other sixteen: their weighted sum modulo 11.
    ///
    /// A remainder of 10 is written `X`.
    public var checkDigit: Unicode.Scalar {
        let bytes = text.utf8.span
        var sum = 0
        for offset in 0..<bytes.count {
            sum += Self.value(of: bytes[offset]) * Self.weight(at: offset)
        }
        let remainder = UInt8(sum % 11)
        return remainder == 10 ? "X" : Unicode.Scalar(UInt8(ascii: "0") + remainder)
    }

    /// The character at position 10, which stands for the model year.
    public var modelYearCode: Unicode.Scalar {
        Unicode.Scalar(text.utf8.span[9])
    }

    /// The model year that ``modelYearCode`` stands for, within 2001...2030.
    ///
    /// The code returns every 30 years; this is the cycle in which electric vehicles are made.
    /// `nil` for 0, U and Z, which stand for no year.
    public var modelYear: Int? {
        ThirtyLetters.value(of: text.utf8.span[9]).map { 2000 + $0 }
    }

    // Weights 8 7 6 5 4 3 2 10 0 9 8 7 6 5 4 3 2.
    private static func weight(at offset: Int) -> Int {
        switch offset {
        case 0...6: 8 - offset
        case 7: 10
        case 8: 0
        default: 18 - offset
        }
    }

    private static func value(of byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(byte - UInt8(ascii: "A")) + 1
        case UInt8(ascii: "J")...UInt8(ascii: "R"): Int(byte - UInt8(ascii: "J")) + 1
        case UInt8(ascii: "S")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "S")) + 2
        default: Int(byte - UInt8(ascii: "0"))
        }
    }
}
