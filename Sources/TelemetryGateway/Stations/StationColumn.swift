/// The columns of a charge record, in CSV and as the names of JSON.
enum StationColumn: String, CaseIterable {
    case station
    case slot
    case battery
    case time
    case voltage = "voltage_V"
    case current = "current_A"
    case soc = "soc_pct"
    case cellMax = "cell_max_V"
    case cellMin = "cell_min_V"
    case temperatureMax = "temp_max_C"
    case temperatureMin = "temp_min_C"
    case energy = "energy_kWh"

    /// Whether a record is none without it.
    var isNeeded: Bool {
        switch self {
        case .station, .slot, .battery, .time, .voltage, .current, .soc: true
        case .cellMax, .cellMin, .temperatureMax, .temperatureMin, .energy: false
        }
    }

    /// What a number in the column may be; `nil` where it is no measurement.
    var range: ClosedRange<Double>? {
        switch self {
        case .station, .battery, .time: nil
        case .slot: 0...63
        case .voltage: 0...6_000
        case .current: -3_000...3_000
        case .soc: 0...100
        case .cellMax, .cellMin: 0...15
        case .temperatureMax, .temperatureMin: -40...210
        case .energy: 0...1_000_000
        }
    }
}
