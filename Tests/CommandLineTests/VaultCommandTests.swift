import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import cyclade

/// One member's vault by the built program, without a ledger.
@Suite("Vaults on the command line", .timeLimit(.minutes(10)))
struct VaultCommandTests {
    /// A vault in a directory that goes with the test.
    private struct Bank {
        let folder: TemporaryDirectory
        var data: String { "\(folder.path)/data" }
        var keyFile: String { "\(data)/keys/bank.vault-key" }
        var file: String { "\(data)/vaults/bank.vault" }

        init(_ arguments: [String] = []) throws {
            folder = try TemporaryDirectory()
            let ledger = ["--ledger", "cyclade.example/pilot"]
            let made = try run("create", ledger + arguments)
            try #require(made.status == 0, "\(made)")
        }

        func run(
            _ verb: String,
            _ arguments: [String] = [],
            input: String = ""
        ) throws -> CommandLine.Outcome {
            try CommandLine.cyclade(line(verb, arguments), input: input)
        }

        func line(_ verb: String, _ arguments: [String] = []) -> [String] {
            ["vault", verb, "--member", "bank", "--data-dir", data] + arguments
        }

        func secret(_ text: String, _ name: String, mode: Int = 0o600) throws -> String {
            let path = "\(folder.path)/\(name)"
            let isMade = FileManager.default.createFile(
                atPath: path,
                contents: Data(text.utf8),
                attributes: [.posixPermissions: mode]
            )
            try #require(isMade)
            return path
        }
    }

    @Test(
        "a value comes back as it was put",
        arguments: [
            ("rent", ["--as", "yuan"], "1234.5", "1234.50 yuan"),
            ("deposit", ["--as", "fen"], "7\n", "0.07 yuan"),
            ("vin", [], "LSVAA4182E2123456\r\n", "LSVAA4182E2123456"),
            ("owner", [], "某承租人\n", "某承租人"),
            ("site", ["--as", "place"], "-30.27415, 120.15515", "-30.274150, 120.155150"),
            ("site", ["--as", "text"], "1 Example Road", "1 Example Road"),
            ("paper", [], "any bytes\n", "any bytes"),
        ]
    )
    func values(kind: String, form: [String], written: String, shown: String) throws {
        let bank = try Bank()
        let put = try bank.run(
            "put",
            ["--kind", kind, "--subject", "lease/L-1"] + form,
            input: written
        )
        try #require(put.status == 0, "\(put)")
        let commitment = String(put.output.prefix(64))
        let value = try bank.run("show", [commitment, "--value"])
        #expect(value.output == shown + "\n")
        let object = try bank.run("show", [commitment, "--value", "--json"]).output
        #expect(object.contains(#""value":{"#))
        #expect(try !bank.run("show", [commitment, "--json"]).output.contains("value"))
    }

    @Test("a document comes from a file and goes to one, byte by byte")
    func document() async throws {
        let bank = try Bank()
        let bytes = Data((0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })
        let file = "\(bank.folder.path)/lease.pdf"
        try bytes.write(to: URL(filePath: file))
        let arguments = ["--kind", "paper", "--subject", "lease/L-1", "--file", file, "--json"]
        let put = try bank.run("put", arguments)
        #expect(put.output.contains(#""commitPayload":{"#), "\(put.errors)")
        #expect(put.output.contains(#""kind":"PAYLOAD_KIND_PAPER""#))
        let list = try bank.run("list").output
        let commitment = try #require(list.split(separator: "\n").last?.prefix(64))
        let shown = try await Program.run(
            URL(filePath: "/bin/sh"),
            ["-c", #""$0" "$@" | cmp - \#(file)"#, Program.cyclade.path]
                + bank.line("show", [String(commitment), "--value"])
        )
        #expect(shown.status == 0, "\(shown.output)")
    }

    @Test(
        "what is not such a value is refused, and not repeated",
        arguments: [
            ("rent", ["--as", "yuan"], "98765.432"), ("rent", ["--as", "yuan"], "98,765"),
            ("rent", ["--as", "fen"], "-98765"), ("rent", ["--as", "fen"], "98765.4"),
            ("rent", ["--as", "fen"], "9876500000000000000000000"),
            ("vin", [], "98765"), ("owner", [], ""),
            ("site", ["--as", "place"], "98.765,0"), ("site", ["--as", "place"], "9.8765"),
            ("rent", [], "98765"), ("rent", ["--as", "text"], "98765"),
            ("site", [], "98765"),
        ]
    )
    func refusedValues(kind: String, form: [String], written: String) throws {
        let bank = try Bank()
        let transaction = "\(bank.folder.path)/commit"
        let outcome = try bank.run(
            "put",
            ["--kind", kind, "--subject", "lease/L-1", "--transaction", transaction] + form,
            input: written
        )
        #expect(outcome.status == 2, "\(outcome)")
        #expect(!outcome.errors.isEmpty && !outcome.errors.contains("98765"))
        #expect(!FileManager.default.fileExists(atPath: transaction))
        #expect(try bank.run("list", ["--json"]).output == #"{"payloads":[]}"# + "\n")
    }

    @Test("a vault opens with its own keys only, and while nobody else may read them")
    func wrongKeys() throws {
        let (bank, other) = (try Bank(), try Bank())
        let wrong = try bank.run("list", ["--vault-key", other.keyFile])
        #expect(wrong.status == 5 && wrong.errors.contains("made with other keys"), "\(wrong)")
        #expect(try bank.run("list", ["--vault-key", "/nowhere/key"]).status == 3)
        #expect(try bank.run("list", ["--vault", "/nowhere/vault"]).status == 3)
        #expect(try bank.run("create", ["--ledger", "cyclade.example/pilot"]).status == 5)
        for path in [bank.keyFile, bank.file, "\(bank.data)/vaults"] {
            let before = try FileManager.default.attributesOfItem(atPath: path)
            let mode = try #require(before[.posixPermissions] as? Int)
            try FileManager.default.setAttributes(
                [.posixPermissions: mode | 0o040],
                ofItemAtPath: path
            )
            let exposed = try bank.run("list")
            #expect(exposed.status == 5 && exposed.errors.contains("can be read by others"))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
        #expect(try bank.run("list").status == 0)
    }

    @Test("a passphrase comes from a file or a descriptor, and another opens nothing")
    func passphraseFile() async throws {
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/passphrase"
        let isMade = FileManager.default.createFile(
            atPath: path,
            contents: Data("correct horse\n".utf8),
            attributes: [.posixPermissions: 0o600]
        )
        try #require(isMade)
        let bank = try Bank(["--new-passphrase-file", path])
        #expect(try bank.run("list", ["--passphrase-file", path]).status == 0)
        let piped = try await Program.run(
            URL(filePath: "/bin/sh"),
            ["-c", #"echo 'correct horse' | "$0" "$@""#, Program.cyclade.path]
                + bank.line("list", ["--passphrase-file", "/dev/fd/0"])
        )
        #expect(piped.status == 0, "\(piped.output)")
        let wrong = try bank.secret("another\n", "wrong")
        let outcome = try bank.run("list", ["--passphrase-file", wrong])
        #expect(outcome.status == 5 && !outcome.errors.contains("another\n"), "\(outcome)")
        let exposed = try bank.secret("correct horse\n", "exposed", mode: 0o644)
        #expect(try bank.run("list", ["--passphrase-file", exposed]).status == 5)
        let lines = try bank.secret("correct\nhorse\n", "lines")
        #expect(try bank.run("list", ["--passphrase-file", lines]).status == 2)
        #expect(try bank.run("list", ["--passphrase-file", "/nowhere/file"]).status == 3)
    }

    @Test("a terminal is asked for the passphrase, and does not show it")
    func passphrasePrompt() throws {
        let folder = try TemporaryDirectory()
        let vault = [
            "--vault", "\(folder.path)/vault/v", "--vault-key", "\(folder.path)/key/k", "--member",
            "bank",
        ]
        let create =
            ["vault", "create", "--ledger", "cyclade.example/pilot", "--ask-passphrase"] + vault
        let apart = try CommandLine.cyclade(create, typing: ["correct horse", "correct hose"])
        #expect(apart.status == 2)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/key/k"))
        let made = try CommandLine.cyclade(create, typing: ["correct horse", "correct horse"])
        #expect(made.status == 0, "\(made.shown)")
        let list = ["vault", "list"] + vault
        let right = try CommandLine.cyclade(list, typing: ["correct horse"])
        #expect(right.status == 0 && right.shown.contains("commitment"), "\(right.shown)")
        #expect(try CommandLine.cyclade(list, typing: ["wrong horse"]).status == 5)
        #expect(try CommandLine.cyclade(list, typing: [""]).status == 2)
        for shown in [apart.shown, made.shown, right.shown] { #expect(!shown.contains("horse")) }
    }

    @Test("commands that come to a vault at once wait for each other")
    func together() async throws {
        let bank = try Bank()
        let statuses = try await withThrowingTaskGroup(of: [Int32].self) { group in
            for _ in 0..<4 {
                group.addTask { try (0..<8).map { _ in try bank.run("list").status } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses == Array(repeating: 0, count: 32))
    }

    @Test("a backup lies away from the key file, and new keys shut the older copies")
    func backupAndRekey() throws {
        let bank = try Bank()
        let put = ["--kind", "rent", "--as", "fen", "--subject", "lease/L-1"]
        let commitment = try String(bank.run("put", put, input: "5").output.prefix(64))
        let backup = "\(bank.folder.path)/backup/bank.vault"
        let copied = try bank.run("backup", [backup])
        #expect(copied.status == 0 && copied.output.contains("1 payload"), "\(copied)")
        #expect(try bank.run("backup", [backup]).status == 5)
        #expect(try bank.run("backup", ["\(bank.data)/keys/bank.vault"]).status == 4)

        let newKey = "\(bank.folder.path)/new.json"
        let rekeyed = try bank.run("rekey", [newKey])
        #expect(rekeyed.status == 0 && rekeyed.output.contains("Destroy \(bank.keyFile)"))
        #expect(try bank.run("list").status == 5)
        let value = try bank.run("show", [commitment, "--value", "--vault-key", newKey])
        #expect(value.output == "0.05 yuan\n")
        #expect(try bank.run("list", ["--vault", backup]).status == 0)
        #expect(try bank.run("list", ["--vault", backup, "--vault-key", newKey]).status == 5)
    }

    @Test("a check finds what was altered, and names it")
    func alteredPayload() throws {
        let bank = try Bank()
        let put = ["--kind", "rent", "--as", "fen", "--subject", "lease/L-1"]
        let commitments = try ["5", "6"].map {
            try String(bank.run("put", put, input: $0).output.prefix(64))
        }
        #expect(try bank.run("check", ["--json"]).output.contains(#""opened":2"#))
        var bytes = try Data(contentsOf: URL(filePath: bank.file))
        // A sealed payload begins with the field of its commitment; what follows is sealed.
        let start = try [0x0A, 0x20] + #require([UInt8](hex: commitments[0]))
        let place = try #require(bytes.range(of: Data(start)))
        bytes[place.upperBound + 100] ^= 1
        let handle = try FileHandle(forWritingTo: URL(filePath: bank.file))
        try handle.write(contentsOf: bytes)
        try handle.close()
        let check = try bank.run("check", ["--json"])
        #expect(check.status == 1 && check.output.contains(#""opened":1"#), "\(check)")
        #expect(check.output.contains(commitments[0]) && !check.output.contains(commitments[1]))
        #expect(try bank.run("show", [commitments[0], "--value"]).status == 1)
        #expect(try bank.run("show", [commitments[1], "--value"]).output == "0.06 yuan\n")
    }

    @Test("a vault is made with keys that are there already, if that is said")
    func existingKey() throws {
        let bank = try Bank()
        let again = ["--ledger", "cyclade.example/pilot", "--vault", "\(bank.folder.path)/v/other"]
        let refused = try bank.run("create", again)
        #expect(refused.status == 5 && refused.errors.contains("bank.vault-key exists already"))
        #expect(try bank.run("create", again + ["--existing-key"]).status == 0)
        #expect(try bank.run("list", Array(again.suffix(2))).status == 0)
        #expect(try bank.run("list").status == 0)
    }

    @Test("a vault's key file beside the members' is not taken for one of theirs")
    func membersKeys() async throws {
        let scene = try await VaultScene()
        let before = try LedgerSetup.keys(in: scene.ledger.directory)
        _ = try scene.done("create", of: "manager")
        let keys = try LedgerSetup.keys(in: scene.ledger.directory)
        #expect(Set(keys.keys) == Set(before.keys))
        #expect(keys.count == 4)
    }

    @Test(
        "a command that lacks something says what to give",
        arguments: [
            (["list"], "'--member ID'"), (["list", "--vault", "v"], "'--vault-key FILE'"),
            (["list", "--member", "Bank"], "no member's id"),
            (["create", "--vault", "v", "--vault-key", "k"], "'--member ID'"),
            (["show", "--member", "bank", "12"], "<commitment>"),
            (["put", "--member", "bank", "--subject", "s", "--kind", "salary"], "photographs"),
            (["statements", "--member", "bank", "--out", "f"], "name its commitment"),
        ]
    )
    func usage(arguments: [String], message: String) throws {
        let outcome = try CommandLine.cyclade(["vault"] + arguments)
        #expect(outcome.status == 2, "\(outcome)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
}
