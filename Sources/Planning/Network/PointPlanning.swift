public import Vocabulary

/// Where packs are expected, where they can be handed in today, and where points could stand.
public struct PointPlanning: Sendable {
    private let expected: [ExpectedPacks]
    private let candidates: [PointCandidate]
    private let sites: SiteDirectory
    private let detourPerKilometre: Int64
    /// How far a driver goes at most; what is expected farther away from every site is lost.
    private let reach: Metres

    /// Puts the question together.
    ///
    /// - Parameters:
    ///   - expected: Where packs are expected, and how many.
    ///   - candidates: Where points could stand.
    ///   - sites: The network as it is; all of its sites count.
    ///   - detourPerKilometre: The driver's way, for each kilometre.
    ///   - reach: The way that counts for a pack with no site nearer than that.
    /// - Throws: ``PlanningError`` for more than 50,000,000 pairs of place and candidate, or a
    ///   rate above 1,000,000 fen.
    public init(
        expected: [ExpectedPacks],
        candidates: [PointCandidate],
        sites: SiteDirectory,
        detourPerKilometre: Fen,
        reach: Metres
    ) throws(PlanningError) {
        try require(.candidates, candidates.count, in: 0...Int64(PlanningLimits.sites))
        try require(.packs, expected.count, in: 0...Int64(PlanningLimits.packs))
        let pairs = expected.count * candidates.count
        try require(.pairs, pairs, in: 0...Int64(PlanningLimits.pairs))
        let rate = detourPerKilometre.rawValue
        try require(.fenPerKilometre, rate, in: 0...PlanningLimits.fenPerKilometre)
        try require(.metres, reach.rawValue, in: 0...100_000_000)
        self.expected = expected
        self.candidates = candidates.sorted {
            ($0.name.text, $0.place.latitudeE6, $0.place.longitudeE6)
                < ($1.name.text, $1.place.latitudeE6, $1.place.longitudeE6)
        }
        self.sites = sites
        self.detourPerKilometre = rate
        self.reach = reach
    }

    /// Proposes up to `count` points, one after the other, each the best after those before it.
    ///
    /// Savings only shrink as points are added, so this way saves at least 1 - 1/e, 63 %, of what
    /// the best set saves before costs (Nemhauser, Wolsey and Fisher 1978), in practice nearly all.
    /// A point that saves less than it costs is not proposed.
    ///
    /// **Complexity.** O(places × candidates) once; then a few candidates for each proposal.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...10,000.
    public func proposals(count: Int) throws(PlanningError) -> [NewPointProposal] {
        try require(.proposals, count, in: 0...Int64(PlanningLimits.sites))
        var ways = expected.map { places in
            let point = UnitVector(places.place)
            let hit = sites.index.nearest(to: point, count: 1).first
            let way = hit.map { sites.roads.metres(overSquaredChord: $0.squaredChord) }
            return PresentWay(from: point, min(way ?? reach, reach), by: sites.roads)
        }
        var savings = candidates.map { saving(of: $0, ways).net }
        // Savings of earlier rounds are too high at most: only the leaders are looked at again.
        var open = Array(candidates.indices)
        var proposals: [NewPointProposal] = []
        while proposals.count < count, !open.isEmpty {
            refreshLeaders(&savings, among: &open, ways)
            let best = open[0]
            guard savings[best] > 0 else { break }
            let second = open.count > 1 && savings[open[1]] > 0 ? open[1] : nil
            let outcome = saving(of: candidates[best], ways)
            proposals.append(try proposal(best, outcome, second.map { ($0, savings[$0]) }))
            let place = UnitVector(candidates[best].place)
            for position in ways.indices {
                guard let way = ways[position].shorter(to: place, by: sites.roads) else { continue }
                ways[position] = PresentWay(from: ways[position].point, way, by: sites.roads)
            }
            open.removeFirst()
        }
        return proposals
    }

    /// Sorts candidates by saving, and brings the first two up to date.
    private func refreshLeaders(
        _ savings: inout [Int64],
        among open: inout [Int],
        _ ways: [PresentWay]
    ) {
        var isFresh = Array(repeating: false, count: candidates.count)
        while true {
            open.sort { (-savings[$0], $0) < (-savings[$1], $1) }
            let stale = open.prefix(2).filter { !isFresh[$0] }
            guard !stale.isEmpty else { return }
            for candidate in stale {
                savings[candidate] = saving(of: candidates[candidate], ways).net
                isFresh[candidate] = true
            }
        }
    }

    private func saving(
        of candidate: PointCandidate,
        _ ways: [PresentWay]
    ) -> (net: Int64, packs: Int) {
        let place = UnitVector(candidate.place)
        var net = -candidate.cost.rawValue
        var packs = 0
        for (position, present) in ways.enumerated() {
            guard let way = present.shorter(to: place, by: sites.roads) else { continue }
            let count = expected[position].count
            let saved = present.length.rawValue - way.rawValue
            let value = Metres(unchecked: saved).cost(atFenPerKilometre: detourPerKilometre)
            net = net.addingClamped(value.multipliedClamped(by: Int64(count)))
            packs += count
        }
        return (net, packs)
    }

    private func proposal(
        _ candidate: Int,
        _ outcome: (net: Int64, packs: Int),
        _ second: (candidate: Int, saving: Int64)?
    ) throws(PlanningError) -> NewPointProposal {
        let chosen = candidates[candidate]
        return NewPointProposal(
            candidate: chosen,
            packs: outcome.packs,
            saving: try money(outcome.net),
            explanation: Explanation(
                choice: chosen,
                reason: .greatestSaving,
                figures: [
                    Figure(.packs, Int64(outcome.packs)), Figure(.fee, chosen.cost.rawValue),
                    Figure(.saving, outcome.net),
                ],
                runnerUp: second.map {
                    .init(choice: candidates[$0.candidate], figure: Figure(.saving, $0.saving))
                }
            )
        )
    }
}

/// The way from a place to where its packs are handed in so far.
private struct PresentWay {
    let point: UnitVector
    let length: Metres
    /// The square of a straight line whose road is no shorter than this.
    private let squaredChord: Double

    init(from point: UnitVector, _ length: Metres, by roads: RoadDistance) {
        self.point = point
        self.length = length
        // A great circle is longer than the line through the earth; a metre for the rounding.
        let radius = RoadDistance.earthRadius * Double(roads.detourPermille) / 1_000
        let chord = Double(length.rawValue + 1) / radius
        squaredChord = chord * chord
    }

    /// The way to another place, if it is shorter.
    func shorter(to place: UnitVector, by roads: RoadDistance) -> Metres? {
        let square = point.squaredChord(to: place)
        guard square < squaredChord else { return nil }
        let way = roads.metres(overSquaredChord: square)
        return way < length ? way : nil
    }
}

extension Int64 {
    /// The sum, or the limit that it exceeds.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The product with a number that is not negative, or the limit that it exceeds.
    fileprivate func multipliedClamped(by other: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? (self < 0 ? .min : .max) : product
    }
}
