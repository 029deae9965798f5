import CycladeSchema
import Foundation
import SwiftProtobuf
import Testing
import Vocabulary

import enum Crypto.Curve25519
import enum Crypto.HPKE
import struct Crypto.SymmetricKey

@testable import Vault

@Suite("Grants")
struct KeyGrantTests {
    private let dealer = Curve25519.KeyAgreement.PrivateKey()

    private func scope(
        ledger: String = "cyclade.example/test",
        grantor: String = "asset",
        grantee: String = "dealer",
        commitment: String = "a payload",
        sealed: String = "its sealed form"
    ) throws -> GrantScope {
        GrantScope(
            ledger: try LedgerOrigin(ledger),
            grantor: try MemberID(grantor),
            grantee: try MemberID(grantee),
            commitment: Commitment(to: Array(commitment.utf8)),
            sealedDigest: Commitment(to: Array(sealed.utf8)).digest
        )
    }

    @Test("the grantee unwraps the key")
    func unwraps() throws {
        let key = SymmetricKey(size: .bits256)
        let grant = try KeyGrant.wrapping(key, for: scope(), to: dealer.publicKey)
        #expect(try grant.unwrap(with: dealer) == key)
        let sent = try KeyGrant(grant.bytes)
        #expect(sent == grant)
        #expect(try sent.unwrap(with: dealer) == key)
    }

    @Test("nobody else does, and no byte of a grant can be changed")
    func tampering() throws {
        let key = SymmetricKey(size: .bits256)
        let grant = try KeyGrant.wrapping(key, for: scope(), to: dealer.publicKey)
        let stranger = Curve25519.KeyAgreement.PrivateKey()
        #expect(throws: VaultError.grant(grant.scope.commitment, .notUnwrapped)) {
            try grant.unwrap(with: stranger)
        }
        func isRefused(_ bytes: [UInt8]) -> Bool {
            refusal { _ = try KeyGrant(bytes).unwrap(with: dealer) } != nil
        }
        #expect(!isRefused(grant.bytes))
        for index in grant.bytes.indices {
            // The highest bit of an X25519 key is ignored (RFC 7748), but HPKE hashes the bytes.
            #expect(isRefused(flipped(grant.bytes, index)), "byte \(index)")
        }
        for count in grant.bytes.indices { #expect(isRefused(Array(grant.bytes.prefix(count)))) }
        #expect(isRefused(grant.bytes + [0]))
        #expect(isRefused([UInt8](repeating: 0, count: KeyGrant.maximumByteCount + 1)))
    }

    @Test("a grant for one thing does not serve for another")
    func scopes() throws {
        let key = SymmetricKey(size: .bits256)
        let grant = try KeyGrant.wrapping(key, for: scope(), to: dealer.publicKey)
        let others = [
            try scope(ledger: "cyclade.example/other"), try scope(grantor: "other"),
            try scope(grantee: "other"), try scope(commitment: "other"), try scope(sealed: "other"),
        ]
        for other in others {
            var message = try GrantedKey(serializedBytes: grant.bytes)
            message.ledger = other.ledger.text
            message.grantorID = other.grantor.text
            message.granteeID = other.grantee.text
            message.commitment = Data(other.commitment.digest.bytes)
            message.sealedDigest = Data(other.sealedDigest.bytes)
            let replayed = try KeyGrant(message.serializedBytes())
            #expect(throws: VaultError.grant(other.commitment, .notUnwrapped)) {
                try replayed.unwrap(with: dealer)
            }
        }
        #expect(Set(([try scope()] + others).map(\.info)).count == 6)
    }

    @Test(
        "a key of low order, with which every secret is known, is refused",
        arguments: [
            String(repeating: "00", count: 32), "01" + String(repeating: "00", count: 31),
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        ]
    )
    func lowOrder(hex: String) throws {
        let bytes = try #require([UInt8](hex: hex))
        let member = try MemberID("dealer")
        #expect(throws: VaultError.self) { try Grantee(member, encryptionKey: bytes) }

        let grant = try KeyGrant.wrapping(
            SymmetricKey(size: .bits256),
            for: scope(),
            to: dealer.publicKey
        )
        var message = try GrantedKey(serializedBytes: grant.bytes)
        message.encapsulatedKey = Data(bytes)
        let sent = try KeyGrant(message.serializedBytes())
        #expect(throws: VaultError.grant(grant.scope.commitment, .notUnwrapped)) {
            try sent.unwrap(with: dealer)
        }
    }

    @Test("an encryption key is 32 bytes", arguments: [0, 31, 33])
    func keyLength(count: Int) throws {
        let member = try MemberID("dealer")
        let key = [UInt8](repeating: 9, count: count)
        #expect(throws: VaultError.self) { try Grantee(member, encryptionKey: key) }
    }

    @Test("the suite is that of RFC 9180, appendix A.2.1")
    func publishedVector() throws {
        func bytes(_ hex: String) throws -> Data { Data(try #require([UInt8](hex: hex))) }
        var recipient = try HPKE.Recipient(
            privateKey: Curve25519.KeyAgreement.PrivateKey(
                rawRepresentation: bytes(
                    "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"
                )
            ),
            ciphersuite: KeyGrant.suite,
            info: bytes("4f6465206f6e2061204772656369616e2055726e"),
            encapsulatedKey: bytes(
                "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
            )
        )
        let texts = [
            (
                "436f756e742d30",
                "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
                    + "21993c62ce81883d2dd1b51a28"
            ),
            (
                "436f756e742d31",
                "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e"
                    + "85285337cc95ba5f59992dc98c"
            ),
        ]
        for (context, sealed) in texts {
            let clear = try recipient.open(bytes(sealed), authenticating: bytes(context))
            #expect(String(decoding: clear, as: UTF8.self) == "Beauty is truth, truth beauty")
        }
    }
}
