import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Verification
public import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.HPKE
import struct Crypto.SymmetricKey

/// The record key of a sealed payload, wrapped to one member.
///
/// It travels from member to member. On the ledger, which is permanent, stands only its ``digest``: a
/// wrapped key that stayed there would open the payload for whoever gets hold of the grantee's key
/// years later.
///
/// HPKE's base mode says nothing of who wrapped the key. That the grantor meant it follows from the
/// ledger, where it signed the digest; compare before accepting.
public struct KeyGrant: Hashable, Sendable {
    /// What the key is for.
    public let scope: GrantScope
    /// A serialized `GrantedKey`.
    public let bytes: [UInt8]
    /// SHA-256 of `"cyclade/granted-key/v1\0"` and ``bytes``: what the ledger calls it by.
    public let digest: Digest

    private let encapsulatedKey: Data
    private let wrappedKey: Data

    /// The most bytes of a serialized `GrantedKey`.
    public static let maximumByteCount = 1_024

    private static let recordKeyByteCount = 32
    private static let tagByteCount = 16

    /// RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
    static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

    /// Reads a grant from bytes that anyone may have sent; nothing is unwrapped.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` for the first thing that is wrong.
    public init(_ bytes: [UInt8]) throws(VaultError) {
        let form = VaultMessage.grantedKey
        let message = try form.decode(
            GrantedKey.self,
            from: bytes,
            limit: Self.maximumByteCount
        )
        try form.require(
            message.encapsulatedKey,
            count: Grantee.encryptionKeyByteCount,
            "encapsulated_key"
        )
        try form.require(
            message.wrappedKey,
            count: Self.recordKeyByteCount + Self.tagByteCount,
            "wrapped_key"
        )
        scope = GrantScope(
            ledger: try form.identifier(LedgerOrigin.self, message.ledger, "ledger"),
            grantor: try form.identifier(MemberID.self, message.grantorID, "grantor_id"),
            grantee: try form.identifier(MemberID.self, message.granteeID, "grantee_id"),
            commitment: Commitment(try form.digest(message.commitment, "commitment")),
            sealedDigest: try form.digest(message.sealedDigest, "sealed_digest")
        )
        encapsulatedKey = message.encapsulatedKey
        wrappedKey = message.wrappedKey
        self.bytes = bytes
        digest = DomainSeparation.digest("cyclade/granted-key/v1", bytes)
    }
}

extension KeyGrant {
    /// Wraps a record key to a key that ``Grantee`` has checked.
    static func wrapping(
        _ key: SymmetricKey,
        for scope: GrantScope,
        to encryptionKey: Curve25519.KeyAgreement.PublicKey
    ) throws(VaultError) -> KeyGrant {
        let (encapsulated, wrapped) = try VaultError.catchingCryptography {
            var sender = try HPKE.Sender(
                recipientKey: encryptionKey,
                ciphersuite: suite,
                info: scope.info
            )
            // HPKE takes data: this copy is wiped, those that the library makes are its own.
            var clear = unsafe key.withUnsafeBytes { unsafe Array($0) }
            defer { wipe(&clear) }
            return (sender.encapsulatedKey, try sender.seal(clear))
        }
        var message = GrantedKey()
        message.ledger = scope.ledger.text
        message.grantorID = scope.grantor.text
        message.granteeID = scope.grantee.text
        message.commitment = Data(scope.commitment.digest.bytes)
        message.sealedDigest = Data(scope.sealedDigest.bytes)
        message.encapsulatedKey = encapsulated
        message.wrappedKey = wrapped
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            throw .form(.grantedKey, .encoding(.undecodable))
        }
        return try KeyGrant(bytes)
    }

    /// Unwraps the record key.
    ///
    /// - Throws: ``VaultError/grant(_:_:)`` unless it was wrapped for this scope to this key.
    func unwrap(
        with privateKey: Curve25519.KeyAgreement.PrivateKey
    ) throws(VaultError) -> SymmetricKey {
        let ephemeral = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: encapsulatedKey)
        guard let ephemeral, !ephemeral.hasLowOrder else {
            throw .grant(scope.commitment, .notUnwrapped)
        }
        let clear = try? {
            var recipient = try HPKE.Recipient(
                privateKey: privateKey,
                ciphersuite: Self.suite,
                info: scope.info,
                encapsulatedKey: encapsulatedKey
            )
            return try recipient.open(wrappedKey)
        }()
        guard let clear, clear.count == Self.recordKeyByteCount else {
            throw .grant(scope.commitment, .notUnwrapped)
        }
        return SymmetricKey(data: clear)
    }
}

extension KeyGrant: CustomStringConvertible {
    public var description: String {
        "key to payload \(scope.commitment) for \(scope.grantee) from \(scope.grantor)"
    }
}
