import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("New collection points")
struct PointPlanningTests {
    private static func candidate(
        _ name: String,
        _ place: Int32,
        cost: Int64 = 1_000
    ) throws -> PointCandidate {
        try PointCandidate(name: StationID(name), place: Fixture.point(place), cost: Fen(cost))
    }

    private static func planning(
        _ expected: [(Int32, Int)],
        _ candidates: [PointCandidate],
        sites: [Site] = [],
        reach: Int64 = 50_000
    ) throws -> PointPlanning {
        try PointPlanning(
            expected: expected.map { try ExpectedPacks(place: Fixture.point($0.0), count: $0.1) },
            candidates: candidates,
            sites: SiteDirectory(sites),
            detourPerKilometre: Fen(200),
            reach: Metres(reach)
        )
    }

    @Test("stand where they save most, one after the other")
    func order() throws {
        let planning = try Self.planning(
            [(0, 10), (5, 10), (1_000, 15)],
            [
                Self.candidate("between", 2), Self.candidate("far", 1_000),
                Self.candidate("idle", 5_000),
            ]
        )
        let proposals = try planning.proposals(count: 5)
        #expect(proposals.map(\.candidate.name.text) == ["between", "far"])
        #expect(proposals.map(\.packs) == [20, 15])
        // 15 packs save 50 km each at 2 yuan a kilometre, less the point's cost.
        #expect(proposals[1].saving.rawValue == 15 * 10_000 - 1_000)
        #expect(proposals[0].explanation.runnerUp?.choice.name.text == "far")
        #expect(proposals[1].explanation.runnerUp == nil)
    }

    @Test("do not stand where a site is near, or where they cost more than they save")
    func worthless() throws {
        let site = try Fixture.site("A", at: 0)
        let near = try Self.planning([(0, 100)], [Self.candidate("here", 0)], sites: [site])
        #expect(try near.proposals(count: 3).isEmpty)
        let dear = try Self.planning([(0, 1)], [Self.candidate("here", 0, cost: 10_000)])
        #expect(try dear.proposals(count: 3).isEmpty)
    }

    @Test("are each the best that was left", arguments: 1...20 as ClosedRange<UInt64>)
    func greedy(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let expected = (0..<60).map { _ in
            (
                Int32.random(in: -2_000...2_000, using: &random),
                Int.random(in: 0...9, using: &random)
            )
        }
        let candidates = try (0..<15).map {
            try Self.candidate(
                "P\($0)",
                .random(in: -2_000...2_000, using: &random),
                cost: .random(in: 0...50_000, using: &random)
            )
        }
        let found = try Self.planning(expected, candidates).proposals(count: 6)
        var ways = expected.map { _ in Int64(50_000) }
        for proposal in found {
            func saving(_ candidate: PointCandidate) throws -> Int64 {
                try zip(expected, ways).reduce(-candidate.cost.rawValue) { sum, place in
                    let way = RoadDistance.usual.metres(
                        from: candidate.place,
                        to: try Fixture.point(place.0.0)
                    )
                    let saved = max(0, place.1 - way.rawValue)
                    return sum + Metres(unchecked: saved).cost(atFenPerKilometre: 200)
                        * Int64(place.0.1)
                }
            }
            let best = try candidates.map(saving).max()
            #expect(proposal.saving.rawValue == best)
            for (position, place) in expected.enumerated() {
                let way = RoadDistance.usual.metres(
                    from: proposal.candidate.place,
                    to: try Fixture.point(place.0)
                )
                ways[position] = min(ways[position], way.rawValue)
            }
        }
        #expect(!found.isEmpty)
    }

    @Test("are none for an empty or senseless question")
    func odd() throws {
        #expect(try Self.planning([], []).proposals(count: 0).isEmpty)
        #expect(throws: PlanningError.self) { try Self.planning([], []).proposals(count: -1) }
        #expect(throws: PlanningError.self) {
            try ExpectedPacks(place: Fixture.point(0), count: -1)
        }
        #expect(throws: PlanningError.self) { try Metres(-1) }
        #expect(throws: PlanningError.self) { try Self.planning([], [], reach: 100_000_001) }
    }
}
