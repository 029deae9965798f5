import CycladeSchema
import Vocabulary

extension GrantQualification {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.regulator)
        _ = try context.require(.member(memberID), "member_id")
        try context.requireKnown(kind, not: .unspecified, "kind")
        try context.requireText(standard, "standard")
        try context.requireText(process, "process")
        try context.requireRange(
            capacityKgPerYear,
            1...1_000_000_000_000,
            "capacity_kg_per_year"
        )
        guard validUntilMs > validFromMs, validUntilMs > context.blockTime else {
            throw Refusal(.outOfRange, "valid_until_ms", "It must end after it begins, and later.")
        }
        var qualification = Qualification()
        qualification.terms = self
        qualification.issuerID = context.signer.memberID
        qualification.grantedMs = context.blockTime
        return [.membership(.qualified(qualification))]
    }
}

extension RevokeQualification {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.regulator)
        try context.requireText(reason, "reason")
        let qualification = try context.require(.qualification(memberID, kind), "member_id")
        guard qualification.revokedMs == 0 else {
            throw Refusal(.alreadyDone, "member_id", "The qualification has been revoked.")
        }
        return [
            .membership(.qualificationRevoked(kind, of: memberID, at: context.blockTime))
        ]
    }
}

extension RuleContext {
    /// Requires the signer to hold one of `kinds`, valid now, where the policy asks for it.
    func requireQualified(_ kinds: QualificationKind...) throws(Refusal) {
        let required = policy.requiredQualifications
        guard kinds.allSatisfy(required.contains) else { return }
        guard kinds.contains(where: { isQualified(signer.memberID, $0) }) else {
            let names = kinds.map { "\($0)" }.joined(separator: " or ")
            throw Refusal(
                .notQualified,
                "member_id",
                "It takes a valid qualification for \(names)."
            )
        }
    }

    /// Requires `memberID` to hold `kind`, valid now, where the policy asks for it.
    func requireQualification(
        _ kind: QualificationKind,
        of memberID: String,
        _ field: String
    ) throws(Refusal) {
        guard policy.requiredQualifications.contains(kind) else { return }
        guard isQualified(memberID, kind) else {
            throw Refusal(.notQualified, field, "\(memberID) is not qualified for \(kind).")
        }
    }

    private func isQualified(_ memberID: String, _ kind: QualificationKind) -> Bool {
        guard let qualification = state[.qualification(memberID, kind)] else { return false }
        let terms = qualification.terms
        return qualification.revokedMs == 0
            && (terms.validFromMs...terms.validUntilMs).contains(blockTime)
    }
}
