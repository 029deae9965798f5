import Foundation
import TestSupport
import Testing

@Suite("Command line", .timeLimit(.minutes(10)))
struct CommandLineTests {
    @Test("the picture in the README is what the demo shows, in its order")
    func picture() throws {
        let readme = try String(
            contentsOf: Repository.root.appending(path: "README.md"),
            encoding: .utf8
        )
        let shown = try #require(readme.split(separator: "```\n").first { $0.hasPrefix("packs ") })
        let directory = try TemporaryDirectory()
        let demo = try CommandLine.cyclade("demo", "--data-dir", "\(directory.path)/demo")
        var rest = demo.output.split(separator: "\n")[...]
        for line in shown.split(separator: "\n") {
            let place = rest.firstIndex { $0.hasPrefix(line) }
            rest = rest[(try #require(place, "\(line)") + 1)...]
        }
    }

    @Test("a demo ends with a ledger that is sound and a receipt that anyone can check")
    func demo() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/demo"
        let demo = try CommandLine.cyclade("demo", "--packs", "6", "--data-dir", data)
        #expect(demo.status == 0, "\(demo.errors)")
        #expect(demo.output.contains("Re-verified from the genesis"))
        #expect(demo.output.contains("Try next:"))

        let audit = try CommandLine.cyclade("ledger", "audit", "--data-dir", data, "--json")
        #expect(audit.status == 0)
        #expect(audit.output.contains(#""ledger":"cyclade.example/story""#))

        let verify = ["verify", "\(data)/receipt.pb", "--trust", "\(data)/trust.txt"]
        #expect(try CommandLine.cyclade(verify).status == 0)
        try flipOneBit(of: "\(data)/receipt.pb")
        let spoilt = try CommandLine.cyclade(verify)
        #expect(spoilt.status == 1)
        #expect(spoilt.output.contains("Not proven."))
    }

    @Test("a real collection is replayed from end to end")
    func replay() throws {
        let collection = try Repository.shared("data/battery/nasa_pcoe").path
        let directory = try TemporaryDirectory()
        let folder = "\(directory.path)/cells"
        // The smallest collection stands for all, and the others are missing.
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/nasa_pcoe",
            withDestinationPath: collection
        )
        let data = "\(directory.path)/replay"
        let replay = try CommandLine.cyclade("replay", folder, "--data-dir", data)
        #expect(replay.status == 0, "\(replay.errors)")
        // Of the raw charges that the set has, cells are told by others.
        let judged = try Regex(#"nasa_pcoe/\S+: (\d+) of them judged by (\d+) charges"#)
        let found = try #require(replay.errors.firstMatch(of: judged), "\(replay.errors)")
        #expect((found.output[1].substring.flatMap { Int($0) } ?? 0) >= 2)
        #expect((found.output[2].substring.flatMap { Int($0) } ?? 0) >= 50)
        #expect(replay.output.contains("recycling rate"))
        #expect(replay.output.contains("verdict to centre"))
    }

    @Test("a founder's ledger is exported with its trust file, and made only once")
    func initialise() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/ledger"
        let make = [
            "ledger", "init", "--origin", "cyclade.example/pilot", "--data-dir", data,
            "--founder", "bank:assetManager", "--voter", "bank",
        ]
        #expect(try CommandLine.cyclade(make).status == 0)
        #expect(try CommandLine.cyclade(make).status == 5)
        let target = "\(directory.path)/log"
        #expect(try CommandLine.cyclade("ledger", "export", target, "--data-dir", data).status == 0)
        for file in ["checkpoint", "trust.txt", "tile/0/000.p/1", "tile/entries/000.p/1"] {
            #expect(FileManager.default.fileExists(atPath: "\(target)/\(file)"), "\(file)")
        }
    }

    @Test(
        "what cannot be done has its exit status and says what to do",
        arguments: [
            (["ledger", "audit", "--data-dir", "/nowhere"], Int32(3), "ledger init"),
            (["verify", "/nowhere/receipt.pb"], 3, "cannot be read"),
            (["replay", "/nowhere"], 3, "none of the collections"),
            (["ledger", "init", "--origin", "x", "--founder", "a:king"], 2, "is no role"),
        ]
    )
    func failures(arguments: [String], status: Int32, message: String) throws {
        let outcome = try CommandLine.cyclade(arguments)
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    private func flipOneBit(of path: String) throws {
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        // Within the transaction: what it says, not who else cosigned it.
        bytes[80] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
    }
}
