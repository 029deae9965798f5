/// What a cell's electrodes are made of, as far as its health depends on it.
public enum Chemistry: String, Hashable, Sendable, Codable, CaseIterable {
    /// Lithium iron phosphate: its voltage is flat between 25 and 95 %.
    case lfp
    /// Lithium nickel manganese cobalt oxide.
    case nmc
    /// Lithium nickel cobalt aluminium oxide.
    case nca
    /// Lithium manganese oxide.
    case lmo
    /// Lithium cobalt oxide.
    case lco

    /// The voltages that a cell can have, in volts: also those at which it must be stopped.
    public var plausibleCellVoltages: ClosedRange<Double> {
        self == .lfp ? 1.6...4.5 : 2.0...5.0
    }

    /// The voltage at which a charge ends, in volts.
    public var fullCellVoltage: Double {
        self == .lfp ? 3.65 : 4.2
    }

    /// How long a cell must be left alone until its voltage is that of an open circuit, in seconds.
    public var restDuration: Double {
        self == .lfp ? 7_200 : 1_800
    }

    /// How much of the capacity usually goes with each degree below 25 °C, as a part of 1.
    public var usualCapacityPerDegree: Double { self == .lfp ? 0.003 : 0.002 }

    /// Whether an open-circuit voltage tells the state of charge, a part of 1.
    public func tells(stateOfCharge: Double) -> Bool {
        self == .lfp ? stateOfCharge < 0.25 || stateOfCharge > 0.95 : true
    }
}
