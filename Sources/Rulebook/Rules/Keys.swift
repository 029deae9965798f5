import CycladeSchema
import FoundationEssentials
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.P256
import struct Crypto.SHA256

/// What a key signs to show that its holder wants it registered.
public enum KeyProof {
    /// The message for a P-256 transaction key.
    public static func message(
        ledger: String,
        memberID: String,
        keyID: String,
        publicKey: [UInt8]
    ) -> [UInt8] {
        Array("cyclade/key/v1\0\(ledger)\0\(memberID)\0\(keyID)\0".utf8) + publicKey
    }

    /// The message for an Ed25519 key of a node.
    public static func message(
        ledger: String,
        memberID: String,
        nodeKey: [UInt8]
    ) -> [UInt8] {
        Array("cyclade/node-key/v1\0\(ledger)\0\(memberID)\0".utf8) + nodeKey
    }
}

extension RotateKey {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let member = context.signer
        try key.check(for: member.memberID, context)
        try context.requireNew(.key(member.memberID, key.keyID), "key.key_id")
        var events = [
            Event.membership(.keyRegistered(key, of: member.memberID, at: context.blockTime))
        ]
        if !retiredKeyID.isEmpty {
            guard member.validKeyIds.contains(retiredKeyID) else {
                throw Refusal(.notFound, "retired_key_id", "You have no valid key of this id.")
            }
            events.append(
                .membership(.keyRevoked(retiredKeyID, of: member.memberID, at: context.blockTime))
            )
        } else if member.validKeyIds.count >= KeyRegistration.mostPerMember {
            throw Refusal(.tooMany, "key", "Retire a key: you have \(member.validKeyIds.count).")
        }
        return events
    }
}

extension RevokeKey {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let member = context.signer
        try context.requireText(reason, "reason")
        guard member.validKeyIds.contains(keyID) else {
            throw Refusal(.notFound, "key_id", "You have no valid key of this id.")
        }
        guard member.validKeyIds.count > 1 else {
            throw Refusal(.lastKey, "key_id", "Register another key first.")
        }
        return [.membership(.keyRevoked(keyID, of: member.memberID, at: context.blockTime))]
    }
}

extension KeyRegistration {
    /// How many valid keys a member may have at once.
    static let mostPerMember = 16

    /// SHA-256 of the public key, which names its owner.
    var fingerprint: Digest? { Digest(SHA256.hash(data: publicKey)) }

    /// Requires a key that is nobody's and whose holder asks for it.
    func check(for memberID: String, _ context: RuleContext) throws(Refusal) {
        _ = try context.parse(keyID, "key_id") { try KeyID($0) }
        guard publicKey.count == 65,
            let key = try? P256.Signing.PublicKey(x963Representation: publicKey)
        else {
            throw Refusal(.invalidValue, "public_key", "A key is an uncompressed P-256 point.")
        }
        if let fingerprint { try context.requireNew(.keyOwner(fingerprint), "public_key") }
        let message = KeyProof.message(
            ledger: context.ledger,
            memberID: memberID,
            keyID: keyID,
            publicKey: Array(publicKey)
        )
        guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: proof),
            key.isValidSignature(signature, for: message)
        else {
            throw Refusal(.badSignature, "proof", "The key itself must sign its registration.")
        }
    }
}

extension NodeKeys {
    /// SHA-256 of each key, which names its owner.
    var fingerprints: [Digest] {
        [logKey, cosigningKey].compactMap { Digest(SHA256.hash(data: $0)) }
    }

    /// Requires two Ed25519 keys that are nobody's and whose holder asks for them.
    func check(for memberID: String, _ context: RuleContext) throws(Refusal) {
        try check(logKey, logKeyProof, for: memberID, "node_keys.log_key", context)
        try check(
            cosigningKey,
            cosigningKeyProof,
            for: memberID,
            "node_keys.cosigning_key",
            context
        )
        guard logKey != cosigningKey else {
            throw Refusal(.duplicateInList, "node_keys", "The two keys must differ.")
        }
    }

    private func check(
        _ bytes: Data,
        _ proof: Data,
        for memberID: String,
        _ field: String,
        _ context: RuleContext
    ) throws(Refusal) {
        guard bytes.count == 32,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else {
            throw Refusal(.invalidValue, field, "A node key is 32 bytes of Ed25519.")
        }
        if let fingerprint = Digest(SHA256.hash(data: bytes)) {
            try context.requireNew(.keyOwner(fingerprint), field)
        }
        let message = KeyProof.message(
            ledger: context.ledger,
            memberID: memberID,
            nodeKey: Array(bytes)
        )
        guard key.isValidSignature(proof, for: message) else {
            throw Refusal(.badSignature, field, "The key itself must sign its registration.")
        }
    }
}
