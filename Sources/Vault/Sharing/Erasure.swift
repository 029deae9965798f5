import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Verification
public import Vocabulary

public import enum Crypto.P256
public import struct Crypto.SHA256

/// A member's signed statement that it has destroyed its key to a payload.
///
/// It proves who declared it, not that nobody kept a copy. Each holder makes its own: the owner,
/// and every grantee.
public struct Erasure: Hashable, Sendable {
    /// The ledger on which the commitment stands.
    public let ledger: LedgerOrigin
    /// Who declares.
    public let member: MemberID
    /// Which of the member's transaction keys signs.
    public let keyID: KeyID
    /// The payload.
    public let commitment: Commitment
    /// When the key was destroyed, by the member's clock.
    public let destroyed: UnixMilliseconds
    /// A serialized `ErasureStatement`.
    public let bytes: [UInt8]

    private let declaration: Data
    private let signature: Data

    /// The most bytes of a serialized `ErasureStatement`.
    public static let maximumByteCount = 1_024

    /// Reads a statement from bytes that anyone may have sent.
    ///
    /// The form says nothing of who signed; see ``isSigned(by:)``.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` for the first thing that is wrong.
    public init(_ bytes: [UInt8]) throws(VaultError) {
        let form = VaultMessage.erasureStatement
        let statement = try form.decode(
            ErasureStatement.self,
            from: bytes,
            limit: Self.maximumByteCount
        )
        let message = try form.decode(
            ErasureDeclaration.self,
            from: Array(statement.declaration),
            limit: Self.maximumByteCount
        )
        guard LowS.isLow(statement.signature) else {
            throw .form(form, .field("signature", expected: "64 bytes with a low s"))
        }
        guard let destroyed = try? UnixMilliseconds(message.destroyedMs) else {
            throw .form(form, .field("destroyed_ms", expected: "a time before the year 10000"))
        }
        ledger = try form.identifier(LedgerOrigin.self, message.ledger, "ledger")
        member = try form.identifier(MemberID.self, message.memberID, "member_id")
        keyID = try form.identifier(KeyID.self, message.keyID, "key_id")
        commitment = Commitment(try form.digest(message.commitment, "commitment"))
        self.destroyed = destroyed
        self.bytes = bytes
        declaration = statement.declaration
        signature = statement.signature
    }

    /// Whether `key` signed the statement.
    ///
    /// That the key is the member's own, and was valid then, is for the ledger to say.
    public func isSigned(by key: P256.Signing.PublicKey) -> Bool {
        guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
            return false
        }
        return key.isValidSignature(signature, for: Self.message(of: declaration))
    }
}

extension Erasure {
    /// Signs a statement; the vault gives it out when the key is destroyed.
    static func declaring(
        _ commitment: Commitment,
        for owner: VaultOwner,
        at destroyed: UnixMilliseconds,
        by signer: StatementSigner
    ) throws(VaultError) -> Erasure {
        var message = ErasureDeclaration()
        message.ledger = owner.ledger.text
        message.memberID = owner.member.text
        message.keyID = signer.keyID.text
        message.commitment = Data(commitment.digest.bytes)
        message.destroyedMs = destroyed.rawValue
        var statement = ErasureStatement()
        statement.declaration = (try? message.serializedBytes()) ?? Data()
        let digest = Self.message(of: statement.declaration)
        let signature = try VaultError.catchingCryptography {
            try signer.key.signature(for: digest).rawRepresentation
        }
        // swift-crypto gives either of the two forms of a signature; the ledger takes the lower.
        statement.signature = LowS.lowered(signature) ?? signature
        return try Erasure((try? statement.serializedBytes()) ?? [])
    }

    private static func message(of declaration: Data) -> SHA256.Digest {
        DomainSeparation.sha256("cyclade/erasure/v1", declaration)
    }
}

/// A member's transaction key, for statements.
public struct StatementSigner: Sendable {
    /// The name under which the key is registered on the ledger.
    public let keyID: KeyID
    let key: P256.Signing.PrivateKey

    /// Names a key.
    public init(keyID: KeyID, key: P256.Signing.PrivateKey) {
        self.keyID = keyID
        self.key = key
    }
}

extension StatementSigner: Confidential {
    public var description: String { "signing key \(keyID)" }
}
