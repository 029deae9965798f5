public import Vocabulary

/// A place where collected packs are assessed, and kept for reuse or taken apart.
public struct TreatmentCentre: Hashable, Sendable {
    /// The member whose centre it is.
    public let id: MemberID
    public let place: GeoPoint
    /// What it can take in during the period.
    public let capacity: CentreCapacity
    /// What it asks for each pack; it is qualified for the conditions that it has a fee for.
    public let fees: [PackCondition: Fen]

    /// Describes a centre.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a fee above 1,000,000,000 fen.
    public init(
        id: MemberID,
        place: GeoPoint,
        capacity: CentreCapacity,
        fees: [PackCondition: Fen]
    ) throws(PlanningError) {
        for fee in fees.values { try require(.fee, fee.rawValue, in: 0...PlanningLimits.fee) }
        self.id = id
        self.place = place
        self.capacity = capacity
        self.fees = fees
    }
}

/// How much a centre can take in during a period.
public struct CentreCapacity: Hashable, Sendable {
    /// Packs of any condition.
    public let packs: Int
    /// How many of them may be damaged.
    public let damagedPacks: Int
    /// Their mass together.
    public let mass: Grams

    /// Creates a capacity.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...1,000,000.
    public init(packs: Int, damagedPacks: Int, mass: Grams) throws(PlanningError) {
        try require(.centrePacks, packs, in: 0...PlanningLimits.countAtPlace)
        try require(.centrePacks, damagedPacks, in: 0...PlanningLimits.countAtPlace)
        self.packs = packs
        self.damagedPacks = damagedPacks
        self.mass = mass
    }
}

/// The most that one load may hold of packs in one condition; conditions are not mixed.
public struct DangerousGoodsLimit: Hashable, Sendable {
    public let packs: Int
    public let mass: Grams
    public let energy: WattHours

    /// Creates a limit.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for packs outside 1...1,000,000.
    public init(packs: Int, mass: Grams, energy: WattHours) throws(PlanningError) {
        try require(.packsPerLoad, packs, in: 1...PlanningLimits.countAtPlace)
        self.packs = packs
        self.mass = mass
        self.energy = energy
    }
}
