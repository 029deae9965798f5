import BatteryHealth
import Testing

@Suite("Warnings of health")
struct HealthWarningTests {
    /// A reading each ten seconds of a charge each third day, from a capacity that falls.
    private static func history(
        days: Int,
        health: (_ day: Double) -> Double
    ) -> PackHistory {
        var history = PackHistory(SyntheticPack.model)
        for day in stride(from: 0.0, to: Double(days), by: 3) {
            let capacity = health(day) * SyntheticPack.model.ratedCapacity
            var charge = 0.3
            var time = day * 86_400
            while charge < 0.8 {
                var reading = PackReading(time: time)
                (reading.current, reading.charging) = (-75, .parked)
                reading.stateOfCharge = (charge * 100).rounded() / 100
                reading.temperatureMaximum = 25
                reading.temperatureMinimum = 25
                history.add(reading)
                time += 30
                charge += 75 * 30 / 3_600 / capacity
            }
        }
        history.finish()
        return history
    }

    private static func levels(_ history: PackHistory, _ rule: WarningRule) -> [WarningLevel] {
        history.warnings.filter { $0.rule == rule }.map(\.level)
    }

    @Test("a state of health below the limits is told once it is sure")
    func low() {
        #expect(Self.levels(Self.history(days: 60) { _ in 0.9 }, .stateOfHealth).isEmpty)
        #expect(Self.levels(Self.history(days: 60) { _ in 0.83 }, .stateOfHealth) == [.watch])
        #expect(Self.levels(Self.history(days: 60) { _ in 0.75 }, .stateOfHealth).last == .service)
    }

    @Test("a capacity that falls fast is told after ninety days, and one that does not is not")
    func fade() throws {
        let slow = Self.history(days: 150) { 1 - 0.002 * $0 / 30 }
        #expect(Self.levels(slow, .fadeRate).isEmpty)
        let fast = Self.history(days: 150) { 1 - 0.01 * $0 / 30 }
        #expect(Self.levels(fast, .fadeRate) == [.watch])
        let first = try #require(fast.warnings.first { $0.rule == .fadeRate })
        #expect(first.time >= 90 * 86_400)
        #expect(abs(first.value - 0.01) < 0.002)
        let faster = Self.history(days: 150) { 1 - 0.03 * $0 / 30 }
        #expect(Self.levels(faster, .fadeRate) == [.service])
        #expect(Self.levels(faster, .fadeAfterKnee).isEmpty)
    }

    @Test("a capacity that falls ever faster stops the battery")
    func knee() {
        let bent = Self.history(days: 900) { day in
            1 - 0.003 * day / 30 - 0.02 * max(day - 600, 0) / 30
        }
        #expect(Self.levels(bent, .fadeAfterKnee) == [.stop])
        #expect(bent.assessment().decision.blocked == [.knee])
        // It falls by 3 % of itself in ten charges, faster than an interval follows to a hair.
        let health = bent.assessment().health
        #expect(health.map { abs($0.value - 0.712) < 0.03 && $0.lower < 0.72 } == true)
        #expect(health.map { $0.upper < 0.8 } == true)
        let straight = Self.history(days: 900) { 1 - 0.003 * $0 / 30 }
        #expect(Self.levels(straight, .fadeAfterKnee).isEmpty)
        #expect(straight.assessment().decision.blocked.isEmpty)
    }

    @Test("cells read one by one belong to the assessment, with what they prove")
    func cells() throws {
        var pack = SyntheticCells(.low(0.15), seed: 1)
        var history = PackHistory(SyntheticCells.model)
        #expect(history.assessment().consistency == nil)
        for reading in pack.days(4) { history.add(reading) }
        let assessment = history.assessment(findings: [.impact])
        #expect(assessment.consistency?.rest?.outliers == [SyntheticCells.faulty])
        #expect(assessment.warnings.contains { $0.rule == .cellOutlier })
        #expect(assessment.decision.reasons == [.safety(.impact)])
        #expect(assessment.decision.blocked == [.spread])
    }
}
