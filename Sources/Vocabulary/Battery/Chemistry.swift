/// What stores the energy in a battery.
///
/// One case for each type letter of GB/T 34014-2017.
public enum Chemistry: String, CaseIterable, Hashable, Sendable {
    /// Lithium iron phosphate.
    case lfp
    /// Lithium nickel manganese cobalt oxide or nickel cobalt aluminium oxide.
    case ternary
    /// Lithium manganese oxide.
    case lmo
    /// Lithium cobalt oxide.
    case lco
    /// Lithium titanate.
    case lto
    /// Nickel metal hydride.
    case nimh
    /// A supercapacitor.
    case supercapacitor
    /// Anything else.
    case other

    /// The letter that stands for the chemistry at position 5 of a ``BatteryCode``.
    public var letter: BatteryTypeLetter {
        switch self {
        case .nimh: .a
        case .lfp: .b
        case .lmo: .c
        case .lco: .d
        case .ternary: .e
        case .supercapacitor: .f
        case .lto: .g
        case .other: .z
        }
    }
}
