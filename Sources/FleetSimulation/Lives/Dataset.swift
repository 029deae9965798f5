public import CycladeSchema

/// A public collection of measured cells, by the file that holds it.
public enum Dataset: String, CaseIterable, Hashable, Sendable {
    case nasa = "nasa_pcoe"
    case nasaTemperature = "nasa_temperature"
    case calce = "calce_cs2"
    case hust = "hust_lfp"
    case xjtu = "xjtu_ncm"
    case tbsi = "tbsi_ncm811"
    case matr = "matr_lfp"
    /// Not measured: drawn from the fade law of LFP.
    case simulatedLFP = "simulated_lfp"
    /// Not measured: drawn from the fade law of NMC.
    case simulatedNMC = "simulated_nmc"

    /// Where the measurements are, relative to the folder of all collections; `nil` if simulated.
    public var path: String? {
        switch self {
        case .nasa, .calce, .tbsi: "\(rawValue)/cycles.csv"
        case .nasaTemperature: "nasa_pcoe/cycles_temperature_set.csv"
        case .hust, .xjtu, .matr: "\(rawValue)/cycles_charge_tail.csv"
        case .simulatedLFP, .simulatedNMC: nil
        }
    }

    /// What the cells are made of; `other` where the source does not say.
    public var chemistry: CellChemistry {
        switch self {
        case .nasa, .nasaTemperature: .other
        case .calce: .lco
        case .hust, .matr, .simulatedLFP: .lfp
        case .xjtu, .tbsi, .simulatedNMC: .ternary
        }
    }
}
