public import CycladeSchema
public import FoundationEssentials
public import Vocabulary

/// What happens to members and their keys.
public enum MembershipEvent: Equatable, Sendable {
    case founded(Policy)
    case proposed(Proposal)
    case approved(_ proposal: Digest, by: String)
    case enacted(_ proposal: Digest, at: UInt64)
    case admitted(AdmitMember, at: UInt64)
    case suspended(_ memberID: String)
    case reinstated(_ memberID: String)
    case policySet(Policy)
    case qualified(Qualification)
    case qualificationRevoked(QualificationKind, of: String, at: UInt64)
    case encryptionKeyPublished(Data, of: String)
    case keyRegistered(KeyRegistration, of: String, at: UInt64)
    case keyRevoked(_ keyID: String, of: String, at: UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .founded(let policy):
            state.create(.policy, policy)
            state.create(.consortium, Consortium())
        case .proposed(let proposal):
            guard let id = Digest(proposal.proposalID) else {
                invariantFailure("a proposal without an id")
            }
            state.create(.proposal(id), proposal)
        case .approved(let id, let memberID):
            state.update(.proposal(id)) { $0.approvals.append(memberID) }
        case .enacted(let id, let time):
            state.update(.proposal(id)) { $0.enactedMs = time }
        case .admitted(let admission, let time):
            admission.apply(to: state, at: time)
        case .suspended(let memberID):
            setStanding(.suspended, of: memberID, in: state)
        case .reinstated(let memberID):
            setStanding(.active, of: memberID, in: state)
        case .policySet(let policy):
            state.update(.policy) { $0 = policy }
        case .qualified(let qualification):
            let terms = qualification.terms
            state.create(.qualification(terms.memberID, terms.kind), qualification)
        case .qualificationRevoked(let kind, let memberID, let time):
            state.update(.qualification(memberID, kind)) { $0.revokedMs = time }
        case .encryptionKeyPublished(let key, let memberID):
            state.update(.member(memberID)) { $0.encryptionKey = key }
        case .keyRegistered(let key, let memberID, let time):
            key.apply(to: state, of: memberID, at: time)
            state.update(.member(memberID)) { $0.validKeyIds.append(key.keyID) }
        case .keyRevoked(let keyID, let memberID, let time):
            state.update(.key(memberID, keyID)) { $0.revokedMs = time }
            state.update(.member(memberID)) { $0.validKeyIds.removeAll { $0 == keyID } }
        }
    }

    private func setStanding(_ standing: Standing, of memberID: String, in state: LedgerState) {
        let runsNode = state[.member(memberID)]?.hasNodeKeys ?? false
        state.update(.member(memberID)) { $0.standing = standing }
        guard runsNode else { return }
        state.update(.consortium) { consortium in
            consortium.voters.removeAll { $0 == memberID }
            if standing == .active { consortium.voters.append(memberID) }
        }
    }
}

extension AdmitMember {
    fileprivate func apply(to state: LedgerState, at time: UInt64) {
        var member = Member()
        member.memberID = memberID
        member.name = name
        member.roles = roles
        member.standing = .active
        member.validKeyIds = keys.map(\.keyID)
        member.admittedMs = time
        if hasNodeKeys {
            member.nodeKeys = nodeKeys
            state.update(.consortium) { $0.voters.append(memberID) }
            for fingerprint in nodeKeys.fingerprints {
                var owner = KeyOwner()
                owner.memberID = memberID
                state.create(.keyOwner(fingerprint), owner)
            }
        }
        state.create(.member(memberID), member)
        for key in keys { key.apply(to: state, of: memberID, at: time) }
    }
}

extension KeyRegistration {
    fileprivate func apply(to state: LedgerState, of memberID: String, at time: UInt64) {
        var key = MemberKey()
        key.memberID = memberID
        key.keyID = keyID
        key.publicKey = publicKey
        key.registeredMs = time
        state.create(.key(memberID, keyID), key)
        guard let fingerprint else { invariantFailure("a key without a fingerprint") }
        var owner = KeyOwner()
        owner.memberID = memberID
        owner.keyID = keyID
        state.create(.keyOwner(fingerprint), owner)
    }
}
