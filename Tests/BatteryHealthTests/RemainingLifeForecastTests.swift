import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("A forecast of the remaining life")
struct RemainingLifeForecastTests {
    private typealias Refusal = RemainingLifeRefusal

    /// So many measurements of a capacity, with errors of 0.2 %.
    private static func life(
        through last: Double,
        count: Int = 60,
        noise: Double = 0.002,
        seed: UInt64 = 1,
        _ capacity: (Double) -> Double
    ) throws -> Trajectory {
        var random = SplitMix64(seed: seed)
        let uses = (0..<count).map { last * Double($0) / Double(count - 1) }
        let capacities = uses.map { capacity($0) * (1 + noise * random.normal()) }
        return try #require(Trajectory(uses: uses, capacities: capacities))
    }

    private static func trajectory(_ capacities: [Double]) throws -> Trajectory {
        let uses = capacities.indices.map { Double($0) * 100 }
        return try #require(Trajectory(uses: uses, capacities: capacities))
    }

    /// Why nothing is told; `nil` if it is.
    private static func refusal(_ history: Trajectory, until limit: Double) -> Refusal? {
        do throws(Refusal) {
            _ = try RemainingLife(of: history, until: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test("by a law is right where the law is, and says how far it went")
    func law() throws {
        let history = try Self.life(through: 600, noise: 0) {
            1 - 0.002 * $0.squareRoot() - 1e-4 * $0
        }
        let life = try RemainingLife(of: history, until: 0.8, usePerMonth: 20)
        #expect(life.method == .fadeLaw)
        // 0.002 s + 0.0001 s² = 0.2, with s the root of the use.
        let truth = pow((-0.002 + (0.002 * 0.002 + 4 * 1e-4 * 0.2).squareRoot()) / 2e-4, 2)
        #expect(abs(life.end.value - truth) < 1)
        #expect(abs(life.left.value - (truth - 600)) < 1)
        let months = try #require(life.months)
        #expect(abs(months.value - life.left.value / 20) < 1e-9)
        #expect(abs(life.reach - truth / 600) < 0.01)
        #expect(life.end.lower < life.end.value && life.end.value < life.end.upper)
        #expect(life.end.lower >= 600)
        #expect(life.knee == nil)
    }

    @Test("holds the end in nine of ten synthetic lives that bend as measured ones do")
    func coverage() throws {
        var random = SplitMix64(seed: 11)
        var (held, told) = (0, 0)
        for seed in 0..<200 as Range<UInt64> {
            let end = Double.random(in: 500...2_000, using: &random)
            let bend = Double.random(in: 1.0...1.6, using: &random)
            let root = Double.random(in: 0...0.5, using: &random)
            let capacity = { (use: Double) in
                let part = use / end
                return 1 - 0.2 * (root * part.squareRoot() + (1 - root) * pow(part, bend))
            }
            let seen = Double.random(in: 0.5...0.8, using: &random)
            let history = try Self.life(through: end * seen, seed: seed, capacity)
            guard let life = try? RemainingLife(of: history, until: 0.8) else { continue }
            told += 1
            if (life.end.lower...life.end.upper).contains(end) { held += 1 }
        }
        #expect(told >= 180)
        #expect(Double(held) / Double(told) >= 0.9)
    }

    @Test("after a knee follows what falls ever faster")
    func knee() throws {
        let capacity = { (use: Double) in 0.99 - 0.02 * use / 800 - 0.001 * exp(use / 200) }
        let history = try Self.life(through: 900, count: 120, noise: 0.0005, capacity)
        let life = try RemainingLife(of: history, until: 0.8)
        #expect(life.method == .exponentialFade)
        #expect(life.knee != nil)
        let truth = try #require((900...2_000).first { capacity(Double($0)) < 0.8 })
        #expect((life.end.lower...life.end.upper).contains(Double(truth)))
        #expect(abs(life.end.value / Double(truth) - 1) < 0.1)
    }

    @Test("by a library where five lives are known")
    func library() throws {
        func capacity(_ end: Double) -> (Double) -> Double { { 1 - 0.2 * pow($0 / end, 1.5) } }
        let lives = try (0..<8).map { number in
            let end = 600 + 100 * Double(number)
            return try Self.life(through: end * 1.1, noise: 0, capacity(end))
        }
        let library = try #require(TrajectoryLibrary(lives, limit: 0.8))
        let history = try Self.life(through: 500, seed: 5, capacity(950))
        let life = try RemainingLife(of: history, until: 0.8, library: library)
        #expect(life.method == .library)
        #expect(abs(life.end.value / 950 - 1) < 0.1)
        #expect(throws: Refusal.otherLimit(0.7, library: 0.8)) {
            try RemainingLife(of: history, until: 0.7, library: library)
        }
    }

    @Test("by a library whose lives are known from 30 % on, as well as they tell each other")
    func lateLibrary() throws {
        func capacity(_ end: Double) -> (Double) -> Double { { 1 - 0.2 * pow($0 / end, 1.5) } }
        let lives = try (0..<8).map { number in
            let end = 600 + 100 * Double(number)
            let whole = try Self.life(through: end * 1.1, seed: UInt64(number), capacity(end))
            let seen = zip(whole.uses, whole.capacities).filter { $0.0 > 0.3 * end }
            return try #require(Trajectory(uses: seen.map(\.0), capacities: seen.map(\.1)))
        }
        let library = try #require(TrajectoryLibrary(lives, limit: 0.8))
        for seen in [250.0, 500, 800] {
            let history = try Self.life(through: seen, seed: 5, capacity(950))
            let told = try #require(library.end(of: history))
            #expect(told.lower <= told.value && told.value <= told.upper && told.upper.isFinite)
        }
    }

    @Test("is refused before 3 % were lost")
    func early() throws {
        let history = try Self.trajectory((0..<20).map { $0 < 10 ? 1 : 0.988 })
        let refusal = try #require(Self.refusal(history, until: 0.8))
        #expect("\(refusal)" == "not enough fade: 1.2 % of 3 % needed")
        let constant = try Self.trajectory([Double](repeating: 0.9, count: 30))
        #expect(throws: Refusal.notEnoughFade(0, needed: 0.03)) {
            try RemainingLife(of: constant, until: 0.8)
        }
    }

    @Test("is refused for one measurement, and for few")
    func few() throws {
        for count in 1...5 {
            let capacities = (0..<count).map { 1 - 0.03 * Double($0) }
            let history = try Self.trajectory(capacities)
            #expect(throws: Refusal.tooFew(count: count, needed: 6)) {
                try RemainingLife(of: history, until: 0.5)
            }
        }
    }

    @Test("is refused where the capacity rises for good, as when a module was replaced")
    func rise() throws {
        let before = (0..<15).map { 1 - 0.01 * Double($0) }
        let after = (0..<15).map { 0.97 - 0.01 * Double($0) }
        guard
            case .rises(let part, let use) = Self.refusal(
                try Self.trajectory(before + after),
                until: 0.7
            )
        else {
            Issue.record("not refused")
            return
        }
        #expect(part > 0.03)
        #expect(abs(use - 1_500) <= 300)
        let risen = try Self.trajectory((0..<20).map { 0.9 + 0.002 * Double($0) })
        #expect(Self.refusal(risen, until: 0.8) != nil)
    }

    @Test("is refused beyond three times what was seen")
    func far() throws {
        let history = try Self.life(through: 100, noise: 0) { 1 - 0.0004 * $0 }
        guard case .tooFar(let times, let most) = Self.refusal(history, until: 0.8) else {
            Issue.record("not refused")
            return
        }
        #expect(abs(times - 5) < 0.1)
        #expect(most == 3)
    }

    @Test("is refused where the unit is another", arguments: [1_000, 100, 0.001])
    func unit(factor: Double) throws {
        let history = try Self.trajectory((0..<20).map { (1 - 0.005 * Double($0)) * factor })
        let refusal = try #require(Self.refusal(history, until: 0.8))
        #expect("\(refusal)".hasSuffix("check its unit"))
    }

    @Test("is refused, not stumbled over, where measurements are absurd")
    func absurd() throws {
        let fall = (0..<30).map { 1 - 0.005 * Double($0) }
        for value in [0, -1, 1e300, -1e300, Double.greatestFiniteMagnitude] {
            let start = try Self.trajectory([value, value, value, value] + fall)
            #expect(Self.refusal(start, until: 0.8) != nil)
            let single = try Self.trajectory(Array(fall.prefix(15)) + [value] + fall.suffix(15))
            if let life = try? RemainingLife(of: single, until: 0.8) {
                #expect(life.end.lower <= life.end.value && life.end.value <= life.end.upper)
                #expect(life.end.upper.isFinite)
            }
        }
        let far = try #require(
            Trajectory(uses: (0..<30).map { Double($0) * 1e300 }, capacities: fall)
        )
        if let life = try? RemainingLife(of: far, until: 0.8) {
            #expect(life.end.upper.isFinite)
        }
    }

    @Test("is refused after the end, and for limits and paces that are none")
    func invalid() throws {
        let history = try Self.trajectory((0..<20).map { 1 - 0.01 * Double($0) })
        #expect(throws: Refusal.self) { try RemainingLife(of: history, until: 0.9) }
        for limit in [0, 1, -1, 1.5, .infinity] {
            #expect(throws: Refusal.limit(limit)) { try RemainingLife(of: history, until: limit) }
        }
        #expect(throws: Refusal.self) { try RemainingLife(of: history, until: .nan) }
        for pace in [0, -1, .infinity] {
            #expect(throws: Refusal.pace(pace)) {
                try RemainingLife(of: history, until: 0.7, usePerMonth: pace)
            }
        }
    }

    @Test("is the same whatever the unit of use")
    func scale() throws {
        let cycles = try Self.life(through: 700) { 1 - 0.00018 * $0 }
        let months = try #require(
            Trajectory(uses: cycles.uses.map { $0 / 25 }, capacities: cycles.capacities)
        )
        let byCycles = try RemainingLife(of: cycles, until: 0.8, usePerMonth: 25)
        let byMonths = try RemainingLife(of: months, until: 0.8, usePerMonth: 1)
        let (one, other) = (try #require(byCycles.months), try #require(byMonths.months))
        #expect(abs(one.value - other.value) < 1e-6)
        #expect(abs(one.upper - other.upper) < 1e-6)
    }

    @Test("of a pack needs half a year of charges")
    func pack() throws {
        var pack = SyntheticPack(capacity: 140, seed: 9)
        var history = PackHistory(SyntheticPack.model)
        #expect(throws: Refusal.tooFew(count: 0, needed: 6)) { try history.remainingLife() }
        for reading in pack.days(5) { history.add(reading) }
        history.finish()
        #expect(throws: Refusal.self) { try history.remainingLife() }
    }

    @Test("of a pack is told from its months, each for itself")
    func months() throws {
        var history = PackHistory(SyntheticPack.model)
        for month in 0..<10 {
            // 1 % of the rated capacity each month.
            let capacity = 150 * (1 - 0.01 * Double(month))
            var pack = SyntheticPack(capacity: capacity, seed: UInt64(month))
            for var reading in pack.days(4) {
                reading.time += Double(month) * 30.44 * 86_400
                history.add(reading)
            }
        }
        history.finish()
        let life = try history.remainingLife()
        let months = try #require(life.months)
        #expect((months.lower...months.upper).contains(11))
        #expect(abs(months.value - 11) < 3)
        #expect(throws: Refusal.self) {
            try history.remainingLife(since: 5 * 30.44 * 86_400)
        }
        // By whole lives of like packs, where they are at hand.
        let lives = try (0..<12).map { number in
            let uses = (0...60).map(Double.init)
            let end = 14 + 2 * Double(number)
            return try #require(
                Trajectory(uses: uses, capacities: uses.map { max(0.4, 1 - 0.2 * $0 / end) })
            )
        }
        let library = try #require(TrajectoryLibrary(lives, limit: 0.8))
        let matched = try history.remainingLife(library: library)
        #expect(matched.method == .library)
        let left = try #require(matched.months)
        // Lives without any noise calibrate an interval of no width: only the value is held here.
        #expect(abs(left.value - 11) < 2, "\(left)")
    }

    @Test("a life that levels off above its limit is not told to end now")
    func levelsOff() throws {
        let capacities = [1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.83, 0.82, 0.815, 0.812, 0.81, 0.81]
        let uses = capacities.indices.map(Double.init)
        let life = try #require(Trajectory(uses: uses, capacities: capacities))
        let told = try? RemainingLife(of: life, until: 0.8)
        // Nothing, or an end that is still to come, with an interval that says how little is known.
        #expect(told.map { $0.end.upper > 11 && $0.end.upper > $0.end.lower } ?? true)
    }
}
