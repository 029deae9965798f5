/// What is known of one model of battery: what its maker says, and what its fleet has taught.
public struct BatteryModel: Hashable, Sendable {
    /// Its name, for reports.
    public var name: String
    public var chemistry: Chemistry
    /// The rated capacity, in ampere-hours.
    public var ratedCapacity: Double
    /// How many cells, or groups of parallel cells, are in series.
    public var seriesCellCount: Int
    /// The open-circuit voltage of its cells, learnt from the fleet of this very model: another
    /// model's is wrong by up to a fifth of the capacity.
    public var openCircuitVoltage: OpenCircuitVoltage?
    /// How much of the capacity goes with each degree below 25 °C, as a part of 1.
    public var capacityPerDegree: Double
    /// How strongly resistance falls with temperature, in joules per mole.
    public var activationEnergy: Double
    /// From where on it is warned of; see ``WarningLimits/usual(for:)``.
    public var warningLimits: [WarningRule: WarningLimits]

    /// Creates a model; what only a fleet can teach has usual values.
    public init(
        name: String,
        chemistry: Chemistry,
        ratedCapacity: Double,
        seriesCellCount: Int,
        openCircuitVoltage: OpenCircuitVoltage? = nil,
        capacityPerDegree: Double? = nil,
        activationEnergy: Double = 25_000,
        warningLimits: [WarningRule: WarningLimits]? = nil
    ) {
        self.name = name
        self.chemistry = chemistry
        self.ratedCapacity = ratedCapacity
        self.seriesCellCount = seriesCellCount
        self.openCircuitVoltage = openCircuitVoltage
        self.capacityPerDegree = capacityPerDegree ?? chemistry.usualCapacityPerDegree
        self.activationEnergy = activationEnergy
        self.warningLimits = warningLimits ?? WarningLimits.usual(for: chemistry)
    }
}

extension BatteryModel {
    /// Whether a charge has ended by itself.
    ///
    /// - Parameters:
    ///   - cell: The voltage of the highest cell, in volts.
    ///   - current: What goes in, in amperes.
    /// - Returns: Whether the highest cell is at its limit and little goes in.
    public func isFull(cell: Double, current: Double) -> Bool {
        let limit = chemistry.fullCellVoltage
        return cell >= limit - 0.01 && current < 0.05 * ratedCapacity
    }
}
