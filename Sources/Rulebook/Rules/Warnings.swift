public import CycladeSchema
import Vocabulary

extension RaiseWarning {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(warningID, "warning_id") { try RecordName($0) }
        try context.requireNew(.warning(warningID), "warning_id")
        _ = try context.parse(ruleID, "rule_id") { try RecordName($0) }
        try context.requireKnown(severity, not: .unspecified, "severity")
        guard let lastLeaf = context.state.lastLeaf(of: subject) else {
            throw Refusal(.notFound, "subject", "There is no such record.")
        }
        if !dutyHolderID.isEmpty {
            _ = try context.require(.member(dutyHolderID), "duty_holder_id")
        }
        guard !evidence.isEmpty else {
            throw Refusal(.emptyList, "evidence", "Name the entries that it rests on.")
        }
        guard evidence.count <= RuleContext.longestList else {
            throw Refusal(.tooMany, "evidence", "Name at most \(RuleContext.longestList).")
        }
        guard zip(evidence, evidence.dropFirst()).allSatisfy(<) else {
            throw Refusal(.duplicateInList, "evidence", "Name each once, in ascending order.")
        }
        // Entries of other records may be newer than the subject's, but one is the subject's own.
        guard evidence.contains(where: { $0 <= lastLeaf }) else {
            throw Refusal(.groundMissing, "evidence", "None of them can be about the subject.")
        }
        var warning = Warning()
        warning.terms = self
        warning.raisedBy = context.signer.memberID
        warning.raisedMs = context.blockTime
        return [.warning(.raised(warning))]
    }
}

extension AcknowledgeWarning {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let warning = try context.require(.warning(warningID), "warning_id")
        let signer = context.signer
        guard signer.roles.contains(.regulator) || warning.terms.dutyHolderID == signer.memberID
        else {
            throw Refusal(.notParty, "warning_id", "It is for a regulator or the duty holder.")
        }
        guard warning.acknowledgedMs == 0 else {
            throw Refusal(.alreadyDone, "warning_id", "It has been acknowledged.")
        }
        try context.requireText(reason, "reason")
        return [
            .warning(
                .acknowledged(warningID, by: signer.memberID, reason, at: context.blockTime)
            )
        ]
    }
}

/// What happens to warnings.
public enum WarningEvent: Equatable, Sendable {
    case raised(Warning)
    case acknowledged(_ warningID: String, by: String, _ reason: String, at: UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .raised(let warning):
            state.create(.warning(warning.terms.warningID), warning)
        case .acknowledged(let id, let memberID, let reason, let time):
            state.update(.warning(id)) { warning in
                warning.acknowledgedBy = memberID
                warning.reason = reason
                warning.acknowledgedMs = time
            }
        }
    }
}
