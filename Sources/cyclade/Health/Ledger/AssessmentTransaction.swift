import BatteryHealth
import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Vault
import Vocabulary

/// The transactions by which the ledger learns what a battery was judged to be.
enum AssessmentTransaction {
    /// How a pack is judged by its readings; a new number whenever results may differ.
    static let method = "field-capacity-awtls-v1"
    /// The most digests that an assessment rests on.
    static let mostEvidence = 256

    /// States an assessment.
    ///
    /// - Parameters:
    ///   - assessment: What was found.
    ///   - batteryID: The battery.
    ///   - evidence: Digests of what it rests on, the newest last; the newest are kept.
    /// - Returns: `nil` without a state of health: the ledger takes no doubt for a number.
    static func recording(
        _ assessment: PackAssessment,
        of batteryID: String,
        evidence: [Digest]
    ) -> TransactionBody? {
        guard let health = assessment.health else { return nil }
        var command = RecordAssessment()
        command.batteryID = batteryID
        command.kind = .estimate
        command.method = method
        command.sohBp = basisPoints(health.value)
        command.sohLowBp = min(basisPoints(health.lower), command.sohBp)
        command.sohHighBp = max(basisPoints(health.upper), command.sohBp)
        if let ohms = assessment.resistance, ohms > 0 {
            command.resistanceUohm = UInt64(min((ohms * 1e6).rounded(), 1e9))
        }
        command.findings = assessment.decision.findings
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
    ///   - leastForVehicles: What the ledger's policy has as the least health in vehicles, in basis
    ///     points.
    /// - Returns: `nil` for a battery that stays.
    static func recalling(
        _ assessment: PackAssessment,
        _ batteryID: String,
        leastForVehicles: UInt32
    ) -> TransactionBody? {
        var command = OpenRecall()
        command.batteryID = batteryID
        if !assessment.decision.findings.isEmpty {
            command.reason = .safety
        } else if let health = assessment.health, basisPoints(health.value) < leastForVehicles {
            command.reason = .belowStandard
        } else {
            return nil
        }
        var body = TransactionBody()
        body.openRecall = command
        return body
    }

    /// A part of 1 as the ledger has it, from 0 to 150 %.
    private static func basisPoints(_ part: Double) -> UInt32 {
        UInt32(min(max(part, 0), 1.5) * 10_000 + 0.5)
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

extension CycladeSchema.SafetyFinding {
    /// `nil` for what forbids no use, but asks for a test of each cell.
    fileprivate init?(_ finding: BatteryHealth.SafetyFinding) {
        switch finding {
        case .thermalEvent: self = .thermalEvent
        case .deformed: self = .swelling
        case .leaking: self = .leak
        case .impact: self = .crash
        case .waterIngress: self = .waterIngress
        case .insulation: self = .insulationFault
        case .selfDischarge: self = .selfDischarge
        case .overDischarge: self = .overDischarge
        case .resistanceDoubled, .spread, .knee, .recall: return nil
        }
    }
}
