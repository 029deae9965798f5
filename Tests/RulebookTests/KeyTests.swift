import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Testing

import enum Crypto.P256

@Suite("Keys and authority")
struct KeyTests {
    @Test("refuses a change of keys", arguments: changes)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a new key signs and the retired one does not")
    func rotation() throws {
        let world = try World()
        try world.run(rotate(to: "k2", of: "dealer", retiring: "k1"), by: "dealer")
        #expect(world.state[.member("dealer")]?.validKeyIds == ["k2"])
        let registration = registerVehicle()
        #expect(world.execute(registration, by: "dealer").refusal?.code == .keyRevoked)
        let role = world.execute(registration, by: "dealer", key: "k2").refusal?.code
        #expect(role == .roleRequired)
    }

    @Test("a key belongs to one member for ever, even revoked")
    func ownership() throws {
        let world = try World()
        let key = P256.Signing.PrivateKey()
        try world.run(rotate(Founding.key("k2", of: "dealer", key)), by: "dealer")
        try world.run(revoke("k2"), by: "dealer")
        for (member, id) in [("dealer", "k3"), ("garage", "k2")] {
            let again = rotate(Founding.key(id, of: member, key))
            #expect(world.execute(again, by: member).refusal?.code == .alreadyExists)
        }
    }

    @Test("a member has at most 16 valid keys")
    func limit() throws {
        let world = try World()
        for number in 2...16 { try world.run(rotate(to: "k\(number)", of: "bank"), by: "bank") }
        let more = world.execute(rotate(to: "k17", of: "bank"), by: "bank")
        #expect(more.refusal?.code == .tooMany)
        try world.run(rotate(to: "k17", of: "bank", retiring: "k2"), by: "bank")
        #expect(world.state[.member("bank")]?.validKeyIds.count == 16)
    }

    @Test("a transaction must be valid now, by a known member and key")
    func authority() throws {
        let world = try World()
        let now = World.start
        var good = TransactionBody()
        good.ledger = Founding.ledger
        good.memberID = "carmaker"
        good.keyID = "k1"
        good.validUntilMs = now
        good.occurredMs = now
        good.command = registerVehicle()
        let rows: [(RefusalCode, (inout TransactionBody) -> Void)] = [
            (.expired, { $0.validUntilMs = now - 1 }),
            (.validTooLong, { $0.validUntilMs = now + Rulebook.longestValidity + 1 }),
            (.validTooLong, { $0.validUntilMs = .max }),
            (.invalidValue, { $0.occurredMs = 0 }),
            (.occurredInFuture, { $0.occurredMs = now + 1 }),
            (.unknownMember, { $0.memberID = "" }),
            (.unknownKey, { $0.keyID = "k2" }),
            (.malformed, { $0.command = nil }),
        ]
        for (code, change) in rows {
            var body = good
            change(&body)
            #expect(world.execute(body, at: now).refusal?.code == code)
        }
        #expect(world.execute(good, at: now).refusal == nil)
    }

    static let changes: [Refused] = [
        Refused("to an old id", by: "dealer", .alreadyExists, "key.key_id") { _ in
            rotate(to: "k1", of: "dealer")
        },
        Refused("to a nameless key", by: "dealer", .invalidValue, "key_id") { _ in
            rotate(to: "", of: "dealer")
        },
        Refused("to a key proved for another", by: "dealer", .badSignature, "proof") { _ in
            rotate(to: "k2", of: "bank")
        },
        Refused("retiring what is not there", by: "dealer", .notFound, "retired_key_id") { _ in
            rotate(to: "k2", of: "dealer", retiring: "k9")
        },
        Refused("retiring the key it brings", by: "dealer", .notFound, "retired_key_id") { _ in
            rotate(to: "k2", of: "dealer", retiring: "k2")
        },
        Refused("revoking without a reason", by: "dealer", .invalidValue, "reason") { _ in
            revoke("k1", reason: "")
        },
        Refused("revoking what is not there", by: "dealer", .notFound, "key_id") { _ in
            revoke("k9")
        },
        Refused("revoking the last", by: "dealer", .lastKey, "key_id") { _ in revoke("k1") },
        Refused("revoking twice", by: "dealer", .notFound, "key_id") { world in
            try world.run(rotate(to: "k2", of: "dealer"), by: "dealer")
            try world.run(revoke("k2"), by: "dealer")
            return revoke("k2")
        },
        Refused("to no point", by: "dealer", .invalidValue, "public_key") { _ in
            rotate(KeyRegistration.with { $0.keyID = "k2" })
        },
        Refused("to another's key", by: "dealer", .alreadyExists, "public_key") { _ in
            var key = Founding.genesis.founders[0].keys[0]
            key.keyID = "k2"
            return rotate(key)
        },
        Refused("to a 17th key", by: "bank", .tooMany, "key") { world in
            for number in 2...16 { try world.run(rotate(to: "k\(number)", of: "bank"), by: "bank") }
            return rotate(to: "k17", of: "bank")
        },
    ]

    private static func rotate(_ key: KeyRegistration, retiring old: String = "") -> Command {
        .rotateKey(
            .with {
                $0.key = key
                $0.retiredKeyID = old
            }
        )
    }

    private static func rotate(
        to id: String,
        of member: String,
        retiring old: String = ""
    ) -> Command {
        rotate(Founding.key(id, of: member), retiring: old)
    }

    private static func revoke(_ id: String, reason: String = "lost") -> Command {
        .revokeKey(
            .with {
                $0.keyID = id
                $0.reason = reason
            }
        )
    }

    private func rotate(_ key: KeyRegistration) -> Command { Self.rotate(key) }

    private func rotate(to id: String, of member: String, retiring old: String = "") -> Command {
        Self.rotate(to: id, of: member, retiring: old)
    }

    private func revoke(_ id: String) -> Command { Self.revoke(id) }
}
