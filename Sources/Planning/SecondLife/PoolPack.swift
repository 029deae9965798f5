public import Vocabulary

/// A pack that waits for a second life.
public struct PoolPack: Hashable, Sendable {
    public let battery: BatteryID
    public let place: GeoPoint
    public let chemistry: Chemistry
    public let health: StateOfHealth
    /// What it still holds.
    public let energy: WattHours
    /// What it still gives.
    public let power: Watts
    /// What it is worth if it is taken apart instead.
    public let worthOtherwise: Fen

    /// Describes a pack.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for more than 10 MWh, or a worth
    ///   above 1,000,000,000 fen.
    public init(
        battery: BatteryID,
        place: GeoPoint,
        chemistry: Chemistry,
        health: StateOfHealth,
        energy: WattHours,
        power: Watts,
        worthOtherwise: Fen
    ) throws(PlanningError) {
        try require(.wattHours, energy.rawValue, in: 0...10_000_000)
        try require(.fee, worthOtherwise.rawValue, in: 0...PlanningLimits.fee)
        self.battery = battery
        self.place = place
        self.chemistry = chemistry
        self.health = health
        self.energy = energy
        self.power = power
        self.worthOtherwise = worthOtherwise
    }
}
