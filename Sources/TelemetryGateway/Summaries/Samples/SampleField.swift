/// A value of a sample, by its lane in ``Sample/values``.
public enum SampleField: Int, CaseIterable, Hashable, Sendable, Codable {
    /// 0.1 V.
    case voltage
    /// 0.1 A out of the battery; negative while it charges.
    case current
    /// 0.1 %.
    case soc
    /// mV, of the highest cell.
    case cellMax
    /// mV, of the lowest cell.
    case cellMin
    /// 0.1 °C, of the hottest probe.
    case temperatureMax
    /// 0.1 °C, of the coldest probe.
    case temperatureMin
    /// Wh, of a station's meter.
    case meter

    /// As queries and errors name it.
    public var name: String {
        switch self {
        case .voltage: "voltage_V"
        case .current: "current_A"
        case .soc: "soc_pct"
        case .cellMax: "cell_max_V"
        case .cellMin: "cell_min_V"
        case .temperatureMax: "temp_max_C"
        case .temperatureMin: "temp_min_C"
        case .meter: "energy_kWh"
        }
    }

    /// What a battery can have; anything else is dirty even where a protocol can express it.
    ///
    /// A cell of 0 V in a pack that works, and a probe at the end of its scale, are lost sensors.
    var plausible: ClosedRange<Int32> {
        switch self {
        case .voltage: 100...20_000
        case .current: -30_000...30_000
        case .soc: 0...1_000
        case .cellMax, .cellMin: 500...6_000
        case .temperatureMax, .temperatureMin: -399...2_100
        case .meter: 0...1_000_000_000
        }
    }
}

/// What is known of a value, from the least to the most.
public enum FieldStatus: UInt8, CaseIterable, Hashable, Sendable, Comparable {
    /// The sender did not speak of it.
    case absent
    /// The sender has no such value.
    case invalid
    /// The sender knows its value to be wrong.
    case abnormal
    /// Beyond the range of the protocol.
    case outOfRange
    /// Within the protocol's range, but no battery's; see ``SampleField/plausible``.
    case implausible
    case valid

    public static func < (lhs: FieldStatus, rhs: FieldStatus) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

/// What a battery is doing.
public enum Activity: UInt8, CaseIterable, Hashable, Sendable {
    /// The sender says nothing that tells.
    case unknown
    case rest
    case drive
    case charge
}
