import BatteryHealth
import Testing

@Suite("Decisions")
struct DecisionTests {
    static let intervals: [(Double, Double, Verdict)] = [
        (0.80, 0.86, .keep), (0.799, 0.86, .testNeeded), (0.70, 0.80, .testNeeded),
        (0.70, 0.799, .cascade), (0.20, 0.79, .cascade), (0.199, 0.5, .testNeeded),
        (0.1, 0.20, .testNeeded), (0.1, 0.199, .dismantle), (0.1, 0.9, .testNeeded),
    ]

    @Test("follow from the interval, not from its middle", arguments: intervals)
    func interval(lower: Double, upper: Double, verdict: Verdict) {
        let health = Estimate(value: (lower + upper) / 2, lower: lower, upper: upper)
        let decision = Decision(health: health)
        #expect(decision.verdict == verdict)
        #expect(!decision.reasons.isEmpty)
    }

    @Test("name each limit that the interval contains")
    func limits() {
        let wide = Decision(health: Estimate(value: 0.5, lower: 0.1, upper: 0.9))
        #expect(wide.reasons == [.limitInside(0.8), .limitInside(0.2)])
    }

    @Test(
        "ask for the test that would tell: a pulse where the limit is far enough, else all",
        arguments: [
            (0.76, 0.70, 0.82, NeededTest.pulse), (0.79, 0.76, 0.82, .fullCapacity),
            (0.24, 0.19, 0.29, .pulse), (0.21, 0.19, 0.23, .fullCapacity),
        ]
    )
    func test(value: Double, lower: Double, upper: Double, test: NeededTest) {
        let decision = Decision(health: Estimate(value: value, lower: lower, upper: upper))
        #expect(decision.verdict == .testNeeded)
        #expect(decision.test == test)
        let sure = Decision(health: Estimate(value: 0.9, lower: 0.88, upper: 0.92))
        #expect(sure.test == nil)
    }

    @Test("without an estimate ask for a test")
    func noEstimate() {
        let decision = Decision(health: nil)
        #expect(decision.verdict == .testNeeded)
        #expect(decision.reasons == [.noEstimate])
        #expect(decision.test == .fullCapacity)
    }

    @Test(
        "a grave finding means dismantling whatever the health",
        arguments: SafetyFinding.allCases
    )
    func safety(finding: SafetyFinding) {
        let health = Estimate(value: 0.95, lower: 0.93, upper: 0.97)
        let decision = Decision(health: health, findings: [finding])
        if finding.meansDismantling {
            #expect(decision.verdict == .dismantle)
            #expect(decision.reasons == [.safety(finding)])
            #expect(Decision(health: nil, findings: [finding]).verdict == .dismantle)
        } else {
            #expect(decision.verdict == .keep)
            #expect(decision.blocked == [finding])
        }
    }
}
