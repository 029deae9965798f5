import BatteryHealth
import Testing
import Vocabulary

@Suite("Residual value")
struct ResidualValueTests {
    private typealias Figure = PriceDeck.Figure

    private static func figure(_ value: Double) -> Figure { Figure(value, source: "a test") }

    private static func material(
        _ price: Double,
        recovery: Double = 1,
        payable: Double?,
        _ content: [String: Double]
    ) -> PriceDeck.Material {
        PriceDeck.Material(
            price: figure(price),
            recovery: figure(recovery),
            payable: payable.map(figure),
            content: content,
            contentSource: "a test"
        )
    }

    /// Prices of late 2025, as black mass.
    private static func deck(costs: [PriceDeck.Cost: Double] = [:]) throws -> PriceDeck {
        let lithium = ["lfp": 0.0890, "nmc111": 0.1155, "nmc811": 0.0922]
        let nickel = ["lfp": 0, "nmc111": 0.3176, "nmc811": 0.6078]
        let cobalt = ["lfp": 0, "nmc111": 0.3188, "nmc811": 0.0763]
        let copper = ["lfp": 0.5655, "nmc111": 0.4172, "nmc811": 0.3644]
        return PriceDeck(
            day: try CivilDate("2025-12-01"),
            currency: "USD",
            newPacks: ["lfp": figure(81), "nmc111": figure(128), "nmc811": figure(128)],
            newStationaryPack: figure(70),
            discounts: PriceDeck.Discounts(
                vehicle: figure(0.5),
                secondUse: figure(0.5),
                secondUseEnd: figure(0.6),
                interest: figure(0.08)
            ),
            materials: [
                "lithium": material(12.2 * 5.323, payable: 0.77, lithium),
                "nickel": material(21.5, payable: 0.78, nickel),
                "cobalt": material(37.9, payable: 0.78, cobalt),
                "copper": material(8.48, payable: nil, copper),
            ],
            costs: costs.mapValues(figure)
        )
    }

    private static func battery(
        _ health: ClosedRange<Double>,
        chemistry: String = "lfp",
        throughput: Double? = nil,
        months: Double? = nil,
        findings: [SafetyFinding] = []
    ) -> ResidualValue.Battery {
        func sure(_ value: Double) -> Estimate {
            Estimate(value: value, lower: value, upper: value)
        }
        let middle = (health.lowerBound + health.upperBound) / 2
        return ResidualValue.Battery(
            ratedEnergy: 1,
            chemistry: chemistry,
            health: Estimate(value: middle, lower: health.lowerBound, upper: health.upperBound),
            monthsLeft: months.map(sure),
            throughputLeft: throughput.map(sure),
            findings: findings
        )
    }

    private static func value(
        _ battery: ResidualValue.Battery,
        costs: [PriceDeck.Cost: Double] = [:],
        of life: Verdict
    ) throws -> ValueQuantiles? {
        let value = try ResidualValue(of: battery, by: deck(costs: costs))
        return value.options.first { $0.life == life }?.value
    }

    @Test(
        "of the materials is that of the black mass, whatever the health",
        arguments: [("nmc111", 20.5), ("nmc811", 17.1), ("lfp", 4.5)]
    )
    func dismantle(chemistry: String, worth: Double) throws {
        for health in [0.1...0.15, 0.9...0.95] {
            let battery = Self.battery(health, chemistry: chemistry)
            let value = try #require(try Self.value(battery, of: .dismantle))
            #expect(abs(value.p50 - worth) < 0.1)
            #expect(value.p5 == value.p95)
        }
        let costly = try Self.value(
            Self.battery(0.1...0.15, chemistry: chemistry),
            costs: [.transport: 1, .processing: 2, .test: 100],
            of: .dismantle
        )
        #expect(abs(try #require(costly).p50 - (worth - 3)) < 0.1)
    }

    @Test("of a second use is thin: about 16 dollars a rated kWh at 75 %")
    func cascade() throws {
        let battery = Self.battery(0.73...0.77, throughput: 0.6)
        let value = try #require(try Self.value(battery, of: .cascade))
        #expect(abs(value.p50 - 15.75) < 1e-9)
        #expect(abs(value.p5 - 0.73 * 70 * 0.5 * 0.6) < 1e-6)
        #expect(abs(value.p95 - 0.77 * 70 * 0.5 * 0.6) < 1e-6)
        #expect(value.p5 < value.p25 && value.p25 < value.p50)
        #expect(value.p50 < value.p75 && value.p75 < value.p95)
        let whole = try ResidualValue(of: battery, by: Self.deck())
        #expect(whole.best == .cascade)
        // What it costs to test it decides.
        let costly = try ResidualValue(of: battery, by: Self.deck(costs: [.test: 12]))
        #expect(costly.best == .dismantle)
    }

    @Test("of one that stays is what is left above 80 %, and what comes after, later")
    func keep() throws {
        let battery = Self.battery(0.9...0.9, months: 24)
        let value = try #require(try Self.value(battery, of: .keep))
        let next = 0.8 * 70 * 0.5 * (0.8 - 0.6) / 0.4
        #expect(abs(value.p50 - (81 * 0.5 * 0.5 + next / (1.08 * 1.08))) < 1e-9)
        // A second use for which nothing is left is worth nothing to one that still drives either.
        let spent = try #require(
            try Self.value(Self.battery(0.9...0.9, throughput: 0, months: 24), of: .keep)
        )
        let materials = try #require(try Self.value(battery, of: .dismantle)).p50
        #expect(abs(spent.p50 - (81 * 0.5 * 0.5 + materials / (1.08 * 1.08))) < 1e-9)
        let undated = try ResidualValue(of: Self.battery(0.9...0.9), by: Self.deck())
        #expect(undated.remarks.contains(.nextLifeUndated))
        #expect(undated.best == .keep)
        #expect(undated.bestValue == undated.options.first { $0.life == .keep }?.value)
    }

    @Test("is never less for a better battery")
    func monotone() throws {
        var last = -1.0
        for percent in 20...100 {
            let health = Double(percent) / 100
            let battery = Self.battery(health...health)
            let best = try ResidualValue(of: battery, by: Self.deck()).bestValue
            let value = try #require(best).p50
            #expect(value >= last)
            last = value
        }
    }

    @Test("is that of the materials alone where safety forbids more")
    func unsafe() throws {
        let battery = Self.battery(0.9...0.95, findings: [.thermalEvent, .spread])
        let value = try ResidualValue(of: battery, by: Self.deck())
        #expect(value.best == .dismantle)
        let obstacles = value.options.compactMap(\.obstacle)
        #expect(obstacles == [.unsafe([.thermalEvent]), .unsafe([.thermalEvent])])
    }

    @Test("of a second use waits for a test of each cell where one is needed")
    func blocked() throws {
        let battery = Self.battery(0.7...0.75, throughput: 0.6, findings: [.spread])
        let value = try ResidualValue(of: battery, by: Self.deck())
        #expect(value.best == .dismantle)
        #expect(value.options.first { $0.life == .cascade }?.obstacle == .testFirst([.spread]))
        #expect(value.options.first { $0.life == .keep }?.obstacle == .below(0.8))
    }

    @Test("says which figures are missing")
    func remarks() throws {
        let value = try ResidualValue(of: Self.battery(0.7...0.75), by: Self.deck())
        #expect(
            value.remarks == [
                .withoutCosts(PriceDeck.Cost.allCases.map(\.rawValue)), .notPayable(["copper"]),
                .throughputFromHealth,
            ]
        )
    }

    @Test("is refused for what is no battery")
    func refusals() throws {
        let deck = try Self.deck()
        for energy in [0, -1, .infinity, .nan, 20_000] {
            var battery = Self.battery(0.7...0.75)
            battery.ratedEnergy = energy
            #expect(throws: ValueRefusal.self) { try ResidualValue(of: battery, by: deck) }
        }
        #expect(throws: ValueRefusal.chemistry("x", known: ["lfp", "nmc111", "nmc811"])) {
            try ResidualValue(of: Self.battery(0.7...0.75, chemistry: "x"), by: deck)
        }
        for health in [
            Estimate(value: .nan, lower: 0, upper: 1), Estimate(value: 0.5, lower: 0.6, upper: 0.7),
            Estimate(value: 0.5, lower: 0.4, upper: .infinity),
        ] {
            var battery = Self.battery(0.7...0.75)
            battery.health = health
            #expect(throws: ValueRefusal.self) { try ResidualValue(of: battery, by: deck) }
        }
        var broken = deck
        broken.discounts.secondUseEnd = Self.figure(1)
        broken.newStationaryPack = Self.figure(.nan)
        #expect(throws: ValueRefusal.prices(deck.day)) {
            try ResidualValue(of: Self.battery(0.7...0.75), by: broken)
        }
    }
}
