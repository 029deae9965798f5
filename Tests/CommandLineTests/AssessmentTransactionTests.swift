import BatteryHealth
import CycladeSchema
import Testing

@testable import cyclade

@Suite("What the ledger is told of an assessment")
struct AssessmentTransactionTests {
    private static let least = LeastHealth(inVehicles: 8_000, inSecondUse: 2_000)

    /// Of a pack rated 100 Ah with a capacity that twelve charges told.
    private static func assessment(
        capacity: Double?,
        findings: [BatteryHealth.SafetyFinding] = []
    ) -> PackAssessment {
        let model = BatteryModel(
            name: "M",
            chemistry: .nmc,
            ratedCapacity: 100,
            seriesCellCount: 91
        )
        var history = PackHistory(model)
        guard let capacity else { return history.assessment(findings: findings) }
        for day in 0..<12 {
            var (time, charge) = (Double(day) * 86_400, 0.3)
            while charge < 0.9 {
                var reading = PackReading(time: time)
                (reading.current, reading.charging) = (-40, .parked)
                reading.stateOfCharge = (charge * 100).rounded() / 100
                history.add(reading)
                time += 10
                charge += 40 * 10 / 3_600 / capacity
            }
        }
        history.finish()
        return history.assessment(findings: findings)
    }

    @Test(
        "a battery is called home once its whole interval is below what its duty needs",
        arguments: [
            (70.0, LifeRecord.Duty.vehicle, RecallReason.belowStandard),
            // 79.5 % may be 82, which a test would tell.
            (79.5, .vehicle, nil), (90, .vehicle, nil),
            (60, .secondUse(scenario: "storage"), nil),
            (15, .secondUse(scenario: "storage"), .endOfSecondUse), (15, .none, nil),
        ] as [(Double, LifeRecord.Duty, RecallReason?)]
    )
    func recall(capacity: Double, duty: LifeRecord.Duty, reason: RecallReason?) throws {
        let assessment = Self.assessment(capacity: capacity)
        #expect(abs(try #require(assessment.health).value - capacity / 100) < 0.02)
        let body = AssessmentTransaction.recalling(
            assessment,
            "B",
            duty: duty,
            least: Self.least
        )
        #expect(body?.openRecall.reason == reason)
    }

    @Test("an unsafe battery is called home whatever it serves, and recorded whatever is known")
    func unsafe() throws {
        let unknown = Self.assessment(capacity: nil, findings: [.leaking])
        let body = AssessmentTransaction.recalling(
            unknown,
            "B",
            duty: .secondUse(scenario: "storage"),
            least: Self.least
        )
        #expect(body?.openRecall.reason == .safety)
        let record = try #require(
            AssessmentTransaction.recording(unknown, of: "B", evidence: [])
        ).recordAssessment
        #expect(!record.hasSohBp && record.sohLowBp == 0 && record.sohHighBp == 0)
        #expect(record.findings == [.leak])
    }

    @Test(
        "nothing is recorded of which nothing is known, or what cannot be",
        arguments: [nil, 125, 0.9]
    )
    func nothing(capacity: Double?) {
        let assessment = Self.assessment(capacity: capacity)
        #expect(AssessmentTransaction.recording(assessment, of: "B", evidence: []) == nil)
    }
}
