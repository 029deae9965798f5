/// The character at position 5 of a battery code, one of A-G and Z.
///
/// The raw value is its ASCII code.
///
/// Source: GB/T 34014-2017. That B is LFP and E ternary is confirmed by real codes; the
/// meaning of the other letters rests on one source.
public enum BatteryTypeLetter: UInt8, CaseIterable, Hashable, Sendable {
    case a = 0x41
    case b = 0x42
    case c = 0x43
    case d = 0x44
    case e = 0x45
    case f = 0x46
    case g = 0x47
    case z = 0x5A

    /// What the letter stands for.
    public var chemistry: Chemistry {
        switch self {
        case .a: .nimh
        case .b: .lfp
        case .c: .lmo
        case .d: .lco
        case .e: .ternary
        case .f: .supercapacitor
        case .g: .lto
        case .z: .other
        }
    }

    /// The character itself.
    public var character: Unicode.Scalar { Unicode.Scalar(rawValue) }
}

extension BatteryTypeLetter: CustomStringConvertible {
    public var description: String { String(character) }
}
