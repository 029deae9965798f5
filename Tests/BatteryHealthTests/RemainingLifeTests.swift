import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("Remaining life")
struct RemainingLifeTests {
    /// A cell that falls by a line, then, after a knee, three times as fast.
    private static func life(
        end: Double,
        knee: Double = 0.6,
        start: Double = 1
    ) throws -> Trajectory {
        let uses = (0...200).map { end * 1.2 * Double($0) / 200 }
        let capacities = uses.map { use in
            let part = use / end
            let before = min(part, knee) * 0.1
            return start - before - max(0, part - knee) * 0.3
        }
        return try #require(Trajectory(uses: uses, capacities: capacities))
    }

    @Test("a trajectory needs uses that rise, and numbers")
    func invalid() {
        #expect(Trajectory(uses: [], capacities: []) == nil)
        #expect(Trajectory(uses: [0, 1], capacities: [1]) == nil)
        #expect(Trajectory(uses: [1, 1], capacities: [1, 1]) == nil)
        #expect(Trajectory(uses: [2, 1], capacities: [1, 1]) == nil)
        #expect(Trajectory(uses: [0, 1], capacities: [1, .nan]) == nil)
        #expect(Trajectory(uses: [-1, 1], capacities: [1, 1]) == nil)
    }

    @Test("one measurement that is off is no end of life")
    func end() throws {
        let life = try #require(
            Trajectory(uses: [0, 100, 200, 300, 400], capacities: [1, 0.7, 0.95, 0.79, 0.78])
        )
        let end = try #require(life.end(below: 0.8))
        #expect(abs(end - 293.75) < 1e-9)
        #expect(life.end(below: 0.5) == nil)
    }

    @Test("is told from like lives, whatever their pace", arguments: [600, 900, 1_500.0])
    func library(end: Double) throws {
        let lives = try (0..<12).map { try Self.life(end: 700 + 60 * Double($0)) }
        let library = try #require(TrajectoryLibrary(lives, limit: 0.82))
        let whole = try Self.life(end: end)
        let truth = try #require(whole.end(below: 0.82))
        let history = try #require(whole.prefix(through: truth / 2))
        let told = try #require(library.end(of: history))
        // Half of life has no bend yet: the pace alone tells.
        #expect(abs(told.value / truth - 1) < 0.15)
        #expect(told.lower <= told.value && told.value <= told.upper)
    }

    @Test("is told by a law where the library's lives say nothing of each other")
    func uncalibrated() throws {
        // Of a life that is known by three values, half has too few to be told by the others.
        let lives = try (0..<6).map { number in
            let end = 700 + 60 * Double(number)
            return try #require(
                Trajectory(uses: [end * 0.8, end, end * 1.1], capacities: [0.9, 0.81, 0.7])
            )
        }
        let library = try #require(TrajectoryLibrary(lives, limit: 0.82))
        let history = try #require(try Self.life(end: 900).prefix(through: 700))
        let life = try RemainingLife(of: history, until: 0.82, library: library)
        #expect(life.method != .library && life.remarks.contains(.noMatch))
        #expect(life.end.upper.isFinite)
    }

    @Test("needs five lives that ended")
    func few() throws {
        let lives = try (0..<5).map { try Self.life(end: 700 + 60 * Double($0)) }
        #expect(TrajectoryLibrary(Array(lives.prefix(4)), limit: 0.82) == nil)
        #expect(TrajectoryLibrary(lives, limit: 0.82) != nil)
        #expect(TrajectoryLibrary(lives, limit: 0.1) == nil)
    }

    @Test("a knee is where the fall becomes twice as fast")
    func knee() throws {
        let knee = try #require(Knee(of: Self.life(end: 1_000)))
        #expect(abs(knee.use - 600) < 30)
        #expect(abs(knee.slopeRatio - 3) < 0.3)
        let straight = try Self.life(end: 1_000, knee: 2)
        #expect(Knee(of: straight) == nil)
    }

    @Test("noise about a straight fall makes no knee", arguments: 1...20 as ClosedRange<UInt64>)
    func noise(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let uses = (0..<100).map { Double($0) * 10 }
        let capacities = uses.map { 1 - 0.0001 * $0 + 0.003 * random.normal() }
        let life = try #require(Trajectory(uses: uses, capacities: capacities))
        #expect(Knee(of: life) == nil)
    }

    @Test("a law of root and line is found again")
    func law() throws {
        let uses = (0...50).map { Double($0) * 20 }
        let capacities = uses.map { 0.98 * (1 - 0.002 * $0.squareRoot() - 0.00005 * $0) }
        let life = try #require(Trajectory(uses: uses, capacities: capacities))
        let law = try #require(FadeLaw(fitting: life))
        #expect(abs(law.root - 0.002) < 1e-6)
        #expect(abs(law.linear - 0.00005) < 1e-8)
        let use = try #require(law.use(until: 0.8))
        #expect(abs(0.98 * (1 - 0.002 * use.squareRoot() - 0.00005 * use) - 0.8) < 1e-9)
        let flat = try #require(Trajectory(uses: uses, capacities: uses.map { _ in 0.98 }))
        #expect(FadeLaw(fitting: flat) == nil)
    }

    @Test("a fall that grows ever faster is followed to its end")
    func exponential() throws {
        let capacity = { (use: Double) in 0.95 - 0.01 * use / 400 - 0.002 * exp(use / 100) }
        let uses = (0...40).map { Double($0) * 10 }
        let life = try #require(Trajectory(uses: uses, capacities: uses.map(capacity)))
        let fade = try #require(ExponentialFade(fitting: life))
        let told = try #require(fade.use(until: 0.6))
        let truth = try #require((400...2_000).first { capacity(Double($0)) < 0.6 })
        #expect(abs(told / Double(truth) - 1) < 0.02)
    }
}
