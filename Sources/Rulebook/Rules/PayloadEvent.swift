public import CycladeSchema
public import FoundationEssentials
public import Vocabulary

/// What happens to confidential payloads, as far as the ledger knows.
public enum PayloadEvent: Equatable, Sendable {
    case committed(Digest, CommittedPayload)
    case granted(Digest, PayloadGrant)
    /// A member may read it no longer; it is sealed anew.
    case revoked(Digest, from: String, Data, at: UInt64)
    /// A holder declared that it has destroyed its key.
    case keyDestroyed(Digest, by: String, at: UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .committed(let id, let payload):
            state.create(.payload(id), payload)
        case .granted(let id, let grant):
            state.update(.payload(id)) { $0.grants.append(grant) }
        case .revoked(let id, let grantee, let sealed, let time):
            state.update(.payload(id)) { payload in
                payload.terms.sealedDigest = sealed
                for index in payload.grants.indices
                where payload.grants[index].granteeID == grantee
                    && payload.grants[index].revokedMs == 0
                {
                    payload.grants[index].revokedMs = time
                }
            }
        case .keyDestroyed(let id, let holder, let time):
            state.update(.payload(id)) { payload in
                if payload.ownerID == holder { payload.destroyedMs = time }
                for index in payload.grants.indices
                where payload.grants[index].granteeID == holder
                    && payload.grants[index].destroyedMs == 0
                {
                    payload.grants[index].destroyedMs = time
                }
            }
        }
    }
}
