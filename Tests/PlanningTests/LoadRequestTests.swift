import Testing
import Vocabulary

@testable import Planning

@Suite("Loads of collected packs")
struct LoadRequestTests {
    private static func pack(
        _ number: Int,
        at site: Site,
        condition: PackCondition = .sound,
        hours: Int = 0
    ) throws -> CollectedPack {
        try CollectedPack(
            battery: Fixture.battery(number),
            model: Fixture.model(),
            site: site.id,
            readyAt: UnixMilliseconds(Fixture.start).adding(minutes: 60 * hours),
            mass: Grams(400_000),
            energy: WattHours(50_000),
            condition: condition
        )
    }

    private static func request(
        _ packs: [CollectedPack],
        _ sites: [Site],
        _ centres: [TreatmentCentre]
    ) throws -> LoadRequest {
        let limit = try DangerousGoodsLimit(
            packs: 4,
            mass: Grams(2_000_000),
            energy: WattHours(200_000)
        )
        return try LoadRequest(
            packs: packs,
            sites: SiteDirectory(sites),
            centres: centres,
            tariff: Fixture.tariff,
            limits: [.sound: limit, .damaged: limit]
        )
    }

    @Test("go to the centres at the least cost of all, from where they wait")
    func cheapest() throws {
        // Both sites are nearer to the first centre, which has room for one of them only.
        let sites = try [Fixture.site("A", at: 0, perDay: 0), Fixture.site("B", at: -100, bays: 0)]
        let packs = try (0..<6).map { try Self.pack($0, at: sites[$0 % 2], hours: $0) }
        let proposal = try Self.request(
            packs,
            sites,
            [Fixture.centre("first", at: 50, packs: 3), Fixture.centre("second", at: -400)]
        ).plan()
        #expect(proposal.loads.map(\.site.name.text) == ["A", "B"])
        #expect(proposal.loads.map(\.centre.text) == ["first", "second"])
        #expect(proposal.loads.map(\.batteries.count) == [3, 3])
        let last = try UnixMilliseconds(Fixture.start).adding(minutes: 300)
        #expect(proposal.loads[1].readyAt == last)
        #expect(proposal.loads[1].explanation.reason == .cheapestLeft(.centreCapacity))
        #expect(proposal.cost.rawValue == proposal.loads.reduce(0) { $0 + $1.cost.rawValue })
    }

    @Test("leave behind what no centre is qualified for or has room for")
    func unplaced() throws {
        let site = try Fixture.site("A", at: 0)
        let packs = try [
            Self.pack(1, at: site, condition: .damaged), Self.pack(2, at: site),
            Self.pack(3, at: site),
        ]
        let proposal = try Self.request(
            packs,
            [site],
            [Fixture.centre("works", at: 1, packs: 1, takesDamaged: false)]
        ).plan()
        #expect(proposal.unplaced.map(\.reason) == [.noQualifiedCentre, .noCentreCapacity])
        #expect(proposal.loads.count == 1)
    }

    @Test("are refused for a site that is not there")
    func unknown() throws {
        let site = try Fixture.site("A", at: 0)
        #expect(throws: PlanningError.unknownSite(site.id)) {
            try Self.request([Self.pack(1, at: site)], [], [])
        }
        #expect(try Self.request([], [], []).plan().loads.isEmpty)
    }
}
