import BatteryHealth
import TestSupport
import Testing

@Suite("A capacity that becomes another")
struct CapacityChangeTests {
    private static let rated = SyntheticPack.model.ratedCapacity

    /// A charge between two states of charge that says a capacity alone, at 25 °C.
    private static func charge(
        _ capacity: Double,
        by change: Double,
        on day: Int
    ) -> ChargeSession {
        let time = Double(day) * 86_400
        return ChargeSession(
            start: .managed(0.85 - change, at: time),
            end: .managed(0.85, at: time + 3_600),
            charge: change * capacity,
            chargingTime: 3_600,
            temperature: 25,
            gapCount: 0
        )
    }

    /// Charges of 50 %, each measured to 1 %.
    private static func charges(_ capacities: [Double], seed: UInt64 = 1) -> [ChargeSession] {
        var random = SplitMix64(seed: seed)
        return capacities.enumerated().map { day, capacity in
            charge(capacity * (1 + 0.01 * random.normal()), by: 0.5, on: day)
        }
    }

    private static func assessment(of charges: [ChargeSession]) -> PackAssessment {
        var history = ChargeHistory(SyntheticPack.model)
        for charge in charges { history.add(charge) }
        return history.assessment(of: PackAssessment.Readings(count: charges.count, seconds: 1))
    }

    private static func assessment(_ capacities: [Double], seed: UInt64 = 1) -> PackAssessment {
        assessment(of: charges(capacities, seed: seed))
    }

    private static func usual(_ count: Int, _ capacity: Double = 150) -> [Double] {
        Array(repeating: capacity, count: count)
    }

    private static func isShifted(_ assessment: PackAssessment) -> Bool {
        assessment.remarks.contains { if case .shifted = $0 { true } else { false } }
    }

    @Test("at once is followed after five charges, and named", arguments: [125.0, 110, 75])
    func falls(to capacity: Double) throws {
        let before = Self.usual(60)
        for count in 2...4 {
            let unsure = Self.assessment(before + Self.usual(count, capacity))
            let health = try #require(unsure.health)
            #expect(health.lower < capacity / 150 && health.upper > 0.98)
            #expect(unsure.decision.verdict == (capacity < 125 ? .testNeeded : .keep))
            #expect(
                unsure.remarks.contains { if case .unsettled = $0 { true } else { false } }
            )
        }
        let followed = Self.assessment(before + Self.usual(12, capacity))
        let health = try #require(followed.health)
        #expect(abs(health.value - capacity / 150) < 0.03)
        #expect(health.upper > 0.98)
        #expect(followed.countedCharges == 72)
        #expect(
            followed.remarks.contains { remark in
                guard case .shifted(let from, let to) = remark else { return false }
                return abs(from - 1) < 0.02 && abs(to - capacity / 150) < 0.03
            }
        )
        // What was before is doubted for thirty charges, and then over.
        let sure = Self.assessment(before + Self.usual(40, capacity))
        #expect(try #require(sure.health).upper < 0.98 && !Self.isShifted(sure))
    }

    @Test("is followed with charges from before it in doubt", arguments: [147.0, 110])
    func doubtedBefore(charge: Double) throws {
        for count in 6...12 {
            let charges = Self.usual(60) + [charge, 147] + Self.usual(count, 110)
            let assessment = Self.assessment(charges)
            #expect(Self.isShifted(assessment))
            #expect(try abs(#require(assessment.health).value - 110 / 150) < 0.03)
        }
    }

    @Test("a rise at once is named as well")
    func rises() throws {
        let assessment = Self.assessment(Self.usual(60, 125) + Self.usual(12, 150))
        #expect(try abs(#require(assessment.health).value - 1) < 0.03)
        #expect(Self.isShifted(assessment))
    }

    @Test(
        "wrong charges that pass change nothing",
        arguments: [[120.0], [120, 120, 120, 120], [120, 180, 120, 180, 120, 180, 120]]
    )
    func passing(wrong: [Double]) throws {
        let assessment = Self.assessment(Self.usual(30) + wrong + Self.usual(20))
        #expect(assessment.countedCharges == 50)
        #expect(try abs(#require(assessment.health).value - 1) < 0.01)
        #expect(assessment.decision.verdict == .keep)
        #expect(assessment.remarks.count == 1, "\(assessment.remarks)")
    }

    @Test("is told within its interval while charges tell it ill", arguments: Trouble.allCases)
    fileprivate func troubled(by trouble: Trouble) throws {
        var (held, all) = (0, 0)
        for seed in UInt64(1)...6 {
            var random = SplitMix64(seed: seed)
            var history = ChargeHistory(SyntheticPack.model)
            for day in 0..<260 {
                let (capacity, said, change) = trouble.day(day, &random)
                history.add(Self.charge(said, by: change, on: day))
                guard day >= 60 else { continue }
                let readings = PackAssessment.Readings(count: 1, seconds: 1)
                let health = try #require(history.assessment(of: readings).health)
                all += 1
                if (health.lower...health.upper).contains(capacity / 150) { held += 1 }
            }
        }
        #expect(Double(held) >= trouble.least * Double(all), "\(held) of \(all)")
    }

    @Test("charges without a temperature are named")
    func withoutTemperature() {
        var history = ChargeHistory(SyntheticPack.model)
        for var charge in Self.charges(Self.usual(10)) {
            charge.temperature = nil
            history.add(charge)
        }
        let assessment = history.assessment(of: PackAssessment.Readings(count: 10, seconds: 1))
        #expect(assessment.remarks.contains(.noTemperature(charges: 10)))
    }
}

/// What makes the charges of daily life say something else than the capacity.
private enum Trouble: CaseIterable {
    /// It loses a sixth at once, or a tenth, seen by shallow charges.
    case lossDeep, lossShallow
    /// It fades by 1 % of itself in ten charges, or by 2 %.
    case fade, steepFade
    /// Errors of 2.8 % that last for twenty charges.
    case slowErrors
    /// From some day on every fifth charge is a fast one that says 8 % too little.
    case twoHabits
    /// Each fourth is wrong by a fifth or more.
    case gross
    /// A state of charge that sticks for ten days, so that charges say three times the capacity.
    case stuck

    private static let error = 0.01

    /// How often the interval must hold the capacity.
    var least: Double { self == .steepFade ? 0.8 : 0.9 }

    /// The capacity, what a charge says of it, and how deep that is.
    func day(
        _ day: Int,
        _ random: inout SplitMix64
    ) -> (capacity: Double, said: Double, change: Double) {
        let noise = 1 + Self.error * random.normal()
        switch self {
        case .lossDeep:
            let capacity = day < 120 ? 150.0 : 125
            return (capacity, capacity * noise, 0.5)
        case .lossShallow:
            let capacity = day < 120 ? 150.0 : 135
            return (capacity, capacity * (1 + 2 * (noise - 1)), 0.15)
        case .fade, .steepFade:
            let part = self == .fade ? 0.001 : 0.002
            let capacity = 150 * (1 - part * Double(max(day - 100, 0)))
            return (capacity, capacity * noise, 0.5)
        case .slowErrors:
            let phase = Double((day / 10) % 4) * 90
            return (150, 150 * noise * (1 + 0.028 * (phase < 180 ? 1 : -1)), 0.5)
        case .twoHabits:
            return day > 60 && day.isMultiple(of: 5)
                ? (150, 150 * 0.92 * noise, 0.8) : (150, 150 * noise, 0.3)
        case .gross:
            let wrong = [0.6, 0.8, 1.2, 1.4][day / 4 % 4]
            return (150, day.isMultiple(of: 4) ? 150 * wrong : 150 * noise, 0.5)
        case .stuck:
            return (100..<110).contains(day) ? (150, 450, 0.12) : (150, 150 * noise, 0.5)
        }
    }
}
