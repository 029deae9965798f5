/// A text that is not a battery code, or fields that make none.
///
/// Positions count from 1, as in the standard. Read the label again, or ask its maker: the text
/// itself is at fault, so a retry does not help.
public enum BatteryCodeError: Error, Hashable, Sendable {
    /// The text has neither 24 nor 19 characters; its length in bytes.
    case length(Int)
    /// A character outside the alphabet of its position.
    case character(position: Int, found: Unicode.Scalar, expected: BatteryCodeAlphabet)
    /// The year, month and day are well formed, and the calendar has no such day.
    case date(position: Int, error: CivilDateError)
    /// The serial number is 0000000; the first is 0000001.
    case zeroSerial(position: Int)
    /// The letter after R differs from the product at position 4.
    case productMismatch(position: Int, found: BatteryProduct, expected: BatteryProduct)
    /// A specification code that is not 2 characters, or traceability information that is not 7.
    case fieldLength(position: Int, found: Int, expected: Int)
    /// A production date that no code can carry: the years are 2011 to 2040.
    case unwritableDate(CivilDate)
    /// A serial number outside 1...9,999,999.
    case serial(Int)
}

/// The characters allowed at a position of a battery code, in words for messages.
public enum BatteryCodeAlphabet: String, Hashable, Sendable {
    /// Manufacturer, specification and traceability; also the serial number as printed.
    case lettersAndDigits = "A-Z 0-9"
    /// Position 4, and the last of a second-use code.
    case product = "P M C"
    /// Position 5.
    case type = "A-G Z"
    /// The year of production, 2011 to 2040.
    case year = "1-9 A-H J-N P R-T V-Y"
    /// The month of production.
    case month = "1-9 A-C"
    /// The day of production; 0 is the 31st.
    case day = "0-9 A-H J-N P R-T V-Y"
    /// The serial number.
    case digits = "0-9"
    /// The last but one of a second-use code.
    case secondUse = "R"
}

extension BatteryCodeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .length(let count):
            "battery code of \(count) bytes: expected 24 characters, or 19 for second use"
        case .character(let position, let found, let expected):
            "battery code, position \(position): found \(visible(found)), "
                + "expected one of \(expected.rawValue)"
        case .date(let position, let error):
            "battery code, position \(position): \(error)"
        case .zeroSerial(let position):
            "battery code, position \(position): serial number 0000000; they start at 0000001"
        case .productMismatch(let position, let found, let expected):
            "battery code, position \(position): found \(found.letter), expected "
                + "\(expected.letter) as at position 4"
        case .fieldLength(let position, let found, let expected):
            "battery code, position \(position): a field of \(found) bytes, expected \(expected)"
        case .unwritableDate(let date):
            "battery code: a date of \(date), expected one within 2011 to 2040"
        case .serial(let serial):
            "battery code: serial number \(serial), expected 1 to 9999999"
        }
    }
}
