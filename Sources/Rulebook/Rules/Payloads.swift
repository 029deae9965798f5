import CycladeSchema
import FoundationEssentials
import Vocabulary

import enum Crypto.Curve25519

// What is confidential is kept in members' vaults; the ledger says who has committed to what, who
// was let to read it, and who says that it has destroyed its key.

extension PublishEncryptionKey {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        guard encryptionKey.count == 32, !hasLowOrder else {
            throw Refusal(
                .invalidValue,
                "encryption_key",
                "A key is 32 bytes of X25519, not of low order."
            )
        }
        guard encryptionKey != context.signer.encryptionKey else {
            throw Refusal(.alreadyDone, "encryption_key", "It is your key already.")
        }
        return [
            .membership(.encryptionKeyPublished(encryptionKey, of: context.signer.memberID))
        ]
    }

    /// Whether every secret shared with the key is zero (RFC 7748, section 6.1); any scalar shows it.
    private var hasLowOrder: Bool {
        let scalar = Data(repeating: 0x55, count: 32)
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: encryptionKey),
            let own = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: scalar),
            let secret = try? own.sharedSecretFromKeyAgreement(with: key)
        else { return true }
        return unsafe secret.withUnsafeBytes { unsafe $0.allSatisfy { $0 == 0 } }
    }
}

extension CommitPayload {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let id = try context.requireDigest(commitment, "commitment")
        try context.requireNew(.payload(id), "commitment")
        try context.requireKnown(kind, not: .unspecified, "kind")
        guard context.state.lastLeaf(of: subject) != nil else {
            throw Refusal(.notFound, "subject", "There is no such record.")
        }
        try context.requireCommitment(sealedDigest, "sealed_digest")
        var payload = CommittedPayload()
        payload.terms = self
        payload.ownerID = context.signer.memberID
        payload.committedMs = context.blockTime
        return [.payload(.committed(id, payload))]
    }
}

extension GrantAccess {
    /// The most members that may be let to read one payload, ever.
    private static let mostGrants = 64

    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let (id, payload) = try context.requireOwnPayload(commitment)
        guard payload.destroyedMs == 0 else {
            throw Refusal(.alreadyDone, "commitment", "Its key has been destroyed.")
        }
        let grantee = try context.requireOther(granteeID, "grantee_id")
        guard !grantee.encryptionKey.isEmpty else {
            throw Refusal(.unknownKey, "grantee_id", "\(granteeID) has published no such key.")
        }
        try context.requireCommitment(grantedKeyDigest, "granted_key_digest")
        guard !payload.grants.contains(where: { $0.granteeID == granteeID && $0.isOpen }) else {
            throw Refusal(.alreadyDone, "grantee_id", "\(granteeID) may read it already.")
        }
        guard payload.grants.count < Self.mostGrants else {
            throw Refusal(.tooMany, "grantee_id", "At most \(Self.mostGrants) members may read it.")
        }
        var grant = PayloadGrant()
        grant.granteeID = granteeID
        grant.grantedKeyDigest = grantedKeyDigest
        grant.sealedDigest = payload.terms.sealedDigest
        grant.grantedMs = context.blockTime
        return [.payload(.granted(id, grant))]
    }
}

extension RevokeAccess {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let (id, payload) = try context.requireOwnPayload(commitment)
        guard payload.grants.contains(where: { $0.granteeID == granteeID && $0.isOpen }) else {
            throw Refusal(.notFound, "grantee_id", "\(granteeID) may not read it.")
        }
        try context.requireCommitment(sealedDigest, "sealed_digest")
        guard sealedDigest != payload.terms.sealedDigest else {
            throw Refusal(.invalidValue, "sealed_digest", "Seal it under another key first.")
        }
        return [
            .payload(.revoked(id, from: granteeID, sealedDigest, at: context.blockTime))
        ]
    }
}

extension DestroyPayloadKey {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let id = try context.requireDigest(commitment, "commitment")
        let payload = try context.require(.payload(id), "commitment")
        let holder = context.signer.memberID
        let held = payload.grants.filter { $0.granteeID == holder }
        guard holder == payload.ownerID || !held.isEmpty else {
            throw Refusal(.notParty, "commitment", "You were never let to read it.")
        }
        let remaining =
            holder == payload.ownerID
            ? payload.destroyedMs == 0 : held.contains { $0.destroyedMs == 0 }
        guard remaining else {
            throw Refusal(.alreadyDone, "commitment", "You have said so.")
        }
        return [.payload(.keyDestroyed(id, by: holder, at: context.blockTime))]
    }
}

extension PayloadGrant {
    /// Whether the grantee may read the payload.
    fileprivate var isOpen: Bool { revokedMs == 0 && destroyedMs == 0 }
}

extension RuleContext {
    /// Requires 32 bytes.
    func requireDigest(_ bytes: Data, _ field: String) throws(Refusal) -> Digest {
        guard let digest = Digest(bytes) else {
            throw Refusal(.invalidValue, field, "It is 32 bytes.")
        }
        return digest
    }

    fileprivate func requireOwnPayload(
        _ commitment: Data
    ) throws(Refusal) -> (id: Digest, payload: CommittedPayload) {
        let id = try requireDigest(commitment, "commitment")
        let payload = try require(.payload(id), "commitment")
        try requireParty(payload.ownerID, "commitment")
        return (id, payload)
    }
}
