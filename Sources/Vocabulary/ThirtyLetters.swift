/// The thirty characters by which battery codes and VINs write years, and battery codes days.
///
/// `1-9 A-H J-N P R-T V-Y` stand for 1...30: no I, O, Q, U and Z, so the letters after H do not
/// simply count on. Source: GB/T 34014-2017; ISO 3779.
enum ThirtyLetters {
    /// The number that `letter` stands for, 1...30; `nil` when it stands for none.
    static func value(of letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "1")...UInt8(ascii: "9"): Int(letter - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(letter - UInt8(ascii: "A")) + 10
        case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(letter - UInt8(ascii: "J")) + 18
        case UInt8(ascii: "P"): 23
        case UInt8(ascii: "R")...UInt8(ascii: "T"): Int(letter - UInt8(ascii: "R")) + 24
        case UInt8(ascii: "V")...UInt8(ascii: "Y"): Int(letter - UInt8(ascii: "V")) + 27
        default: nil
        }
    }

    /// The letter that stands for `value`; `nil` outside 1...30.
    static func letter(for value: Int) -> Unicode.Scalar? {
        letters.indices.contains(value - 1) ? letters[value - 1] : nil
    }

    private static let letters = Array("123456789ABCDEFGHJKLMNPRSTVWXY".unicodeScalars)
}
