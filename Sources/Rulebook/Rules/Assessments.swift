import CycladeSchema
import Vocabulary

extension RecordAssessment {
    /// The most that a state of health can be: cells can measure above their rating.
    private static let healthBp: ClosedRange<UInt32> = 0...15_000

    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.assessor)
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard !battery.stage.isEnd else {
            throw Refusal(
                .wrongStage,
                "battery_id",
                "\(batteryID) is \(battery.stage): only one whose life goes on is assessed."
            )
        }
        try context.requireKnown(kind, not: .unspecified, "kind")
        _ = try context.parse(method, "method") { try AssessmentMethod($0) }
        try requireHealth(context)
        if hasResistanceUohm {
            try context.requireRange(resistanceUohm, 1...1_000_000_000, "resistance_uohm")
        }
        if hasCellSpreadMv { try context.requireRange(cellSpreadMv, 0...10_000, "cell_spread_mv") }
        if !valueCommitment.isEmpty {
            try context.requireCommitment(valueCommitment, "value_commitment")
        }
        guard Set(findings).count == findings.count else {
            throw Refusal(.duplicateInList, "findings", "Name each only once.")
        }
        for finding in findings {
            try context.requireKnown(finding, not: .unspecified, "findings")
        }
        guard evidence.count <= RuleContext.longestList else {
            throw Refusal(.tooMany, "evidence", "Name at most \(RuleContext.longestList).")
        }
        for digest in evidence { try context.requireCommitment(digest, "evidence") }

        let stage: Stage = battery.stage == .atCentre ? .assessed : battery.stage
        return [.battery(.assessed(batteryID, assessment(context), stage: stage))]
    }

    /// Requires a state of health with its interval around it, or none of what is unsafe.
    private func requireHealth(_ context: RuleContext) throws(Refusal) {
        guard hasSohBp else {
            guard !findings.isEmpty else {
                throw Refusal(.invalidValue, "soh_bp", "Only what has findings may be without.")
            }
            try context.requireRange(sohLowBp, 0...0, "soh_low_bp")
            try context.requireRange(sohHighBp, 0...0, "soh_high_bp")
            return
        }
        try context.requireRange(sohBp, Self.healthBp, "soh_bp")
        try context.requireRange(sohLowBp, 0...sohBp, "soh_low_bp")
        try context.requireRange(sohHighBp, sohBp...15_000, "soh_high_bp")
    }

    private func assessment(_ context: RuleContext) -> Assessment {
        var assessment = Assessment()
        assessment.assessorID = context.signer.memberID
        assessment.kind = kind
        assessment.method = method
        if hasSohBp {
            assessment.sohBp = sohBp
            assessment.sohLowBp = sohLowBp
            assessment.sohHighBp = sohHighBp
        }
        if hasResistanceUohm { assessment.resistanceUohm = resistanceUohm }
        if hasCycleCount { assessment.cycleCount = cycleCount }
        if hasCellSpreadMv { assessment.cellSpreadMv = cellSpreadMv }
        assessment.findings = findings
        assessment.assessedMs = context.blockTime
        return assessment
    }
}
