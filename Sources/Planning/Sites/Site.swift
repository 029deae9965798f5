public import Vocabulary

/// A swap station or collection point as planning sees it.
public struct Site: Hashable, Sendable {
    public let id: SiteID
    public let place: GeoPoint
    /// The models that it can take out of a vehicle.
    public let models: Set<ModelID>
    public let hours: OpeningHours
    /// What it has to give in return.
    public let stock: StationStock
    /// How much it can take in.
    public let intake: IntakeCapacity

    /// Describes a site.
    public init(
        id: SiteID,
        place: GeoPoint,
        models: Set<ModelID>,
        hours: OpeningHours,
        stock: StationStock,
        intake: IntakeCapacity
    ) {
        self.id = id
        self.place = place
        self.models = models
        self.hours = hours
        self.stock = stock
        self.intake = intake
    }
}

/// How many recalled packs a site can take in, beside its daily work.
public struct IntakeCapacity: Hashable, Sendable {
    /// Packs in one appointment window.
    public let packsPerWindow: Int
    /// Packs in one day, Beijing time.
    public let packsPerDay: Int
    /// Bays apart for damaged packs, each used once in a plan; 0 where none may be brought.
    public let quarantineBays: Int

    /// Creates a capacity.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...1,000,000.
    public init(
        packsPerWindow: Int,
        packsPerDay: Int,
        quarantineBays: Int
    ) throws(PlanningError) {
        let allowed = 0...PlanningLimits.countAtPlace
        try require(.packsPerWindow, packsPerWindow, in: allowed)
        try require(.packsPerDay, packsPerDay, in: allowed)
        try require(.quarantineBays, quarantineBays, in: allowed)
        self.packsPerWindow = packsPerWindow
        self.packsPerDay = packsPerDay
        self.quarantineBays = quarantineBays
    }
}
