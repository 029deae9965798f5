import CycladeSchema
import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Vault

@Suite("Vaults")
struct VaultStoreTests {
    @Test("what is put comes back, also after a restart")
    func keeps() throws {
        let asset = try VaultMember("asset")
        let payloads = [try Sample.rent(), try Sample.vin()]
        for payload in payloads {
            #expect(try asset.store.put(payload) == payload.commitment)
        }
        try asset.reopen()
        for payload in payloads {
            #expect(try asset.store.open(payload.commitment) == payload)
            #expect(try asset.store.sealed(payload.commitment).commitment == payload.commitment)
        }
        #expect(
            try asset.store.commitments()
                == payloads.map(\.commitment).sorted { $0.digest < $1.digest }
        )
        #expect(try asset.store.owner == Sample.owner("asset"))
        let stranger = try Sample.rent().commitment
        #expect(throws: VaultError.notHeld(stranger)) { try asset.store.open(stranger) }
    }

    @Test("putting again changes nothing")
    func putsOnce() throws {
        let asset = try VaultMember("asset")
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        let blob = try asset.store.sealed(commitment)
        try asset.store.put(payload)
        #expect(try asset.store.sealed(commitment) == blob)
    }

    @Test("drafts are stored together with what was granted of them, all or none")
    func drafts() throws {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let payloads = try (1...200).map { try Sample.rent($0) }
        var drafts = try payloads.map { try asset.store.draft($0) }
        let first = drafts[0].commitment
        let grant = try asset.store.grant(&drafts[0], to: dealer.grantee, at: Sample.time(0))
        #expect(try asset.store.commitments().isEmpty)
        try asset.store.store(drafts)
        #expect(Set(try asset.store.commitments()) == Set(payloads.map(\.commitment)))
        #expect(try asset.store.grants(of: first).map(\.digest) == [grant.digest])
        #expect(try asset.store.sealed(first) == drafts[0].blob)
        // What lies there already stays as it is.
        try asset.store.store([asset.store.draft(payloads[0])])
        #expect(try asset.store.sealed(first) == drafts[0].blob)

        try dealer.store.accept([(grant, drafts[0].blob)])
        #expect(try dealer.store.open(first) == payloads[0])
        #expect(throws: VaultError.grant(first, .otherGrantee(try MemberID("dealer")))) {
            try asset.store.accept([(grant, drafts[0].blob)])
        }

        _ = try asset.store.erase(first, at: Sample.time(1), by: asset.signer)
        let fresh = try asset.store.draft(Sample.vin())
        #expect(throws: VaultError.erased(first)) { try asset.store.store([fresh, drafts[0]]) }
        #expect(throws: VaultError.notHeld(fresh.commitment)) {
            try asset.store.open(fresh.commitment)
        }
    }

    @Test("two grantees read the payload, a third member does not")
    func grantees() throws {
        let asset = try VaultMember("asset")
        let grantees = [try VaultMember("dealer"), try VaultMember("collector")]
        let third = try VaultMember("third")
        let payload = try Sample.vin()
        let commitment = try asset.store.put(payload)
        let blob = try asset.store.sealed(commitment)
        for grantee in grantees {
            let grant = try asset.store.grant(commitment, to: grantee.grantee, at: Sample.time(1))
            let sent = try KeyGrant(grant.bytes)
            #expect(try grantee.store.accept(sent, with: SealedBlob(blob.bytes)) == payload)
            try grantee.reopen()
            #expect(try grantee.store.open(commitment) == payload)
            #expect(
                throws: VaultError.grant(commitment, .otherGrantee(grantee.grantee.member))
            ) { try third.store.accept(grant, with: blob) }
        }
        #expect(throws: VaultError.notHeld(commitment)) { try third.store.open(commitment) }
        let entries = try asset.store.grants(of: commitment)
        #expect(entries.map(\.grantee.text) == ["collector", "dealer"])
        #expect(try entries.allSatisfy { try $0.granted == Sample.time(1) && $0.revoked == nil })
    }

    @Test("a grant is taken only with its own sealed payload, on its own ledger, by its key")
    func refusedGrants() throws {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let commitment = try asset.store.put(Sample.rent(1))
        let other = try asset.store.put(Sample.rent(2))
        let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        let otherBlob = try asset.store.sealed(other)
        #expect(throws: VaultError.grant(commitment, .otherPayload)) {
            try dealer.store.accept(grant, with: otherBlob)
        }
        let newBlob = try asset.store.renew(commitment)
        #expect(throws: VaultError.grant(commitment, .otherPayload)) {
            try dealer.store.accept(grant, with: newBlob)
        }
        let lostKey = try Grantee(dealer.grantee.member, encryptionKey: VaultKeys().publicKey)
        let wrong = try asset.store.grant(commitment, to: lostKey, at: Sample.time(0))
        #expect(throws: VaultError.grant(commitment, .notUnwrapped)) {
            try dealer.store.accept(wrong, with: newBlob)
        }
        let elsewhere = try VaultStore.create(
            at: "\(dealer.directory.path)/vault/other.sqlite",
            for: VaultOwner(
                ledger: LedgerOrigin("cyclade.example/other"),
                member: dealer.grantee.member
            ),
            keys: dealer.keys
        )
        let right = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        #expect(throws: VaultError.grant(commitment, .otherLedger)) {
            try elsewhere.accept(right, with: newBlob)
        }
        try dealer.store.accept(right, with: newBlob)
        #expect(try dealer.store.commitments() == [commitment])
    }

    @Test("after a revocation the old key opens nothing that is shared later")
    func revocation() throws {
        let asset = try VaultMember("asset")
        let (dealer, collector) = (try VaultMember("dealer"), try VaultMember("collector"))
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        let oldBlob = try asset.store.sealed(commitment)
        let oldGrant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        try dealer.store.accept(oldGrant, with: oldBlob)

        let dealerID = dealer.grantee.member
        let newBlob = try asset.store.revoke(commitment, from: dealerID, at: Sample.time(5))
        #expect(newBlob.digest != oldBlob.digest)
        #expect(try asset.store.sealed(commitment) == newBlob)
        let oldKey = try oldGrant.unwrap(with: dealer.keys.encryption)
        #expect(throws: VaultError.notOpened(commitment)) { try newBlob.open(with: oldKey) }
        #expect(throws: VaultError.grant(commitment, .otherPayload)) {
            try dealer.store.accept(oldGrant, with: newBlob)
        }
        // What it had, it keeps: a revocation does not make anybody forget.
        #expect(try dealer.store.open(commitment) == payload)

        let grant = try asset.store.grant(commitment, to: collector.grantee, at: Sample.time(6))
        #expect(try collector.store.accept(grant, with: newBlob) == payload)
        let entries = try asset.store.grants(of: commitment)
        #expect(entries.map(\.revoked) == [nil, try Sample.time(5)])
        #expect(throws: VaultError.notGranted(commitment, dealerID)) {
            try asset.store.revoke(commitment, from: dealerID, at: Sample.time(7))
        }
        #expect(try asset.store.sealed(commitment) == newBlob)
    }

    @Test("what was granted cannot be granted on, or sealed anew")
    func notOwn() throws {
        let (asset, dealer) = (try VaultMember("asset"), try VaultMember("dealer"))
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        let blob = try asset.store.sealed(commitment)
        let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
        try dealer.store.accept(grant, with: blob)
        let refused = VaultError.notOwn(commitment, grantor: asset.grantee.member)
        #expect(throws: refused) {
            try dealer.store.grant(commitment, to: asset.grantee, at: Sample.time(0))
        }
        #expect(throws: refused) { try dealer.store.renew(commitment) }
        // Nor does a grant take the place of what the member put there itself.
        let back = try KeyGrant.wrapping(
            grant.unwrap(with: dealer.keys.encryption),
            for: GrantScope(
                ledger: grant.scope.ledger,
                grantor: dealer.grantee.member,
                grantee: asset.grantee.member,
                commitment: commitment,
                sealedDigest: blob.digest
            ),
            to: asset.grantee.encryptionKey
        )
        #expect(try asset.store.accept(back, with: blob) == payload)
        _ = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
    }

    @Test("a later grant takes the place of an earlier one, also another member's")
    func laterGrant() throws {
        let (asset, next) = (try VaultMember("asset"), try VaultMember("next"))
        let dealer = try VaultMember("dealer")
        let payload = try Sample.rent()
        for owner in [asset, next] {
            let commitment = try owner.store.put(payload)
            let grant = try owner.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
            let blob = try owner.store.sealed(commitment)
            try dealer.store.accept(grant, with: blob)
            try dealer.reopen()
            #expect(try dealer.store.open(commitment) == payload)
            #expect(try dealer.store.sealed(commitment) == blob)
            let refused = VaultError.notOwn(commitment, grantor: owner.grantee.member)
            #expect(throws: refused) { try dealer.store.renew(commitment) }
        }
        // Nor does it become the member's own by a change of the row.
        try dealer.store.database.write { db in
            try db.execute(sql: "UPDATE payload SET grantor = NULL")
        }
        #expect(throws: VaultError.notOpened(payload.commitment)) {
            try dealer.store.grant(payload.commitment, to: asset.grantee, at: Sample.time(0))
        }
    }

    @Test("a backup is private, opens with the vault's keys, and has nothing that was erased")
    func backup() throws {
        let asset = try VaultMember("asset")
        let payload = try Sample.vin()
        try asset.store.put(payload)
        let erased = try asset.store.put(Sample.rent())
        let statement = try asset.store.erase(erased, at: Sample.time(0), by: asset.signer)
        let path = "\(asset.directory.path)/backup/vault.sqlite"
        try asset.store.backUp(to: path)
        #expect(throws: VaultError.file(path: path, .exists)) {
            try asset.store.backUp(to: path)
        }
        let stranger = VaultKeys()
        #expect(throws: VaultError.file(path: path, .otherKeys)) {
            try VaultStore(opening: path, keys: stranger)
        }
        let backup = try VaultStore(opening: path, keys: asset.keys)
        #expect(try backup.commitments() == [payload.commitment])
        #expect(try backup.open(payload.commitment) == payload)
        #expect(try backup.erasure(of: erased) == statement)
    }

    @Test("a row moved to another place opens nothing there")
    func movedRows() throws {
        let asset = try VaultMember("asset")
        let (first, second) = (
            try asset.store.put(Sample.rent(1)), try asset.store.put(Sample.rent(2))
        )
        try asset.store.database.write { db in
            try db.execute(
                sql: """
                    UPDATE payload SET record_key =
                    (SELECT record_key FROM payload WHERE commitment = ?) WHERE commitment = ?
                    """,
                arguments: [first.key, second.key]
            )
        }
        #expect(throws: VaultError.notOpened(second)) { try asset.store.open(second) }
        try asset.store.database.write { db in
            try db.execute(
                sql: """
                    UPDATE payload SET sealed =
                    (SELECT sealed FROM payload WHERE commitment = ?) WHERE commitment = ?
                    """,
                arguments: [first.key, second.key]
            )
        }
        let damage = FileProblem.damaged("payload \(second) is not whole")
        #expect(throws: VaultError.file(path: asset.path, damage)) {
            try asset.store.open(second)
        }
        #expect(try asset.store.open(first).kind == .rent)
    }

    @Test("other keys do not open a vault, and new ones do once they are set")
    func keys() async throws {
        let asset = try VaultMember("asset")
        let payload = try Sample.rent()
        let commitment = try asset.store.put(payload)
        try asset.store.close()
        let older = try await asset.copy()
        #expect(throws: VaultError.file(path: asset.path, .otherKeys)) {
            try VaultStore(opening: asset.path, keys: VaultKeys())
        }
        let newKeys = asset.keys.withNewStorageKey()
        #expect(newKeys.publicKey == asset.keys.publicKey)
        try VaultStore.rekey(at: asset.path, from: asset.keys, to: newKeys)
        #expect(throws: VaultError.file(path: asset.path, .otherKeys)) {
            try VaultStore(opening: asset.path, keys: asset.keys)
        }
        let store = try VaultStore(opening: asset.path, keys: newKeys)
        #expect(try store.open(commitment) == payload)
        #expect(throws: VaultError.file(path: older.path, .otherKeys)) {
            try VaultStore(opening: older.path, keys: newKeys)
        }
    }

    @Test("calls from many tasks are served one after the other")
    func concurrency() async throws {
        let asset = try VaultMember("asset")
        let store = asset.store
        let commitments = try await withThrowingTaskGroup(of: Commitment.self) { group in
            for fen in 1...50 {
                group.addTask { try store.put(Sample.rent(Int64(fen))) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try store.commitments() == commitments.sorted { $0.digest < $1.digest })
    }
}
