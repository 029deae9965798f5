import BatteryHealth
import CycladeSchema

extension BatteryModel {
    /// What the ledger says of a battery's model; `nil` for cells whose health is not judged here.
    ///
    /// The ledger has the nominal voltage and not the number of cells, which follows from it.
    init?(_ battery: Battery) {
        guard let chemistry = Chemistry(battery.chemistry), battery.ratedCapacityMah > 0 else {
            return nil
        }
        let volts = Double(battery.nominalVoltageMv) / 1_000
        self.init(
            name: battery.batteryID,
            chemistry: chemistry,
            ratedCapacity: Double(battery.ratedCapacityMah) / 1_000,
            seriesCellCount: max(1, Int((volts / chemistry.nominalCellVoltage).rounded()))
        )
    }
}

extension Chemistry {
    fileprivate init?(_ chemistry: CellChemistry) {
        switch chemistry {
        case .lfp: self = .lfp
        case .ternary: self = .nmc
        case .lmo: self = .lmo
        case .lco: self = .lco
        case .unspecified, .nimh, .supercapacitor, .lto, .other, .UNRECOGNIZED: return nil
        }
    }

    /// In volts.
    fileprivate var nominalCellVoltage: Double {
        switch self {
        case .lfp: 3.2
        case .nmc, .nca, .lmo, .lco: 3.65
        }
    }
}
