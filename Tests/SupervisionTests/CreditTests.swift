import CycladeSchema
import Rulebook
import Testing
import Vocabulary

@testable import Supervision

@Suite("Credit")
struct CreditTests {
    @Test("half of a count is forgotten in a half-life, and all of it in time")
    func decay() {
        #expect(DecayedCount.decay(1 << 20, days: 0, halfLife: 365) == 1 << 20)
        #expect(DecayedCount.decay(1 << 20, days: 365, halfLife: 365) == 1 << 19)
        #expect(DecayedCount.decay(1 << 20, days: 3_650, halfLife: 365) == 1 << 10)
        #expect(DecayedCount.decay(1 << 20, days: 365 * 64, halfLife: 365) == 0)
        #expect(DecayedCount.decay(.max, days: 100, halfLife: 365) < .max)
    }

    @Test("a count decays as 2^(-t) does, to 1 part in 300", arguments: [1, 30, 100, 364, 500])
    func exponential(_ days: Int) {
        // 2^(-1/365) to the power of the days, in steps of a day.
        var exact = 1e9
        for _ in 0..<days { exact *= 0.998_102_785_617 }
        let counted = Double(DecayedCount.decay(1_000_000_000, days: days, halfLife: 365))
        #expect(abs(counted / exact - 1) < 1.0 / 300)
    }

    @Test("a member of whom nothing bad is known has all of its credit")
    func spotless() {
        let credit = Watch().supervisor.credit(of: "lab")
        #expect(credit.score == 1_000)
        #expect(credit.parts.map(\.factor).count == 5)
    }

    @Test("one slip costs what the published formula says")
    func formula() throws {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        let assessed = watch.assess("b-1", 9_500, on: 0)
        watch.measure("b-1", 8_000, on: 0)
        let credit = watch.supervisor.credit(of: "lab")
        let part = try #require(credit.parts.first { $0.factor == .consistency })
        // 1000 × 20 / (20 + 10 × 1), of weight 25 in 100; the others are whole.
        #expect(part.score == 666)
        #expect(credit.score == (75 * 1_000 + 25 * 666) / 100)
        #expect(part.entries.map(\.leaf) == [assessed])
        #expect(part.entries.map(\.rule) == [.measurementContradicts])
    }

    @Test("good work keeps its newest entries, and counts them all")
    func goodEntries() throws {
        var watch = Watch { $0.supervision.limits.darkDays = 0 }
        watch.fit("b-1", on: 0)
        let swaps = (1...40).map { watch.measure("b-1", 9_000, on: $0) }
        let credit = watch.supervisor.credit(of: "swapper")
        let part = try #require(credit.parts.first { $0.factor == .conduct })
        #expect(part.goodCount == 40)
        #expect(part.newestGoodLeaves == Array(swaps.suffix(16)))
        #expect(part.entries.isEmpty && part.score == 1_000)
    }

    @Test("credit comes back by half-lives, and by good work")
    func recovery() {
        var watch = Watch { $0.supervision.limits.darkDays = 0 }
        watch.fit("b-1", on: 0)
        watch.assess("b-1", 9_500, on: 0)
        watch.measure("b-1", 8_000, on: 0)
        let fallen = watch.supervisor.credit(of: "lab").score
        watch.wait(until: 730)
        let forgotten = watch.supervisor.credit(of: "lab").score
        #expect(forgotten > fallen)
        for number in 2...60 {
            watch.fit("b-\(number)", on: 730)
            watch.assess("b-\(number)", 9_000, on: 731)
            watch.measure("b-\(number)", 9_000, on: 732)
        }
        #expect(watch.supervisor.credit(of: "lab").score > forgotten)
    }

    @Test("an entry that a regulator has corrected no longer counts")
    func appeal() {
        var watch = Watch()
        watch.fit("b-1", on: 0)
        let assessed = watch.assess("b-1", 9_500, on: 0)
        watch.measure("b-1", 8_000, on: 0)
        var correction = Correction()
        correction.correction.leaf = assessed
        correction.memberID = "lab"
        watch.add([.evidence(.corrected(.zero, correction))], by: "lab", on: 1)
        #expect(watch.supervisor.credit(of: "lab").score < 1_000)
        correction.memberID = "regulator"
        watch.add([.evidence(.corrected(.zero, correction))], by: "regulator", on: 200)
        let credit = watch.supervisor.credit(of: "lab")
        #expect(credit.score >= 999)
        #expect(credit.parts.flatMap { $0.entries.map(\.isAnnulled) } == [true])
    }
}
