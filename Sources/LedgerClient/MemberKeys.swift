public import CycladeSchema
import FoundationEssentials
public import MerkleLog
import Rulebook
import Vocabulary

public import enum Crypto.Curve25519
public import enum Crypto.P256

/// The private keys of a member.
public struct MemberKeys: Sendable {
    /// The member's id.
    public let memberID: String
    /// The id under which ``signing`` is registered.
    public let keyID: String
    /// Signs transactions.
    public let signing: P256.Signing.PrivateKey
    /// The keys of the member's node; `nil` for a member that runs none.
    public let node: NodePrivateKeys?

    /// Ed25519 keys for checkpoints.
    public struct NodePrivateKeys: Sendable {
        /// Signs under the ledger's origin.
        public let log: Curve25519.Signing.PrivateKey
        /// Cosigns under `<origin>/<member>`.
        public let cosigning: Curve25519.Signing.PrivateKey
    }

    /// Makes new keys for a member.
    public init(generatingFor memberID: String, keyID: String = "key-1", runsNode: Bool) {
        self.memberID = memberID
        self.keyID = keyID
        signing = P256.Signing.PrivateKey()
        node =
            runsNode
            ? NodePrivateKeys(
                log: Curve25519.Signing.PrivateKey(),
                cosigning: Curve25519.Signing.PrivateKey()
            ) : nil
    }

    /// The same member with a new signing key, for `RotateKey` to register; its node's keys stay.
    ///
    /// - Returns: Keys whose id counts on: `key-2` after `key-1`, and `laptop-2` after `laptop`.
    public func renewed() -> MemberKeys {
        let parts = keyID.split(separator: "-", omittingEmptySubsequences: false)
        let number = parts.count > 1 ? parts.last.flatMap { UInt32($0) } : nil
        let stem = number == nil ? keyID : parts.dropLast().joined(separator: "-")
        return MemberKeys(
            memberID: memberID,
            keyID: "\(stem)-\(UInt64(number ?? 1) + 1)",
            signing: P256.Signing.PrivateKey(),
            node: node
        )
    }

    init(
        memberID: String,
        keyID: String,
        signing: P256.Signing.PrivateKey,
        node: NodePrivateKeys?
    ) {
        self.memberID = memberID
        self.keyID = keyID
        self.signing = signing
        self.node = node
    }
}

// MARK: - Public halves

extension MemberKeys {
    /// What the member asks the consortium to admit, with each key's proof.
    public func admission(
        name: String,
        roles: [Role],
        ledger: String
    ) throws -> AdmitMember {
        var admission = AdmitMember()
        admission.memberID = memberID
        admission.name = name
        admission.roles = roles
        admission.keys = [try registration(ledger: ledger)]
        if let node { admission.nodeKeys = try node.registration(of: memberID, ledger: ledger) }
        return admission
    }

    /// The registration of the signing key, signed by itself.
    public func registration(ledger: String) throws -> KeyRegistration {
        let publicKey = signing.publicKey.x963Representation
        let message = KeyProof.message(
            ledger: ledger,
            memberID: memberID,
            keyID: keyID,
            publicKey: Array(publicKey)
        )
        var registration = KeyRegistration()
        registration.keyID = keyID
        registration.publicKey = publicKey
        registration.proof = try signing.signature(for: message).rawRepresentation
        return registration
    }
}

extension MemberKeys.NodePrivateKeys {
    fileprivate func registration(of memberID: String, ledger: String) throws -> NodeKeys {
        func proof(_ key: Curve25519.Signing.PrivateKey) throws -> Data {
            let publicKey = Array(key.publicKey.rawRepresentation)
            return try key.signature(
                for: KeyProof.message(ledger: ledger, memberID: memberID, nodeKey: publicKey)
            )
        }
        var keys = NodeKeys()
        keys.logKey = log.publicKey.rawRepresentation
        keys.cosigningKey = cosigning.publicKey.rawRepresentation
        keys.logKeyProof = try proof(log)
        keys.cosigningKeyProof = try proof(cosigning)
        return keys
    }

    /// The signer of checkpoints under the ledger's origin.
    public func logSigner(ledger: String) throws -> NoteSigner {
        try NoteSigner(name: ledger, privateKey: log)
    }

    /// The cosigner of checkpoints under the member's name.
    public func cosigner(ledger: String, memberID: String) throws -> NoteSigner {
        try NoteSigner(
            name: "\(ledger)/\(memberID)",
            privateKey: cosigning,
            algorithm: .cosignatureV1
        )
    }
}
