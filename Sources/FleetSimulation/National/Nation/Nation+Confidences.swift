import CycladeSchema
import FoundationEssentials

// Who may read what is kept off the ledger, and until when.

extension Nation {
    /// Every member publishes the key under which others send it payloads.
    mutating func publishKeys() {
        for member in roster.all { publishKey(of: member) }
    }

    mutating func publishKey(of member: ScenarioMember) {
        var publication = PublishEncryptionKey()
        publication.encryptionKey = confidences.keeper.encryptionKey(of: member.id)
        write(member.id, .publishEncryptionKey(publication))
    }

    /// Puts a payload that `owner` keeps on the ledger, and lets `grantee` read it.
    mutating func share(
        _ commitment: Data,
        _ kind: PayloadKind,
        of subject: String,
        by owner: String,
        with grantee: String
    ) {
        var payload = CommitPayload()
        payload.commitment = commitment
        payload.kind = kind
        payload.subject = subject
        payload.sealedDigest = confidences.keeper.sealedDigest(of: commitment, by: owner)
        write(owner, .commitPayload(payload))
        var grant = GrantAccess()
        grant.commitment = commitment
        grant.granteeID = grantee
        grant.grantedKeyDigest = confidences.keeper.grant(
            commitment,
            by: owner,
            to: grantee,
            at: clock
        )
        write(owner, .grantAccess(grant))
    }

    /// A payload is for `grantee` no longer.
    mutating func revoke(_ commitment: Data, by owner: String, from grantee: String) {
        var revocation = RevokeAccess()
        revocation.commitment = commitment
        revocation.granteeID = grantee
        revocation.sealedDigest = confidences.keeper.revoke(
            commitment,
            by: owner,
            from: grantee,
            at: clock
        )
        write(owner, .revokeAccess(revocation))
    }

    /// Who holds a payload declares that its key is destroyed.
    mutating func destroy(_ commitment: Data, of holders: [String]) {
        for holder in holders {
            confidences.keeper.destroyKey(to: commitment, of: holder, at: clock)
            var destruction = DestroyPayloadKey()
            destruction.commitment = commitment
            write(holder, .destroyPayloadKey(destruction))
        }
    }
}
