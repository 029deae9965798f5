import FoundationEssentials
public import Vocabulary

public import enum Crypto.Curve25519

/// A member that keys can be wrapped to.
public struct Grantee: Sendable {
    /// Who.
    public let member: MemberID
    /// The X25519 key that the member has published.
    public let encryptionKey: Curve25519.KeyAgreement.PublicKey

    /// The number of bytes of an encryption key.
    public static let encryptionKeyByteCount = 32

    /// Names a member and the 32 bytes of its encryption key, as the ledger's record has them.
    ///
    /// - Throws: ``VaultError/form(_:_:)`` when these are not the bytes of such a key, or of one with
    ///   which everyone would share every secret.
    public init(_ member: MemberID, encryptionKey bytes: [UInt8]) throws(VaultError) {
        guard bytes.count == Self.encryptionKeyByteCount,
            let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
            !key.hasLowOrder
        else {
            throw .form(
                .encryptionKey,
                .field(
                    "encryption_key",
                    expected: "\(Self.encryptionKeyByteCount) bytes, not of low order"
                )
            )
        }
        self.member = member
        encryptionKey = key
    }
}

extension Curve25519.KeyAgreement.PublicKey {
    /// Whether every secret shared with this key is zero.
    ///
    /// RFC 9180, section 7.1.4, has such keys refused; swift-crypto leaves that to its caller.
    var hasLowOrder: Bool {
        let secret = try? Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(
            with: self
        )
        return unsafe secret?.withUnsafeBytes { unsafe $0.allSatisfy { $0 == 0 } } ?? true
    }
}
