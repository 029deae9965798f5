import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("The pack to give")
struct GiveChoiceTests {
    private static func pack(
        _ number: Int,
        health: Int64 = 9_000,
        energy: Int64 = 45_000,
        cycles: Int = 100,
        rest: Int = 0,
        model: String = "pack-50",
        bar: GiveBar? = nil
    ) throws -> ReadyPack {
        try ReadyPack(
            battery: Fixture.battery(number),
            model: Fixture.model(model),
            health: StateOfHealth(health),
            energy: WattHours(energy),
            cycles: cycles,
            restDays: rest,
            bar: bar
        )
    }

    private static func promise() throws -> GivePromise {
        try GivePromise(
            model: Fixture.model(),
            health: StateOfHealth(8_000),
            energy: WattHours(40_000)
        )
    }

    @Test("is the least worn that keeps the promise, and says what was second")
    func least() throws {
        let packs = try [
            Self.pack(1, health: 8_900), Self.pack(2, cycles: 90),
            Self.pack(3, cycles: 95, rest: 4),
            Self.pack(4, health: 10_200, energy: 39_999),
        ]
        let choice = try #require(GiveChoice(among: packs, for: Self.promise()))
        #expect(choice.battery == packs[1].battery)
        #expect(choice.explanation.runnerUp?.choice == packs[2].battery)
        #expect(
            choice.explanation.description.hasSuffix(
                "least worn; health 9000 bp, cycles 90 cycles, rest 0 days, wear 2180 points; "
                    + "second was \(packs[2].battery), wear 2186 points"
            )
        )
        let reversed = try GiveChoice(among: packs.reversed(), for: Self.promise())
        #expect(reversed == choice)
    }

    @Test("equals are told apart by name")
    func ties() throws {
        let packs = try [Self.pack(9), Self.pack(3), Self.pack(5)]
        let choice = try #require(GiveChoice(among: packs, for: Self.promise()))
        #expect(choice.battery == packs[1].battery)
        #expect(choice.explanation.runnerUp?.choice == packs[2].battery)
    }

    @Test("is none when none keeps the promise, and each is told why")
    func refusals() throws {
        let packs = try [
            Self.pack(1, bar: .held), Self.pack(2, bar: .recalled), Self.pack(3, model: "other"),
            Self.pack(4, health: 7_999), Self.pack(5, energy: 39_999),
        ]
        #expect(try GiveChoice(among: packs, for: Self.promise()) == nil)
        let reasons = GiveChoice.refusals(among: packs.reversed(), for: try Self.promise())
        #expect(reasons.map(\.battery) == packs.map(\.battery))
        #expect(reasons.map(\.reason) == [.held, .recalled, .otherModel, .health, .energy])
    }

    @Test(
        "wears packs alike: the spread of their cycles closes",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func levelling(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var cycles = (0..<20).map { _ in Int.random(in: 0...200, using: &random) }
        let spread = (cycles.max() ?? 0) - (cycles.min() ?? 0)
        for _ in 0..<4_000 {
            // The packs in the slots today; each use is one cycle and its mean fade.
            let present = (0..<20).shuffled(using: &random).prefix(8)
            let packs = try present.map {
                try Self.pack($0, health: Int64(10_000 - cycles[$0]), cycles: cycles[$0])
            }
            let choice = try #require(GiveChoice(among: packs, for: Self.promise()))
            let given = try #require(
                try present.first { try Fixture.battery($0) == choice.battery }
            )
            cycles[given] += 1
        }
        #expect((cycles.max() ?? 0) - (cycles.min() ?? 0) <= 8 && spread > 8)
    }

    @Test("numbers out of range are refused")
    func ranges() throws {
        #expect(throws: PlanningError.self) { try Self.pack(1, cycles: -1) }
        #expect(throws: PlanningError.self) { try Self.pack(1, rest: 36_501) }
        #expect(throws: PlanningError.self) {
            try WearWeights(perBasisPoint: 0, perCycle: 1_001, perRestDay: 0)
        }
    }
}
