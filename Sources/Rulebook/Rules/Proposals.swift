import CycladeSchema
import FoundationEssentials
import Vocabulary

// A change of members or of the policy is a proposal that takes effect when more than two thirds of the voters have
// approved it within 30 days. The proposer's own voice counts if it votes.

extension AdmitMember {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try check(context)
        return try context.propose(.admitMember(self))
    }

    /// Requires a well-formed member that does not exist yet, with keys that are nobody's.
    func check(_ context: RuleContext) throws(Refusal) {
        _ = try context.parse(memberID, "member_id") { try MemberID($0) }
        try context.requireNew(.member(memberID), "member_id")
        try context.requireText(name, "name")
        guard !roles.isEmpty else { throw Refusal(.emptyList, "roles", "Name at least one.") }
        guard Set(roles).count == roles.count else {
            throw Refusal(.duplicateInList, "roles", "Name each role only once.")
        }
        for role in roles { try context.requireKnown(role, not: .unspecified, "roles") }
        guard keys.count <= KeyRegistration.mostPerMember else {
            throw Refusal(.tooMany, "keys", "Name at most \(KeyRegistration.mostPerMember).")
        }
        try context.requireList(keys.map(\.keyID), "keys")
        guard Set(keys.map(\.publicKey)).count == keys.count else {
            throw Refusal(.duplicateInList, "keys", "A key is registered once.")
        }
        for key in keys { try key.check(for: memberID, context) }
        if hasNodeKeys { try nodeKeys.check(for: memberID, context) }
    }
}

extension SuspendMember {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireText(reason, "reason")
        try check(context)
        return try context.propose(.suspendMember(self))
    }

    func check(_ context: RuleContext) throws(Refusal) {
        let member = try context.require(.member(memberID), "member_id")
        guard member.standing == .active else {
            throw Refusal(.alreadyDone, "member_id", "\(memberID) is suspended already.")
        }
        let voters = context.state[.consortium]?.voters ?? []
        guard voters != [memberID] else {
            throw Refusal(.notAVoter, "member_id", "The last voter cannot be suspended.")
        }
    }
}

extension ReinstateMember {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireText(reason, "reason")
        try check(context)
        return try context.propose(.reinstateMember(self))
    }

    func check(_ context: RuleContext) throws(Refusal) {
        let member = try context.require(.member(memberID), "member_id")
        guard member.standing == .suspended else {
            throw Refusal(.alreadyDone, "member_id", "\(memberID) is not suspended.")
        }
    }
}

extension SetPolicy {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try policy.check(context)
        return try context.propose(.setPolicy(self))
    }
}

extension Approve {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        guard let id = Digest(proposalID) else {
            throw Refusal(.invalidValue, "proposal_id", "An id is 32 bytes.")
        }
        guard context.signerVotes else {
            throw Refusal(.notAVoter, "member_id", "Only a member that runs a node approves.")
        }
        let proposal = try context.require(.proposal(id), "proposal_id")
        guard proposal.enactedMs == 0 else {
            throw Refusal(.alreadyDone, "proposal_id", "The proposal has taken effect.")
        }
        let age = context.blockTime - min(context.blockTime, proposal.openedMs)
        guard age <= Rulebook.proposalLifetime else {
            throw Refusal(.expired, "proposal_id", "It is older than 30 days: propose it again.")
        }
        guard !proposal.approvals.contains(context.signer.memberID) else {
            throw Refusal(.alreadyDone, "proposal_id", "You have approved it already.")
        }
        let approved = Event.membership(.approved(id, by: context.signer.memberID))
        let approvals = proposal.approvals + [context.signer.memberID]
        guard let subject = proposal.subject, context.isQuorum(approvals) else {
            return [approved]
        }
        return try [approved] + context.enact(subject, proposal: id)
    }
}

extension RuleContext {
    /// Whether the signer runs a node, and so votes.
    fileprivate var signerVotes: Bool {
        state[.consortium]?.voters.contains(signer.memberID) ?? false
    }

    /// Whether `approvals` of members that still vote are more than two thirds of the voters.
    fileprivate func isQuorum(_ approvals: [String]) -> Bool {
        let voters = state[.consortium]?.voters ?? []
        return approvals.count(where: voters.contains) * 3 > voters.count * 2
    }

    fileprivate func propose(
        _ subject: Proposal.OneOf_Subject
    ) throws(Refusal) -> [Event] {
        var proposal = Proposal()
        proposal.proposalID = Data(transactionID.bytes)
        proposal.subject = subject
        proposal.approvals = signerVotes ? [signer.memberID] : []
        proposal.openedMs = blockTime
        let opened = Event.membership(.proposed(proposal))
        guard isQuorum(proposal.approvals) else { return [opened] }
        return try [opened] + enact(subject, proposal: transactionID)
    }

    /// The events of an approved proposal, checked again: much may have happened since it opened.
    fileprivate func enact(
        _ subject: Proposal.OneOf_Subject,
        proposal: Digest
    ) throws(Refusal) -> [Event] {
        let change: MembershipEvent
        switch subject {
        case .admitMember(let admission):
            try admission.check(self)
            change = .admitted(admission, at: blockTime)
        case .suspendMember(let suspension):
            try suspension.check(self)
            change = .suspended(suspension.memberID)
        case .reinstateMember(let reinstatement):
            try reinstatement.check(self)
            change = .reinstated(reinstatement.memberID)
        case .setPolicy(let proposed):
            try proposed.policy.check(self)
            change = .policySet(proposed.policy)
        }
        return [.membership(.enacted(proposal, at: blockTime)), .membership(change)]
    }
}
