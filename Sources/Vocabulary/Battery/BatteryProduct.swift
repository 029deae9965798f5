/// What a battery code names: a pack, a module or a cell.
///
/// The raw value is its letter in ASCII. Source: GB/T 34014-2017, position 4.
public enum BatteryProduct: UInt8, CaseIterable, Hashable, Sendable {
    /// A pack, of modules or directly of cells.
    case pack = 0x50
    /// A module, of cells.
    case module = 0x4D
    /// A single cell.
    case cell = 0x43

    /// The letter that stands for the product: P, M or C.
    public var letter: Unicode.Scalar { Unicode.Scalar(rawValue) }
}

extension BatteryProduct: CustomStringConvertible {
    public var description: String {
        switch self {
        case .pack: "pack"
        case .module: "module"
        case .cell: "cell"
        }
    }
}
