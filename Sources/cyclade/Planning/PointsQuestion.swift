import Planning
import Vocabulary

/// Asks where the next collection points should stand.
struct PointsQuestion: PlanQuestion {
    static let verb = "points"
    static let abstract = "Propose where the next collection points should stand."
    static let keys = """
        The request:
          expected          [{"latitude_e6": ..., "longitude_e6": ...,
                            "packs": ...}], from where packs are expected
          candidates        [{"point_id": ..., "latitude_e6": ...,
                            "longitude_e6": ..., "cost_fen": ...}],
                            where points could stand
          sites             the network as it is; only names and places of
                            sites count here
          count             how many points at most; 5 without it
          detour_fen_per_km the driver's way
          reach_m           how far a driver goes at most; what is expected
                            farther away from every site counts as that far
        \(RequestItem.roadKeys)

        \(RequestItem.siteKeys)
        """

    private let planning: PointPlanning
    private let count: Int

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "expected",
            "candidates",
            "sites",
            "count",
            "detour_fen_per_km",
            "reach_m",
            "detour_permille"
        )
        let expected = try item.list("expected", ExpectedPacks.init)
        let candidates = try item.list("candidates", PointCandidate.init)
        let sites = try item.places()
        planning = try item.make {
            try PointPlanning(
                expected: expected,
                candidates: candidates,
                sites: sites,
                detourPerKilometre: item.rate("detour_fen_per_km"),
                reach: Metres(item.number("reach_m"))
            )
        }
        count = try item.has("count") ? item.number("count", in: 0...PlanningLimits.sites) : 5
    }

    func answer() throws(PlanningError) -> PointsAnswer {
        PointsAnswer(try planning.proposals(count: count))
    }
}

extension ExpectedPacks {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("latitude_e6", "longitude_e6", "packs")
        self = try item.make {
            try ExpectedPacks(
                place: item.place(),
                count: item.number("packs", in: 0...Int(PlanningLimits.countAtPlace))
            )
        }
    }
}

extension PointCandidate {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("point_id", "latitude_e6", "longitude_e6", "cost_fen")
        self = try item.make {
            try PointCandidate(
                name: item.name("point_id"),
                place: item.place(),
                cost: item.fee("cost_fen")
            )
        }
    }
}
