import CycladeSchema
import Foundation
import GRDB
import SwiftProtobuf
import Testing
import Verification
import Vocabulary

import enum Crypto.P256

@testable import Vault

@Suite("Erasure")
struct ErasureTests {
    @Test("a statement says who destroyed the key to what, and when, and is signed")
    func statement() throws {
        let asset = try VaultMember("asset")
        let key = P256.Signing.PrivateKey()
        let commitment = try asset.store.put(Sample.rent())
        let erasure = try asset.store.erase(
            commitment,
            at: Sample.time(7),
            by: StatementSigner(keyID: KeyID("key-1"), key: key)
        )
        let sent = try Erasure(erasure.bytes)
        #expect(sent == erasure)
        #expect(sent.isSigned(by: key.publicKey))
        #expect(!sent.isSigned(by: P256.Signing.PrivateKey().publicKey))
        #expect(sent.commitment == commitment)
        #expect(sent.ledger.text == "cyclade.example/test")
        #expect(sent.member.text == "asset")
        #expect(sent.keyID.text == "key-1")
        #expect(try sent.destroyed == Sample.time(7))
    }

    @Test("no byte of a statement can be changed, and its signature has one form")
    func tampering() throws {
        let asset = try VaultMember("asset")
        let key = P256.Signing.PrivateKey()
        let erasure = try asset.store.erase(
            asset.store.put(Sample.rent()),
            at: Sample.time(7),
            by: StatementSigner(keyID: KeyID("key-1"), key: key)
        )
        func isRefused(_ bytes: [UInt8]) -> Bool {
            guard let other = try? Erasure(bytes) else { return true }
            return !other.isSigned(by: key.publicKey)
        }
        #expect(!isRefused(erasure.bytes))
        for index in erasure.bytes.indices { #expect(isRefused(flipped(erasure.bytes, index))) }
        for count in erasure.bytes.indices {
            #expect(isRefused(Array(erasure.bytes.prefix(count))))
        }
        var message = try ErasureStatement(serializedBytes: erasure.bytes)
        let order: [UInt8] = try #require(
            [UInt8](hex: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        )
        var high = Array(message.signature)
        var borrow = 0
        for index in (0..<32).reversed() {
            let difference = Int(order[index]) - Int(high[32 + index]) - borrow
            borrow = difference < 0 ? 1 : 0
            high[32 + index] = UInt8(truncatingIfNeeded: difference)
        }
        message.signature = Data(high)
        let bytes: [UInt8] = try message.serializedBytes()
        #expect(throws: VaultError.self) { try Erasure(bytes) }
    }

    @Test("what is erased stays so, and asked again answers with the same statement")
    func isFinal() throws {
        let asset = try VaultMember("asset")
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        #expect(try asset.store.erasure(of: commitment) == nil)
        let first = try asset.store.erase(commitment, at: Sample.time(1), by: asset.signer)
        let second = try asset.store.erase(commitment, at: Sample.time(2), by: asset.signer)
        #expect(first == second)
        try asset.reopen()
        #expect(try asset.store.erasure(of: commitment) == first)
        #expect(throws: VaultError.erased(commitment)) { try asset.store.open(commitment) }
        #expect(throws: VaultError.erased(commitment)) { try asset.store.sealed(commitment) }
        #expect(throws: VaultError.erased(commitment)) { try asset.store.put(payload) }
        #expect(try asset.store.commitments().isEmpty)
    }

    @Test("nothing is declared of what was never held")
    func notHeld() throws {
        let asset = try VaultMember("asset")
        let commitment = try Sample.rent().commitment
        #expect(throws: VaultError.notHeld(commitment)) {
            try asset.store.erase(commitment, at: Sample.time(0), by: asset.signer)
        }
        #expect(try asset.store.erasure(of: commitment) == nil)
    }

    @Test("each holder erases for itself")
    func holders() throws {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        let blob = try asset.store.sealed(commitment)
        let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        try dealer.store.accept(grant, with: blob)

        _ = try asset.store.erase(commitment, at: Sample.time(1), by: asset.signer)
        #expect(try asset.store.grants(of: commitment).map(\.grantee.text) == ["dealer"])
        #expect(try dealer.store.open(commitment) == payload)

        let statement = try dealer.store.erase(commitment, at: Sample.time(2), by: dealer.signer)
        #expect(statement.member.text == "dealer")
        #expect(throws: VaultError.erased(commitment)) { try dealer.store.open(commitment) }
        #expect(throws: VaultError.erased(commitment)) {
            try dealer.store.accept(grant, with: blob)
        }
    }

    @Test("no byte of the key or the payload is left in the file, its log or its index")
    func rawFiles() async throws {
        let asset = try VaultMember("asset")
        for fen in 1...20 { try asset.store.put(Sample.rent(Int64(fen))) }
        let document = (0..<50_000).map { _ in UInt8.random(in: .min ... .max) }
        let commitment = try asset.store.put(
            Payload(.paper, of: Sample.subject, .document(document))
        )
        let traces = try Traces(of: commitment, in: asset)
        #expect(try await traces.allFound(in: asset.copy().bytes()))
        let grant = try asset.store.grant(commitment, to: asset.grantee, at: Sample.time(0))
        let renewed = try asset.store.renew(commitment)
        #expect(
            try await !traces.anyFound(in: asset.copy().bytes()),
            "renewing destroys the old key"
        )
        #expect(grant.scope.sealedDigest != renewed.digest)

        let newTraces = try Traces(of: commitment, in: asset)
        #expect(try await newTraces.allFound(in: asset.copy().bytes()))
        _ = try asset.store.erase(commitment, at: Sample.time(0), by: asset.signer)
        #expect(try await !newTraces.anyFound(in: asset.copy().bytes()))
        #expect(try asset.store.commitments().count == 20)
        try asset.store.close()
        #expect(try await !newTraces.anyFound(in: asset.copy().bytes()))
    }

    @Test("an erasure that a crash cut short is completed by the next opening")
    func interrupted() async throws {
        let asset = try VaultMember("asset")
        let commitment = try asset.store.put(Sample.rent())
        let traces = try Traces(of: commitment, in: asset)
        // What `erase` commits, and not what it does then.
        let statement = try Erasure.declaring(
            commitment,
            for: asset.store.owner,
            at: Sample.time(0),
            by: asset.signer
        )
        try asset.store.database.write { db in
            try StoredPayload.delete(commitment, db)
            try db.execute(
                sql: "INSERT INTO erasure (commitment, statement) VALUES (?, ?)",
                arguments: [commitment.key, Data(statement.bytes)]
            )
        }
        let copy = try await asset.copy()
        #expect(try traces.anyFound(in: copy.bytes()), "the log still has the page")
        let store = try VaultStore(opening: copy.path, keys: asset.keys)
        #expect(try store.erasure(of: commitment) == statement)
        try store.close()
        #expect(try !traces.anyFound(in: copy.bytes()))
    }

    /// Pieces of what a vault's file has of a payload: its sealed key and its ciphertext.
    struct Traces {
        private let pieces: [[UInt8]]

        init(of commitment: Commitment, in member: VaultMember) throws {
            let blob = try member.store.sealed(commitment).bytes
            let (sealedKey, clearKey) = try member.store.database.read { db in
                let data = try Data.fetchOne(
                    db,
                    sql: "SELECT record_key FROM payload WHERE commitment = ?",
                    arguments: [commitment.key]
                )
                let key = try member.store.held(commitment, db).recordKey(member.keys)
                return (Array(data ?? Data()), unsafe key.withUnsafeBytes { unsafe Array($0) })
            }
            // Short ones, as a page ends where it ends; and not the commitment, which stays.
            pieces = [
                Array(sealedKey.prefix(16)), Array(sealedKey[20..<36]),
                Array(sealedKey.suffix(16)), Array(blob.suffix(16)),
                Array(blob[(blob.count / 2)...].prefix(16)),
            ]
            #expect(clearKey.count == 32 && !pieces.contains(Array(clearKey.prefix(16))))
        }

        func allFound(in bytes: [UInt8]) -> Bool { pieces.allSatisfy { found($0, in: bytes) } }

        func anyFound(in bytes: [UInt8]) -> Bool { pieces.contains { found($0, in: bytes) } }
    }
}
