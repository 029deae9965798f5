import CycladeSchema
import Foundation
import SwiftProtobuf
import TestSupport
import Testing

/// Two members' vaults, by the built program, and the ledger between them.
@Suite("Vaults shared on the command line", .timeLimit(.minutes(10)))
struct VaultSharingCommandTests {
    @Test("a rent is put, granted, accepted, taken back and erased, and only 'show' prints it")
    func life() async throws {
        let scene = try await VaultScene()
        for member in ["manager", "assessor"] {
            _ = try scene.done(
                "create",
                of: member,
                ["--transaction", scene.path("publish-\(member)")]
            )
            #expect(
                try scene.vault("check", of: member).output.contains("The encryption key is not")
            )
            try await scene.submit("publish-\(member)", by: member)
            #expect(try scene.vault("check", of: member).status == 0)
        }
        let put = [
            "--kind", "rent", "--as", "yuan", "--subject", "member/maker", "--transaction",
            scene.path("commit"),
        ]
        let line = try scene.done("put", of: "manager", put, input: "98765432.10\n")
        let commitment = String(line.prefix(64))
        // Where the transaction cannot be kept, nothing is stored.
        #expect(try scene.vault("put", of: "manager", put, input: "1\n").status == 5)
        #expect(try scene.done("list", of: "manager").split(separator: "\n").count == 2)
        #expect(line.contains("cyclade tx submit \(scene.path("commit")) --key FILE"))
        #expect(try scene.vault("check", of: "manager").status == 1)
        try await scene.submit("commit", by: "manager")
        #expect(try scene.done("check", of: "manager").contains("findings  0"))
        let list = try scene.done("list", of: "manager")
        #expect(list.contains(commitment) && list.contains("member/maker"))

        try await grant(commitment, in: scene)
        let shown = try scene.done("show", of: "manager", [commitment])
        #expect(shown.contains("an amount") && shown.contains("assessor"))
        for member in ["manager", "assessor"] {
            let value = try scene.done("show", of: member, [commitment, "--value"])
            #expect(value == "98765432.10 yuan\n")
        }

        let revoke = ["--from", "assessor", "--transaction", scene.path("revoke")]
        _ = try scene.done("revoke", of: "manager", [commitment] + revoke)
        #expect(
            try scene.vault("check", of: "manager").output.contains(
                "shared with assessor no longer"
            )
        )
        try await scene.submit("revoke", by: "manager")
        let again = try scene.vault("revoke", of: "manager", [commitment, "--from", "assessor"])
        #expect(again.status == 4 && again.errors.contains("may not read"), "\(again)")

        try await erase(commitment, in: scene)
        try expectSecret(scene)
    }

    private func grant(_ commitment: String, in scene: VaultScene) async throws {
        let grant = [
            commitment, "--to", "assessor", "--out", scene.path("parcel"), "--transaction",
            scene.path("grant"),
        ]
        _ = try scene.done("grant", of: "manager", grant)
        #expect(try mode(scene.path("parcel")) == 0o600)
        // Before the ledger has the grant, and at another member, the parcel is not taken.
        let early = try scene.vault("accept", of: "assessor", [scene.path("parcel")])
        #expect(early.status == 1)
        #expect(early.errors.contains("the ledger has no such grant"), "\(early)")
        try await scene.submit("grant", by: "manager")
        let taken = try scene.done("accept", of: "assessor", [scene.path("parcel")])
        #expect(taken.contains("compared with  the ledger"))
        let twice = try scene.vault(
            "grant",
            of: "manager",
            [
                commitment, "--to", "assessor", "--out", scene.path("second-parcel"),
            ]
        )
        #expect(twice.status == 4)
        #expect(!FileManager.default.fileExists(atPath: scene.path("second-parcel")))
        let onward = try scene.vault("revoke", of: "assessor", [commitment, "--from", "maker"])
        #expect(onward.status == 4 && onward.errors.contains("granted by manager"), "\(onward)")
    }

    private func erase(_ commitment: String, in scene: VaultScene) async throws {
        let erase = [
            commitment, "--out", scene.path("statement"), "--transaction", scene.path("destroy"),
        ]
        let text = try scene.done("erase", of: "manager", erase)
        #expect(text.contains("must still erase it") && text.contains("assessor"))
        let lacking = scene.path("lacking")
        let check = try scene.vault("check", of: "manager", ["--transactions", lacking])
        #expect(check.status == 1 && check.output.contains("the ledger does not say so"))
        try await scene.submit("lacking/000001.json", by: "manager")
        #expect(try scene.done("check", of: "manager").contains("findings  0"))
        _ = try scene.done("erase", of: "assessor", [commitment, "--transaction", scene.path("d")])
        try await scene.submit("d", by: "assessor")
        #expect(try scene.done("check", of: "assessor").contains("findings  0"))

        for member in ["manager", "assessor"] {
            let gone = try scene.vault("show", of: member, [commitment, "--value"])
            #expect(gone.status == 4 && gone.output.isEmpty)
            let statements = try scene.done("statements", of: member)
            #expect(statements.contains(commitment) && !statements.contains("assessor"))
        }
        let copy = ["--out", scene.path("copy")]
        _ = try scene.done("statements", of: "manager", [commitment] + copy)
        let statement = try Data(contentsOf: URL(filePath: scene.path("statement")))
        #expect(try Data(contentsOf: URL(filePath: scene.path("copy"))) == statement)
        #expect(try scene.vault("accept", of: "assessor", [scene.path("parcel")]).status == 1)
    }

    @Test("a parcel is compared with the ledger, with a digest, or on request with nothing")
    func comparing() async throws {
        let scene = try await VaultScene()
        for member in ["manager", "assessor", "maker"] { _ = try scene.done("create", of: member) }
        let created = try scene.done("create", of: "operator", ["--json"])
        let key = try #require(created.base64(after: "encryptionKey"))
        let commitment = try scene.putRent(of: "manager")
        let grant = [
            "--to", "operator", "--encryption-key", key.hex, "--out", scene.path("parcel"),
        ]
        let granted = try scene.done("grant", of: "manager", [commitment] + grant + ["--json"])
        let digest = try #require(granted.base64(after: "grantedKeyDigest")).hex

        func accept(_ member: String, _ arguments: [String]) throws -> CommandLine.Outcome {
            try scene.vault("accept", of: member, [scene.path("parcel")] + arguments)
        }
        #expect(try accept("operator", []).errors.contains("the ledger has no payload"))
        let wrong = String(repeating: "0", count: 64)
        #expect(try accept("operator", ["--granted-key-digest", wrong]).status == 1)
        #expect(try accept("operator", ["--granted-key-digest", "12"]).status == 2)
        #expect(try accept("maker", ["--unchecked"]).errors.contains("it is for operator"))
        #expect(try accept("operator", ["--granted-key-digest", digest]).status == 0)
        #expect(try accept("operator", ["--unchecked", "--json"]).status == 0)

        // A parcel that was cut or altered gives nothing.
        let parcel = try Data(contentsOf: URL(filePath: scene.path("parcel")))
        for bytes in [parcel.prefix(parcel.count / 2), parcel + parcel, Data("{}".utf8)] {
            try bytes.write(to: URL(filePath: scene.path("parcel")))
            #expect(try accept("operator", ["--unchecked"]).status == 1)
        }
        try expectSecret(scene)
    }

    @Test("without a ledger, what needs one says what to give in its place")
    func withoutLedger() throws {
        let folder = try TemporaryDirectory()
        let vault = ["--member", "bank", "--data-dir", "\(folder.path)/none"]
        let created = try CommandLine.cyclade(["vault", "create"] + vault)
        #expect(created.status == 3 && created.errors.contains("There is no ledger"))
        let ledger = ["--ledger", "cyclade.example/pilot"]
        #expect(try CommandLine.cyclade(["vault", "create"] + vault + ledger).status == 0)
        let put = ["vault", "put", "--kind", "owner", "--subject", "vehicle/V-1"]
        let line = try CommandLine.cyclade(put + vault, input: "A lessee")
        let commitment = String(line.output.prefix(64))
        let out = ["--to", "dealer", "--out", "\(folder.path)/parcel"]
        #expect(
            try CommandLine.cyclade(["vault", "grant", commitment] + vault + out).status == 3
        )
        let revoke = ["vault", "revoke", commitment, "--from", "dealer"]
        #expect(try CommandLine.cyclade(revoke + vault).status == 3)
        let check = try CommandLine.cyclade(["vault", "check"] + vault)
        #expect(check.status == 0 && check.output.contains("not compared"))
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func expectSecret(_ scene: VaultScene) throws {
        let seen = try scene.files() + Data(scene.said.utf8)
        // In yuan, in fen, and as the payload has it.
        var amount = ClearPayload()
        amount.amountFen = 9_876_543_210
        let spellings: [Data] = [
            Data("98765432".utf8), Data("9876543210".utf8), try amount.serializedBytes(),
        ]
        for spelling in spellings { #expect(seen.range(of: spelling) == nil) }
        #expect(seen.range(of: Data("payload".utf8)) != nil)
    }
}

extension String {
    /// The bytes of a field of proto3 JSON.
    fileprivate func base64(after field: String) -> Data? {
        guard let start = range(of: "\"\(field)\":\"") else { return nil }
        return Data(base64Encoded: String(self[start.upperBound...].prefix { $0 != "\"" }))
    }
}

extension Data {
    fileprivate var hex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
