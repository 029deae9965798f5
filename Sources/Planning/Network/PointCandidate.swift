public import Vocabulary

/// A place where a collection point could stand.
public struct PointCandidate: Hashable, Sendable, CustomStringConvertible {
    public let name: StationID
    public let place: GeoPoint
    /// What a point there costs over the time that the expected packs come from.
    public let cost: Fen

    /// Describes a candidate.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a cost above 1,000,000,000 fen.
    public init(name: StationID, place: GeoPoint, cost: Fen) throws(PlanningError) {
        try require(.fee, cost.rawValue, in: 0...PlanningLimits.fee)
        self.name = name
        self.place = place
        self.cost = cost
    }

    public var description: String { "\(name) at \(place)" }
}

/// Packs that are expected from about one place.
public struct ExpectedPacks: Hashable, Sendable {
    public let place: GeoPoint
    public let count: Int

    /// Describes what is expected.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...1,000,000.
    public init(place: GeoPoint, count: Int) throws(PlanningError) {
        try require(.expectedPacks, count, in: 0...PlanningLimits.countAtPlace)
        self.place = place
        self.count = count
    }
}
