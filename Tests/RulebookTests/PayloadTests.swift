import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Testing
import Vocabulary

import enum Crypto.Curve25519

@Suite("Confidential payloads")
struct PayloadTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a key of low order is refused", arguments: lowOrder)
    func lowOrderKey(hex: String) throws {
        let world = try World()
        let key = Data(try #require([UInt8](hex: hex)))
        #expect(world.execute(publish(key), by: "bank").refusal?.code == .invalidValue)
    }

    @Test("granted, revoked, granted again, destroyed by each holder")
    func life() throws {
        let world = try World()
        try world.committed()
        try world.run(grantAccess(), by: "bank", at: World.start + 1)
        try world.run(revokeAccess(), by: "bank", at: World.start + 2)
        try world.run(grantAccess(), by: "bank", at: World.start + 3)
        try world.run(destroy(), by: "cascade", at: World.start + 4)
        try world.run(destroy(), by: "bank", at: World.start + 5)
        let payload = try #require(world.state[.payload(id)])
        #expect(payload.ownerID == "bank" && payload.terms.subject == "policy")
        #expect(payload.terms.sealedDigest == resealed)
        #expect(payload.grants.map(\.revokedMs) == [World.start + 2, 0])
        #expect(payload.grants.map(\.destroyedMs) == [World.start + 4, World.start + 4])
        #expect(payload.grants.map(\.sealedDigest) == [sealed, resealed])
        #expect(payload.destroyedMs == World.start + 5)
    }

    /// The points of small order of Curve25519, below its prime.
    static let lowOrder = [
        String(repeating: "00", count: 32),
        "01" + String(repeating: "00", count: 31),
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ]

    static let rows: [Refused] = [
        Refused("a short key", by: "bank", .invalidValue, "encryption_key") { _ in
            publish(Data(count: 31))
        },
        Refused("a key twice", by: "cascade", .alreadyDone, "encryption_key") { world in
            try world.run(publish(key), by: "cascade")
            return publish(key)
        },
        committing("of nothing", .invalidValue, "commitment") { $0.commitment = Data() },
        committing("of no kind", .invalidValue, "kind") { $0.kind = .unspecified },
        committing("about nothing", .notFound, "subject") { $0.subject = "lease/none" },
        committing("of nothing sealed", .invalidValue, "sealed_digest") {
            $0.sealedDigest = Data()
        },
        held("a commitment twice", .alreadyExists, "commitment") { commit() },
        Refused("a grant of nothing", by: "bank", .notFound, "commitment") { _ in grantAccess() },
        held("a grant of 31 bytes", .invalidValue, "commitment") {
            grantAccess { $0.commitment = Data(count: 31) }
        },
        held("a grant of another's", by: "rival", .notParty, "commitment") { grantAccess() },
        held("a grant to nobody", .notFound, "grantee_id") {
            grantAccess { $0.granteeID = "nobody" }
        },
        held("a grant to oneself", .invalidValue, "grantee_id") {
            grantAccess { $0.granteeID = "bank" }
        },
        held("a grant to one without a key", .unknownKey, "grantee_id") {
            grantAccess { $0.granteeID = "lab" }
        },
        held("a grant of no key", .invalidValue, "granted_key_digest") {
            grantAccess { $0.grantedKeyDigest = Data() }
        },
        Refused("a grant twice", by: "bank", .alreadyDone, "grantee_id") { world in
            try world.committed()
            try world.run(grantAccess(), by: "bank")
            return grantAccess()
        },
        Refused("a grant after the end", by: "bank", .alreadyDone, "commitment") { world in
            try world.committed()
            try world.run(destroy(), by: "bank")
            return grantAccess()
        },
        held("to revoke what was not granted", .notFound, "grantee_id") { revokeAccess() },
        held("to revoke another's", by: "rival", .notParty, "commitment") { revokeAccess() },
        Refused("to revoke without a new seal", by: "bank", .invalidValue, "sealed_digest") {
            world in
            try world.committed()
            try world.run(grantAccess(), by: "bank")
            return revokeAccess { $0.sealedDigest = sealed }
        },
        Refused("to destroy nothing", by: "bank", .notFound, "commitment") { _ in destroy() },
        held("a stranger's destruction", by: "lab", .notParty, "commitment") { destroy() },
        Refused("to destroy twice", by: "bank", .alreadyDone, "commitment") { world in
            try world.committed()
            try world.run(destroy(), by: "bank")
            return destroy()
        },
        Refused("to destroy a grant twice", by: "cascade", .alreadyDone, "commitment") { world in
            try world.committed()
            try world.run(grantAccess(), by: "bank")
            try world.run(destroy(), by: "cascade")
            return destroy()
        },
        Refused("a grant to a suspended member", by: "bank", .memberSuspended, "grantee_id") {
            world in
            try world.committed()
            try world.suspend("cascade")
            return grantAccess()
        },
        Refused("a 65th grant", by: "bank", .tooMany, "grantee_id") { world in
            try world.committed()
            for number in 1...64 {
                try world.run(grantAccess(), by: "bank")
                let seal = revokeAccess {
                    $0.sealedDigest = Data(repeating: UInt8(number + 1), count: 32)
                }
                try world.run(seal, by: "bank")
            }
            return grantAccess()
        },
        Refused("to revoke of nothing", by: "bank", .notFound, "commitment") { _ in
            revokeAccess()
        },
        held("to revoke of 31 bytes", .invalidValue, "commitment") {
            revokeAccess { $0.commitment = Data(count: 31) }
        },
        held("to destroy 31 bytes", .invalidValue, "commitment") {
            .destroyPayloadKey(.with { $0.commitment = Data(count: 31) })
        },
    ]

    private static func committing(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout CommitPayload) -> Void
    ) -> Refused {
        Refused("a commitment \(name)", by: "bank", code, field) { _ in
            commit(change)
        }
    }

    private static func held(
        _ name: String,
        by member: String = "bank",
        _ code: RefusalCode,
        _ field: String,
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            try world.committed()
            return command()
        }
    }
}

private let id = Digest(7, 7, 7, 7)
private let sealed = Data(repeating: 1, count: 32)
private let resealed = Data(repeating: 2, count: 32)
private let key = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation

private func publish(_ key: Data) -> Command {
    .publishEncryptionKey(.with { $0.encryptionKey = key })
}

private func commit(_ change: (inout CommitPayload) -> Void = { _ in }) -> Command {
    var command = CommitPayload()
    command.commitment = Data(id.bytes)
    command.kind = .rent
    command.subject = "policy"
    command.sealedDigest = sealed
    change(&command)
    return .commitPayload(command)
}

private func grantAccess(_ change: (inout GrantAccess) -> Void = { _ in }) -> Command {
    var command = GrantAccess()
    command.commitment = Data(id.bytes)
    command.granteeID = "cascade"
    command.grantedKeyDigest = commitment
    change(&command)
    return .grantAccess(command)
}

private func revokeAccess(_ change: (inout RevokeAccess) -> Void = { _ in }) -> Command {
    var command = RevokeAccess()
    command.commitment = Data(id.bytes)
    command.granteeID = "cascade"
    command.sealedDigest = resealed
    change(&command)
    return .revokeAccess(command)
}

private func destroy() -> Command {
    .destroyPayloadKey(.with { $0.commitment = Data(id.bytes) })
}

extension World {
    /// The bank's payload; the cascade user has published its key.
    fileprivate func committed() throws {
        try run(publish(key), by: "cascade")
        try run(commit(), by: "bank")
    }
}
