import Vocabulary

/// How wear is counted, in points; each weight is 0...1,000.
public struct WearWeights: Hashable, Sendable {
    /// A basis point of health counts as one full cycle, near the mean fade of lithium iron
    /// phosphate (2,000 points in 1,800 cycles), and two days of rest make good for a cycle.
    public static let usual = WearWeights(unchecked: 2, 2, 1)

    /// Points for each basis point of health that is lost.
    public let perBasisPoint: Int
    /// Points for each full cycle.
    public let perCycle: Int
    /// Points that each day of rest takes off, as charged rest ages a pack too.
    public let perRestDay: Int

    /// Chooses weights.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a weight outside 0...1,000.
    public init(perBasisPoint: Int, perCycle: Int, perRestDay: Int) throws(PlanningError) {
        for weight in [perBasisPoint, perCycle, perRestDay] {
            try require(.wearWeight, weight, in: 0...1_000)
        }
        self.init(unchecked: perBasisPoint, perCycle, perRestDay)
    }

    private init(unchecked perBasisPoint: Int, _ perCycle: Int, _ perRestDay: Int) {
        self.perBasisPoint = perBasisPoint
        self.perCycle = perCycle
        self.perRestDay = perRestDay
    }

    func points(of pack: ReadyPack) -> Int64 {
        let lost = 10_000 - pack.health.rawValue
        return lost * Int64(perBasisPoint) + Int64(pack.cycles * perCycle)
            - Int64(pack.restDays * perRestDay)
    }
}
