import CycladeSchema

// What changes by decision: who takes part, the policy and a member's standing by votes,
// qualifications and agreements when they are renewed.

/// What a voter of the nation proposes.
enum NationProposal {
    /// Someone may take part from now on; by its index in the cast.
    case admission(Int)
    /// An asset manager may report prices too.
    case reporter
    /// A workshop may do nothing for a while, and may again.
    case suspension
    case reinstatement
}

extension Nation {
    mutating func planDecisions() {
        agenda.enter(.propose(.reporter), on: 400)
        agenda.enter(.propose(.suspension), on: 700)
        agenda.enter(.propose(.reinstatement), on: 760)
        agenda.enter(.renewAgreement, on: 820)
        agenda.enter(.renewQualifications, on: 1_461)
    }

    /// A voter proposes; the others approve on the next day.
    mutating func propose(_ proposal: NationProposal) {
        guard let proposer = scenario.voters.first, let command = command(of: proposal) else {
            return
        }
        write(proposer, command)
        agenda.enter(.approve(proposal: proposals), on: today + 1)
        proposals += 1
    }

    private mutating func command(
        of proposal: NationProposal
    ) -> TransactionBody.OneOf_Command? {
        switch proposal {
        case .admission(let index):
            return .admitMember(admission(of: scenario.cast[index]))
        case .reporter:
            var change = SetPolicy()
            change.policy = policy
            change.policy.priceReporters.append(roster.assetManagers[0])
            return .setPolicy(change)
        case .suspension:
            // Somebody else has to be left who does the wrong that workshops are there for, and
            // the voters stay as they are.
            guard roster.workshops.count > 1, let member = roster.workshops.last,
                !scenario.voters.contains(member)
            else { return nil }
            suspended = member
            var suspension = SuspendMember()
            suspension.memberID = member
            suspension.reason = "It took in batteries that were called home."
            return .suspendMember(suspension)
        case .reinstatement:
            guard !suspended.isEmpty else { return nil }
            var reinstatement = ReinstateMember()
            reinstatement.memberID = suspended
            reinstatement.reason = "It has put its yard in order."
            suspended = ""
            return .reinstateMember(reinstatement)
        }
    }

    /// As many voters approve as are needed besides the proposer: more than two thirds of all.
    mutating func approve(_ proposal: Int) {
        let needed = scenario.voters.count * 2 / 3
        for voter in scenario.voters.dropFirst().prefix(needed) {
            write(voter, .approve(Approve()), reference: .proposal(proposal))
        }
    }

    /// The workshops that are not suspended.
    var workshops: [String] { roster.workshops.filter { $0 != suspended } }

    /// An asset manager ends an agreement with a collector, and makes another.
    mutating func renewAgreement() {
        guard let former = agreements.first else { return }
        var ending = EndNetworkAgreement()
        ending.agreementID = former
        write(roster.assetManagers[0], .endNetworkAgreement(ending))
        openAgreement(of: roster.assetManagers[0], with: roster.collectors[0])
    }

    /// Those of the dismantlers are granted again under the standard's newer part.
    mutating func renewQualifications() {
        for member in roster.all where member.role == .dismantler {
            var revocation = RevokeQualification()
            revocation.memberID = member.id
            revocation.kind = .dismantling
            revocation.reason = "Granted again under the standard's newer part."
            write(roster.regulator, .revokeQualification(revocation))
            qualify(member, under: "GB/T 33598.3")
        }
    }
}
