import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("Second life")
struct SecondLifeTests {
    private static func pack(
        _ number: Int,
        health: Int64 = 7_000,
        energy: Int64 = 35_000,
        chemistry: Chemistry = .lfp,
        worth: Int64 = 100_000
    ) throws -> PoolPack {
        try PoolPack(
            battery: Fixture.battery(number),
            place: Fixture.point(0),
            chemistry: chemistry,
            health: StateOfHealth(health),
            energy: WattHours(energy),
            power: Watts(20_000),
            worthOtherwise: Fen(worth)
        )
    }

    private static func demand(
        _ name: String,
        at place: Int32 = 0,
        packs: Int = 1,
        price: Int64,
        health: ClosedRange<Int64> = 5_000...8_000,
        power: Int64 = 10_000
    ) throws -> ScenarioDemand {
        try ScenarioDemand(
            id: ContractID(name),
            scenario: .backupPower,
            place: Fixture.point(place),
            requirement: ScenarioRequirement(
                health: StateOfHealth(health.lowerBound)...StateOfHealth(health.upperBound),
                chemistries: [.lfp],
                energy: WattHours(30_000),
                power: Watts(power)
            ),
            packs: packs,
            pricePerKilowattHour: Fen(price)
        )
    }

    private static func plan(
        _ pool: [PoolPack],
        _ demands: [ScenarioDemand]
    ) throws -> SecondLifePlan {
        try SecondLifeMatching(
            pool: pool,
            demands: demands,
            carriagePerKilometre: Fen(100)
        ).plan()
    }

    @Test("each pack goes where all gain most together, and the match explains itself")
    func together() throws {
        // Pack 1 could serve either; pack 2 only the dear demand.
        let plan = try Self.plan(
            [Self.pack(1), Self.pack(2, health: 5_500)],
            [
                Self.demand("dear", price: 10_000),
                Self.demand("other", price: 9_000, health: 6_000...8_000),
            ]
        )
        #expect(plan.matches.map(\.demand.text) == ["other", "dear"])
        #expect(plan.gain.rawValue == 215_000 + 250_000)
        let first = plan.matches[0].explanation
        #expect(first.reason == .greatestGainTogether)
        #expect(first.runnerUp?.figure == Figure(.gain, 250_000))
        #expect(plan.matches[1].explanation.reason == .greatestGain)
    }

    @Test("a pack that serves none is told why")
    func unmatched() throws {
        let plan = try Self.plan(
            [
                Self.pack(1, health: 8_001), Self.pack(2, health: 4_999),
                Self.pack(3, chemistry: .ternary), Self.pack(4, energy: 29_999),
                Self.pack(5, worth: 350_000), Self.pack(6), Self.pack(7),
            ],
            [
                Self.demand("A", price: 10_000), Self.demand("strong", price: 1, power: 20_001),
                Self.demand("none", packs: 0, price: 90_000),
            ]
        )
        let reasons = plan.unmatched.map(\.reason)
        #expect(
            reasons.prefix(5) == [
                .meetsNone, .meetsNone, .meetsNone, .meetsNone, .worthMoreOtherwise,
            ]
        )
        #expect(reasons.last == .outbid && plan.matches.count == 1)
    }

    @Test("no assignment gains more", arguments: 1...25 as ClosedRange<UInt64>)
    func optimal(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pool = try (0..<5).map {
            try Self.pack(
                $0,
                health: .random(in: 4_500...8_500, using: &random),
                energy: .random(in: 28_000...50_000, using: &random)
            )
        }
        let demands = try (0..<3).map {
            try Self.demand(
                "D\($0)",
                at: .random(in: 0...10_000, using: &random),
                packs: .random(in: 0...2, using: &random),
                price: .random(in: 2_000...12_000, using: &random)
            )
        }
        func best(_ number: Int, _ left: [Int]) -> Int64 {
            guard number < pool.count else { return 0 }
            var most = best(number + 1, left)
            for (position, demand) in demands.enumerated()
            where left[position] > 0 && demand.requirement.isMet(by: pool[number]) {
                let way = RoadDistance.usual.metres(from: pool[number].place, to: demand.place)
                let gain =
                    pool[number].energy.rawValue * demand.pricePerKilowattHour.rawValue / 1_000
                    - way.cost(atFenPerKilometre: 100) - 100_000
                var after = left
                after[position] -= 1
                most = max(most, gain + best(number + 1, after))
            }
            return most
        }
        #expect(try Self.plan(pool, demands).gain.rawValue == best(0, demands.map(\.packs)))
    }

    @Test("what is listed twice, or too much, is refused")
    func refusals() throws {
        let pack = try Self.pack(1)
        let demand = try Self.demand("A", price: 1)
        #expect(throws: PlanningError.repeatedBattery(pack.battery)) {
            try Self.plan([pack, pack], [])
        }
        #expect(throws: PlanningError.repeatedDemand(demand.id)) {
            try Self.plan([], [demand, demand])
        }
        #expect(throws: PlanningError.self) { try Self.pack(1, energy: 10_000_001) }
        #expect(throws: PlanningError.self) { try Self.demand("A", packs: -1, price: 1) }
        #expect(try Self.plan([], []).matches.isEmpty)
    }
}
