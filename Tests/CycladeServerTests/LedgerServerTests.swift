import Foundation
import LedgerClient
import LedgerNode
import TestSupport
import Testing

@Suite("A node over HTTP", .serialized, .timeLimit(.minutes(15)))
struct LedgerServerTests {
    private static let origin = "cyclade.example/http"

    @Test("takes what Python signed, and proves it to Python")
    func python() async throws {
        _ = try Program.find("protoc")
        let python = try Program.python
        try await withNode { node, directory in
            let judged = try await Program.run(
                python,
                [
                    Repository.interop.appending(path: "python/submit_transaction.py").path,
                    node.url,
                    Self.origin, "\(directory)/keys/cells.json", directory,
                ]
            )
            print(judged.output)
            #expect(judged.status == 0)
            try await verifyWithOpenSSL("\(directory)/python.pb")
        }
    }

    @Test("carries signatures of Swift's that OpenSSL verifies")
    func openSSL() async throws {
        let cyclade = try Program.cyclade
        let directory = Self.newDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let demo = try await Program.run(
            cyclade,
            ["demo", "--packs", "1", "--data-dir", directory]
        )
        try #require(demo.status == 0, "\(demo.output)")
        try await verifyWithOpenSSL("\(directory)/receipt.pb")
    }

    private func verifyWithOpenSSL(_ receipt: String) async throws {
        for tool in ["openssl", "python3"] { _ = try Program.find(tool) }
        let script = Repository.interop.appending(path: "openssl_verify.sh")
        let verified = try await Program.run(script, [receipt])
        print("openssl: \(verified.output)")
        #expect(verified.status == 0)
        #expect(verified.output.contains("Verified OK"))
    }

    @Test("is reached by tx submit, which says what became of a transaction")
    func submit() async throws {
        let cyclade = try Program.cyclade
        try await withNode { node, directory in
            let file = "\(directory)/model.json"
            let body = """
                {"ledger": "\(Self.origin)", "registerModel": {"modelId": "m-1", "form": 1,
                "chemistry": 2, "ratedCapacityMah": "100000", "nominalVoltageMv": 320000,
                "massG": "300000", "manufacturerCode": "0JG", "specificationCode": "J1"}}
                """
            try body.write(toFile: file, atomically: true, encoding: .utf8)
            let arguments = ["tx", "submit", file, "--key", "\(directory)/keys/cells.json"]
            let bySocket = try await Program.run(cyclade, arguments + ["--data-dir", directory])
            #expect(bySocket.status == 0)
            #expect(bySocket.output.contains("RegisterModel"))
            let again = try await Program.run(cyclade, arguments + ["--url", node.url])
            #expect(again.status == 4)
            #expect(again.output.contains("alreadyExists model_id"))
            let nobody = try await Program.run(
                cyclade,
                arguments + ["--url", "http://127.0.0.1:1"]
            )
            #expect(nobody.status == 5)
        }
    }

    @Test("is reached by tx submit with a transaction that was signed elsewhere")
    func submitSigned() async throws {
        let cyclade = try Program.cyclade
        try await withNode { node, directory in
            let keys = try MemberKeys(readingFrom: "\(directory)/keys/cells.json")
            let now = LedgerNode.systemClock()
            let bytes = try TransactionSigner(ledger: Self.origin, keys: keys).sign(
                TestLedger.registerModel,
                occurredMs: now,
                validUntilMs: now + 60_000
            )
            let file = "\(directory)/transaction.pb"
            try Data(bytes).write(to: URL(filePath: file))
            let arguments = ["tx", "submit", file, "--signed"]
            let accepted = try await Program.run(cyclade, arguments + ["--url", node.url])
            #expect(accepted.status == 0, "\(accepted.output)")
            #expect(accepted.output.contains("accepted     RegisterModel"))
            let again = try await Program.run(cyclade, arguments + ["--data-dir", directory])
            #expect(again.status == 4)
            #expect(again.output.contains("replayed"))
            try Data(bytes.dropLast()).write(to: URL(filePath: file))
            let cutShort = try await Program.run(cyclade, arguments + ["--url", node.url])
            #expect(cutShort.status == 4)
            #expect(cutShort.output.contains("malformed"))
        }
    }

    @Test("answers on its socket too, which only its owner may use")
    func socket() async throws {
        let curl = try Program.find("curl")
        try await withNode { _, directory in
            let path = "\(directory)/node.sock"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            let answer = try await Program.run(
                curl,
                ["-s", "--unix-socket", path, "http://localhost/v1/batteries/none"]
            )
            #expect(answer.output.contains("urn:cyclade:problem:unknown-battery"))
        }
    }

    @Test("starts again over a socket that a killed node left, and stops the second node")
    func leftovers() async throws {
        let cyclade = try Program.cyclade
        try await withNode(prepare: { directory in
            try NodeProcess(cyclade, dataDirectory: directory).kill()
            #expect(FileManager.default.fileExists(atPath: "\(directory)/node.sock"))
        }) { node, directory in
            let second = try await Program.run(cyclade, ["node", "run", "--data-dir", directory])
            #expect(second.status == 5)
            #expect(second.output.contains("answers at \(node.url)"))
        }
    }

    /// Makes a ledger, runs a node on it, and requires that it ends with 0 and leaves no socket.
    private func withNode(
        prepare: (String) async throws -> Void = { _ in },
        _ body: (NodeProcess, String) async throws -> Void
    ) async throws {
        let cyclade = try Program.cyclade
        let directory = Self.newDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let made = try await Program.run(
            cyclade,
            [
                "ledger", "init", "--origin", Self.origin, "--data-dir", directory,
                "--founder", "cells:batteryMaker+collector", "--voter", "cells",
            ]
        )
        try #require(made.status == 0, "\(made.output)")
        try await prepare(directory)
        let node = try NodeProcess(cyclade, dataDirectory: directory)
        do {
            try await body(node, directory)
        } catch {
            _ = node.stop()
            throw error
        }
        #expect(node.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/node.sock"))
    }

    private static func newDirectory() -> String {
        FileManager.default.temporaryDirectory
            .appending(path: "cyclade-http-\(UUID().uuidString.prefix(8))").path
    }
}
