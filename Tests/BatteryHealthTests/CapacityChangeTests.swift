import BatteryHealth
import TestSupport
import Testing

@Suite("A capacity that becomes another")
struct CapacityChangeTests {
    private static let rated = SyntheticPack.model.ratedCapacity

    /// Charges from 30 to 80 %, whose capacities are told; each is measured to 1 %.
    private static func charges(_ capacities: [Double], seed: UInt64 = 1) -> [ChargeSession] {
        var random = SplitMix64(seed: seed)
        return capacities.enumerated().map { day, capacity in
            let time = Double(day) * 86_400
            let noise = 1 + 0.01 * Double.random(in: -1.7...1.7, using: &random)
            return ChargeSession(
                start: .managed(0.3, at: time),
                end: .managed(0.8, at: time + 3_600),
                charge: 0.5 * capacity * noise,
                chargingTime: 3_600,
                temperature: 25,
                gapCount: 0
            )
        }
    }

    private static func assessment(_ capacities: [Double], seed: UInt64 = 1) -> PackAssessment {
        var history = ChargeHistory(SyntheticPack.model)
        let charges = charges(capacities, seed: seed)
        for charge in charges { history.add(charge) }
        return history.assessment(of: PackAssessment.Readings(count: charges.count, seconds: 1))
    }

    private static func usual(_ count: Int, _ capacity: Double = 150) -> [Double] {
        Array(repeating: capacity, count: count)
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
                unsure.remarks.contains { remark in
                    guard case .unsettled(count, let said) = remark else { return false }
                    return abs(said - capacity / 150) < 0.02
                }
            )
        }
        let sure = Self.assessment(before + Self.usual(12, capacity))
        let health = try #require(sure.health)
        #expect(abs(health.value - capacity / 150) < 0.02)
        #expect(health.upper < 0.98)
        #expect(sure.countedCharges == 72)
        #expect(
            sure.remarks.contains { remark in
                guard case .shifted(let from, let to) = remark else { return false }
                return abs(from - 1) < 0.02 && abs(to - capacity / 150) < 0.02
            }
        )
    }

    @Test("a rise at once is named as well")
    func rises() throws {
        let assessment = Self.assessment(Self.usual(60, 125) + Self.usual(12, 150))
        #expect(try abs(#require(assessment.health).value - 1) < 0.02)
        #expect(
            assessment.remarks.contains { remark in
                if case .shifted = remark { true } else { false }
            }
        )
    }

    @Test(
        "wrong charges that pass change nothing",
        arguments: [[120.0], [120, 120, 120, 120], [120, 180, 120, 180, 120, 180, 120]]
    )
    func passing(wrong: [Double]) throws {
        let assessment = Self.assessment(Self.usual(30) + wrong + Self.usual(10))
        #expect(assessment.countedCharges == 40)
        #expect(try abs(#require(assessment.health).value - 1) < 0.01)
        #expect(assessment.decision.verdict == .keep)
        #expect(assessment.remarks.count == 1, "\(assessment.remarks)")
    }

    @Test(
        "a battery that fades by 2 % of its capacity in ten charges is told within its interval",
        arguments: UInt64(1)...8
    )
    func fades(seed: UInt64) throws {
        let capacities = Self.usual(100) + (0..<100).map { 150 * (1 - 0.002 * Double($0)) }
        for count in stride(from: 120, through: 200, by: 10) {
            let told = try #require(
                Self.assessment(Array(capacities.prefix(count)), seed: seed).health
            )
            let truth = capacities[count - 1] / 150
            #expect(told.lower - 0.015 < truth && truth < told.upper + 0.015, "\(count): \(told)")
        }
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
