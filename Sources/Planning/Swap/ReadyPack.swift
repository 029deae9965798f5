public import Vocabulary

/// A pack in a slot that might be given at a swap.
public struct ReadyPack: Hashable, Sendable {
    public let battery: BatteryID
    public let model: ModelID
    public let health: StateOfHealth
    /// What it can give now.
    public let energy: WattHours
    /// Full cycles that it has served, parts added up: 0...100,000.
    public let cycles: Int
    /// Days since it last drove, charged all the while: 0...36,500.
    public let restDays: Int
    /// Whether it may be given at all.
    public let bar: GiveBar?

    /// Describes a pack.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for cycles or days out of range.
    public init(
        battery: BatteryID,
        model: ModelID,
        health: StateOfHealth,
        energy: WattHours,
        cycles: Int,
        restDays: Int,
        bar: GiveBar? = nil
    ) throws(PlanningError) {
        try require(.cycles, cycles, in: 0...100_000)
        try require(.restDays, restDays, in: 0...36_500)
        self.battery = battery
        self.model = model
        self.health = health
        self.energy = energy
        self.cycles = cycles
        self.restDays = restDays
        self.bar = bar
    }
}

/// What forbids giving a pack, whatever its state.
public enum GiveBar: Hashable, Sendable {
    /// It is held for another.
    case held
    /// It is called home.
    case recalled
}
