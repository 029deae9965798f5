public import Vocabulary

/// What a battery does in its second life.
public enum SecondLifeScenario: String, CaseIterable, Hashable, Sendable {
    case logisticsVehicle
    case sightseeingCar
    case lowSpeedVehicle
    case eBike
    case forklift
    case homeStorage
    case photovoltaicStorage
    case chargingStationStorage
    case gridStorage
    case backupPower
}

/// What a scenario asks of each pack.
public struct ScenarioRequirement: Hashable, Sendable {
    /// The health that will do; more would be wasted, less would not last.
    public let health: ClosedRange<StateOfHealth>
    public let chemistries: Set<Chemistry>
    /// The least energy that a pack still holds.
    public let energy: WattHours
    /// The least power that a pack still gives.
    public let power: Watts

    /// States a requirement.
    public init(
        health: ClosedRange<StateOfHealth>,
        chemistries: Set<Chemistry>,
        energy: WattHours,
        power: Watts
    ) {
        self.health = health
        self.chemistries = chemistries
        self.energy = energy
        self.power = power
    }

    func isMet(by pack: PoolPack) -> Bool {
        health.contains(pack.health) && chemistries.contains(pack.chemistry)
            && pack.energy >= energy && pack.power >= power
    }
}
