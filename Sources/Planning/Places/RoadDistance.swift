public import Vocabulary

/// How far it is by road: the great circle, lengthened by a factor.
///
/// Roads in and between cities are about 1.3 times as long as the straight way. The earth counts as
/// a sphere, which is at most 0.6 % off.
public struct RoadDistance: Hashable, Sendable {
    /// The usual factor: 1.3.
    public static let usual = RoadDistance(unchecked: 1_300)

    /// The mean radius of the earth in metres (IUGG).
    public static let earthRadius = 6_371_008.8

    /// Metres by road for 1,000 m of great circle: 1,000...5,000.
    public let detourPermille: Int

    /// Creates a measure with a factor in thousandths.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` outside 1,000...5,000.
    public init(detourPermille: Int) throws(PlanningError) {
        try require(.detourPermille, detourPermille, in: 1_000...5_000)
        self.init(unchecked: detourPermille)
    }

    private init(unchecked permille: Int) {
        detourPermille = permille
    }

    /// The way between two places, to the metre.
    public func metres(from start: GeoPoint, to end: GeoPoint) -> Metres {
        metres(overSquaredChord: UnitVector(start).squaredChord(to: UnitVector(end)))
    }

    func metres(overSquaredChord square: Double) -> Metres {
        let circle = angle(overSquaredChord: square) * Self.earthRadius
        return Metres(unchecked: Int64((circle * Double(detourPermille) / 1_000).rounded()))
    }
}
