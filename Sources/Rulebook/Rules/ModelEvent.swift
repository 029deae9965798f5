public import CycladeSchema
public import Vocabulary

/// What happens to models and manufacturer codes.
public enum ModelEvent: Equatable, Sendable {
    case registered(RegisterModel, by: String)
    case manufacturerNamed(_ code: String, _ memberID: String)

    func apply(to state: LedgerState) {
        switch self {
        case .registered(let design, let makerID):
            var model = Model()
            model.design = design
            model.makerID = makerID
            state.create(.model(design.modelID), model)
        case .manufacturerNamed(let code, let memberID):
            var manufacturer = Manufacturer()
            manufacturer.code = code
            manufacturer.memberID = memberID
            state.create(.manufacturer(code), manufacturer)
        }
    }
}

extension BatteryForm {
    /// The form as a battery code writes it; `nil` for none.
    public var product: BatteryProduct? {
        switch self {
        case .pack: .pack
        case .module: .module
        case .cell: .cell
        case .unspecified, .UNRECOGNIZED: nil
        }
    }
}

extension Chemistry {
    /// The chemistry that a record names; `nil` for none.
    public init?(_ chemistry: CellChemistry) {
        switch chemistry {
        case .nimh: self = .nimh
        case .lfp: self = .lfp
        case .lmo: self = .lmo
        case .lco: self = .lco
        case .ternary: self = .ternary
        case .supercapacitor: self = .supercapacitor
        case .lto: self = .lto
        case .other: self = .other
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
