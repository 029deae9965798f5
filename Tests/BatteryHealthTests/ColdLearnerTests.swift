import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("What cold takes of the capacity, from a fleet")
struct ColdLearnerTests {
    private static let model = SyntheticPack.model

    /// A charge each week, of a pack that loses 3 % of its capacity in a year.
    private static func lesson(
        perDegree: Double,
        seed: UInt64,
        weeks: Int = 52,
        perWeek: Int = 1,
        temperature: (_ week: Int) -> Double
    ) -> PackLesson {
        var random = SplitMix64(seed: seed)
        var lesson = PackLesson(model)
        let new = 140 + 2 * random.normal()
        for number in 0..<weeks * perWeek {
            let (week, day) = number.quotientAndRemainder(dividingBy: perWeek)
            let warmth = temperature(week) + 2 * random.normal()
            let age = 1 - 0.03 * Double(week) / 52
            let capacity = new * age * (1 - perDegree * max(0, 25 - warmth))
            var charge = Double.random(in: 0.2...0.4, using: &random)
            var time = Double(week * 7 + day) * 86_400
            while charge < 0.95 {
                time += 30
                charge += 50 * 30 / 3_600 / capacity
                var reading = PackReading(time: time)
                (reading.current, reading.voltage) = (-50, 340)
                reading.stateOfCharge = (charge * 100).rounded() / 100
                (reading.cellMaximum, reading.cellMinimum) = (3.75, 3.73)
                reading.temperatureMaximum = (warmth + 1).rounded()
                reading.temperatureMinimum = (warmth - 1).rounded()
                lesson.add(reading)
            }
        }
        lesson.finish()
        return lesson
    }

    /// The temperatures of a year that begins in spring.
    private static func season(_ week: Int) -> Double {
        17 + 11 * sin(2 * .pi * Double(week) / 52)
    }

    private static func learner(
        packs: Int,
        perDegree: Double,
        weeks: Int = 52,
        perWeek: Int = 1,
        temperature: (Int) -> Double = season
    ) -> ColdLearner {
        var learner = ColdLearner()
        for seed in 0..<packs {
            learner.add(
                lesson(
                    perDegree: perDegree,
                    seed: UInt64(seed),
                    weeks: weeks,
                    perWeek: perWeek,
                    temperature: temperature
                )
            )
        }
        return learner
    }

    @Test("is told as it is, whatever the packs lose by age", arguments: [0.001, 0.003, 0.006])
    func learnt(truth: Double) throws {
        let found = try #require(Self.learner(packs: 8, perDegree: truth).coefficient)
        #expect(found.packCount == 8)
        #expect(abs(found.perDegree - truth) < 0.000_4, "\(found)")
        #expect(abs(found.perDegree - truth) < 3 * found.deviation + 1e-4, "\(found)")
    }

    @Test("is not told of few packs, of few charges, or of a warm fleet")
    func refused() {
        #expect(Self.learner(packs: 4, perDegree: 0.003).coefficient == nil)
        #expect(Self.learner(packs: 8, perDegree: 0.003, weeks: 12).coefficient == nil)
        #expect(Self.learner(packs: 8, perDegree: 0.003) { _ in 30 }.coefficient == nil)
        #expect(ColdLearner().coefficient == nil)
    }

    @Test("an autumn alone tells cold from age", arguments: [0.001, 0.006])
    func autumn(truth: Double) throws {
        // It grows colder by two degrees each week: as a line of time does.
        let learner = Self.learner(packs: 8, perDegree: truth, weeks: 10, perWeek: 3) {
            26 - 2 * Double($0)
        }
        let found = try #require(learner.coefficient)
        #expect(abs(found.perDegree - truth) < 4 * found.deviation, "\(found)")
    }

    @Test("packs that disagree tell nothing")
    func disagreement() {
        var learner = ColdLearner()
        for seed in 0..<6 {
            learner.add(
                Self.lesson(
                    perDegree: seed % 2 == 0 ? 0 : 0.008,
                    seed: UInt64(seed),
                    temperature: Self.season
                )
            )
        }
        #expect(learner.coefficient == nil)
    }

    @Test("is not told where it cannot be: cold that gives capacity")
    func impossible() {
        #expect(Self.learner(packs: 8, perDegree: -0.003).coefficient == nil)
    }
}
