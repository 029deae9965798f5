import CycladeSchema
import Foundation
import TestSupport
import Testing
import Vocabulary

import enum Crypto.P256

@testable import Vault

/// Python, with libraries of others and the contract alone, reads what is written here, and back.
@Suite("Vault and Python")
struct VaultInteropTests {
    struct Work: Codable {
        struct Opening: Codable {
            var sealed: String
            var granted: String
            let privateKey: String
            let clear: String
        }

        struct Statement: Codable {
            let statement: String
            let publicKey: String
            var commitment: String
        }

        struct File: Codable {
            let text: String
            var passphrase: String?
            let secret: String
        }

        struct Making: Codable {
            let ledger: String
            let grantor: String
            let grantee: String
            let publicKey: String
        }

        var open: [Opening] = []
        var statements: [Statement] = []
        var keyFiles: [File] = []
        let make: Making
    }

    struct Made: Codable {
        let count: Int
        let clear: String
        let sealed: String
        let granted: String
    }

    @Test("Python opens our grants, statements and key files, and we open what it seals")
    func python() async throws {
        let dealer = try VaultMember("dealer")
        let work = try work(for: dealer)
        let result = try await judge(work)
        #expect(result.status == 0, "\(result.output)")
        let made = try JSONDecoder().decode(Made.self, from: Data(result.output.utf8))
        #expect(made.count == work.open.count + work.statements.count + work.keyFiles.count)

        let grant = try KeyGrant(#require([UInt8](hex: made.granted)))
        let blob = try SealedBlob(#require([UInt8](hex: made.sealed)))
        let payload = try dealer.store.accept(grant, with: blob)
        #expect(payload.bytes.hex == made.clear)
        guard case .amount(let amount) = payload.content else {
            Issue.record("\(payload)")
            return
        }
        #expect(amount.rawValue == 4_200_000)
        #expect(payload.subject == "lease/L-2")
    }

    @Test("Python refuses what is altered, so it does judge", arguments: 0..<5)
    func alterations(number: Int) async throws {
        var work = try work(for: VaultMember("dealer"))
        switch number {
        case 0: work.open[0].sealed = work.open[1].sealed
        case 1: work.open[0].granted = work.open[1].granted
        case 2:
            work.open[0] = Work.Opening(
                sealed: work.open[0].sealed,
                granted: work.open[0].granted,
                privateKey: String(repeating: "42", count: 32),
                clear: work.open[0].clear
            )
        case 3: work.statements[0].commitment = String(repeating: "0", count: 64)
        default: work.keyFiles[1].passphrase = "another"
        }
        let result = try await judge(work)
        #expect(result.status == 1, "\(result.output)")
    }

    /// What `asset` grants to `dealer` and declares, and the key files of both kinds.
    private func work(for dealer: VaultMember) throws -> Work {
        let asset = try VaultMember("asset")
        var work = Work(
            make: Work.Making(
                ledger: dealer.store.owner.ledger.text,
                grantor: "asset",
                grantee: "dealer",
                publicKey: dealer.keys.publicKey.hex
            )
        )
        let place = try GeoPoint(latitudeE6: -30_274_150, longitudeE6: 120_155_150)
        let payloads = [
            try Sample.rent(), try Sample.vin(), try Sample.rent(0),
            try Payload(.site, of: "deployment/D-1", .place(place)),
            try Payload(.owner, of: "vehicle/V-1", .text("某人")),
            try Payload(.paper, of: "lease/L-1", .document(Array(repeating: 3, count: 70_000))),
        ]
        for payload in payloads {
            let commitment = try asset.store.put(payload)
            let grant = try asset.store.grant(commitment, to: dealer.grantee, at: Sample.time(0))
            work.open.append(
                Work.Opening(
                    sealed: try asset.store.sealed(commitment).bytes.hex,
                    granted: grant.bytes.hex,
                    privateKey: Array(dealer.keys.encryption.rawRepresentation).hex,
                    clear: payload.bytes.hex
                )
            )
        }
        let key = P256.Signing.PrivateKey()
        let signer = StatementSigner(keyID: try KeyID("key-1"), key: key)
        for payload in payloads {
            let erasure = try asset.store.erase(payload.commitment, at: Sample.time(1), by: signer)
            work.statements.append(
                Work.Statement(
                    statement: erasure.bytes.hex,
                    publicKey: Array(key.publicKey.x963Representation).hex,
                    commitment: "\(payload.commitment)"
                )
            )
        }
        for passphrase in [nil, "correct horse battery staple"] {
            let path = "\(asset.directory.path)/\(passphrase == nil ? "plain" : "protected")"
            try asset.keys.file.write(
                to: path,
                passphrase: passphrase.map { try Passphrase($0) },
                cost: ScryptCost(log2N: 12, blockSize: 8, parallelism: 2)
            )
            let secret = unsafe asset.keys.file.secret.withUnsafeBytes { unsafe Array($0) }
            work.keyFiles.append(
                Work.File(
                    text: String(decoding: VaultCopy.contents(path), as: UTF8.self),
                    passphrase: passphrase,
                    secret: secret.hex
                )
            )
        }
        return work
    }

    private func judge(_ work: Work) async throws -> Program.Result {
        let python = try Program.python
        _ = try Program.find("protoc")
        let directory = try TemporaryDirectory()
        let file = "\(directory.path)/work.json"
        try JSONEncoder().encode(work).write(to: URL(filePath: file))
        let script = Repository.interop.appending(path: "python/check_vault.py")
        return try await Program.run(python, [script.path, file])
    }
}
