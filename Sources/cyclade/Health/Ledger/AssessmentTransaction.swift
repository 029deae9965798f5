import BatteryHealth
import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Vault
import Vocabulary

/// The transactions by which the ledger learns what a battery was judged to be.
enum AssessmentTransaction {
    /// How a pack is judged by its readings; a new number whenever results may differ.
    static let method = "field-capacity-awtls-v3"
    /// The most digests that an assessment rests on.
    static let mostEvidence = 256

    /// States an assessment.
    ///
    /// - Parameters:
    ///   - assessment: What was found.
    ///   - batteryID: The battery.
    ///   - evidence: Digests of what it rests on, the newest last; the newest are kept.
    /// - Returns: `nil` where neither a credible state of health nor anything unsafe is known.
    static func recording(
        _ assessment: PackAssessment,
        of batteryID: String,
        evidence: [Digest]
    ) -> TransactionBody? {
        let findings = assessment.decision.findings
        let health = assessment.health.flatMap { $0.isCredible ? $0 : nil }
        guard health != nil || !findings.isEmpty else { return nil }
        var command = RecordAssessment()
        command.batteryID = batteryID
        command.kind = .estimate
        command.method = method
        if let health {
            command.sohBp = basisPoints(health.value)
            command.sohLowBp = min(basisPoints(health.lower), command.sohBp)
            command.sohHighBp = max(basisPoints(health.upper), command.sohBp)
        }
        if let ohms = assessment.resistance, ohms > 0 {
            command.resistanceUohm = UInt64(min((ohms * 1e6).rounded(), 1e9))
        }
        command.findings = findings
        if let spread = assessment.consistency?.rest?.spread {
            command.cellSpreadMv = UInt32(min((spread * 1_000).rounded(), 10_000))
        }
        command.evidence = evidence.suffix(mostEvidence).map { Data($0.bytes) }
        var body = TransactionBody()
        body.recordAssessment = command
        return body
    }

    /// Calls a battery home, once the assessment is on the ledger.
    ///
    /// - Parameters:
    ///   - assessment: What was found.
    ///   - batteryID: The battery.
    ///   - duty: What the battery serves.
    ///   - least: What the policy asks for in vehicles and in second uses, in basis points.
    /// - Returns: `nil` for a battery that stays: one stays until its whole interval is below.
    static func recalling(
        _ assessment: PackAssessment,
        _ batteryID: String,
        duty: LifeRecord.Duty,
        least: LeastHealth
    ) -> TransactionBody? {
        guard let reason = reason(assessment, duty, least) else { return nil }
        var command = OpenRecall()
        command.batteryID = batteryID
        command.reason = reason
        var body = TransactionBody()
        body.openRecall = command
        return body
    }

    private static func reason(
        _ assessment: PackAssessment,
        _ duty: LifeRecord.Duty,
        _ least: LeastHealth
    ) -> RecallReason? {
        guard assessment.decision.findings.isEmpty else { return .safety }
        guard let upper = assessment.health.map({ basisPoints($0.upper) }) else { return nil }
        switch duty {
        case .vehicle: return upper < least.inVehicles ? .belowStandard : nil
        case .secondUse: return upper < least.inSecondUse ? .endOfSecondUse : nil
        case .none: return nil
        }
    }

    /// The most that the ledger takes for a state of health, in basis points.
    private static let mostHealth: UInt32 = 15_000

    /// A part of 1 as the ledger has it, from 0 to 150 %.
    private static func basisPoints(_ part: Double) -> UInt32 {
        UInt32(min(max(part * 10_000, 0), Double(mostHealth)) + 0.5)
    }
}

extension TransactionBody {
    /// Lets an assessment commit to what the battery is worth.
    mutating func setValue(_ commitment: Commitment) {
        recordAssessment.valueCommitment = commitment.data
    }

    /// Writes it as proto3 JSON, for 'cyclade tx submit'.
    func write(to file: String) throws {
        try jsonString().write(toFile: file, atomically: true, encoding: .utf8)
    }
}

extension Decision {
    /// What the ledger calls the findings that forbid any further use.
    fileprivate var findings: [CycladeSchema.SafetyFinding] {
        var findings: [CycladeSchema.SafetyFinding] = []
        for case .safety(let finding) in reasons {
            guard let named = CycladeSchema.SafetyFinding(finding), !findings.contains(named)
            else { continue }
            findings.append(named)
        }
        return findings
    }
}
