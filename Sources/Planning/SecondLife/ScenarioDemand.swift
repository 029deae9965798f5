public import Vocabulary

/// A customer's demand for packs of the pool.
public struct ScenarioDemand: Hashable, Sendable {
    public let id: ContractID
    public let scenario: SecondLifeScenario
    /// Where the packs are wanted.
    public let place: GeoPoint
    public let requirement: ScenarioRequirement
    /// How many packs at most.
    public let packs: Int
    /// What a kilowatt-hour that a pack still holds is paid with.
    public let pricePerKilowattHour: Fen

    /// Describes a demand.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for packs outside 0...1,000,000 or
    ///   a price above 1,000,000,000 fen.
    public init(
        id: ContractID,
        scenario: SecondLifeScenario,
        place: GeoPoint,
        requirement: ScenarioRequirement,
        packs: Int,
        pricePerKilowattHour: Fen
    ) throws(PlanningError) {
        try require(.expectedPacks, packs, in: 0...PlanningLimits.countAtPlace)
        try require(.fee, pricePerKilowattHour.rawValue, in: 0...PlanningLimits.fee)
        self.id = id
        self.scenario = scenario
        self.place = place
        self.requirement = requirement
        self.packs = packs
        self.pricePerKilowattHour = pricePerKilowattHour
    }
}
