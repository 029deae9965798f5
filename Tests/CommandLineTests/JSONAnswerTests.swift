import Foundation
import TestSupport
import Testing

@Suite("Answers for programs", .timeLimit(.minutes(10)))
struct JSONAnswerTests {
    @Test("a demo answers with its sums, its audit, and a life that is proven")
    func demo() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/demo"
        let answer = try object("demo", "--packs", "2", "--data-dir", data, "--json")
        #expect(answer["data_dir"] as? String == data)
        let summary = try #require(answer["summary"] as? [String: Any])
        #expect(summary["packs"] as? Int == 2)
        let fates = try #require(summary["packs_by_fate"] as? [String: Int])
        #expect(fates.values.reduce(0, +) == 2)
        let types = try #require(summary["transactions_by_type"] as? [String: Int])
        #expect(types.values.reduce(0, +) == answer["transactions"] as? Int)
        let audit = try #require(answer["audit"] as? [String: Any])
        #expect(audit["transactions"] as? Int == answer["transactions"] as? Int)
        let life = try #require(answer["life"] as? [String: Any])
        #expect((life["steps"] as? [Any])?.isEmpty == false)
        let verification = try #require(life["verification"] as? [String: Any])
        #expect(verification["proven"] as? Bool == true)
        let receipt = try #require(life["receipt"] as? String)
        #expect(FileManager.default.fileExists(atPath: receipt))
    }

    @Test("batteries are listed page by page, for programs and for people")
    func batteries() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/demo"
        let demo = try CommandLine.cyclade("demo", "--packs", "2", "--data-dir", data)
        try #require(demo.status == 0, "\(demo.errors)")
        let list = ["battery", "list", "--data-dir", data]
        let first = try object(list + ["--limit", "1", "--json"])
        let rows = try #require(first["batteries"] as? [[String: String]])
        let code = try #require(first["next"] as? String)
        #expect(rows.map { $0["battery_id"] } == [code])
        let stage = try #require(rows.first?["stage"])
        let rest = try object(list + ["--after", code, "--stage", stage, "--json"])
        let others = try #require(rest["batteries"] as? [[String: String]])
        #expect(others.allSatisfy { $0["stage"] == stage && $0["battery_id"] != code })
        #expect(rest["next"] == nil)

        let table = try CommandLine.cyclade(list + ["--limit", "1"])
        #expect(table.output.contains(code))
        #expect(table.output.contains("--after \(code)"))
        #expect(try CommandLine.cyclade(list + ["--stage", "melted"]).status == 2)
        #expect(try CommandLine.cyclade(list + ["--limit", "1001"]).status == 2)
    }

    @Test("a replay answers as a demo does")
    func replay() throws {
        let directory = try TemporaryDirectory()
        let folder = "\(directory.path)/cells"
        try writeCollection(to: folder)
        let data = "\(directory.path)/replay"
        let answer = try object("replay", folder, "--data-dir", data, "--json")
        let summary = try #require(answer["summary"] as? [String: Any])
        #expect(summary["packs"] as? Int == 1)
    }

    @Test("making and exporting a ledger say where everything is")
    func ledger() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/ledger"
        let made = try object(
            "ledger",
            "init",
            "--origin",
            "cyclade.example/pilot",
            "--data-dir",
            data,
            "--founder",
            "bank:assetManager",
            "--founder",
            "cells:batteryMaker",
            "--voter",
            "bank",
            "--json"
        )
        #expect(made["ledger"] as? String == "cyclade.example/pilot")
        let members = try #require(made["members"] as? [[String: Any]])
        #expect(members.map { $0["member_id"] as? String } == ["bank", "cells"])
        #expect(members.map { $0["votes"] as? Bool } == [true, false])
        for member in members {
            let file = try #require(member["key_file"] as? String)
            #expect(FileManager.default.fileExists(atPath: file))
        }

        let target = "\(directory.path)/log"
        let exported = try object("ledger", "export", target, "--data-dir", data, "--json")
        #expect(exported["tree_size"] as? Int == 1)
        #expect(exported["directory"] as? String == target)
    }

    /// Runs `cyclade`, and requires that it prints one JSON object and nothing else.
    private func object(_ arguments: String...) throws -> [String: Any] {
        try object(arguments)
    }

    private func object(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try CommandLine.cyclade(arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == 1)
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(parsed as? [String: Any])
    }

    /// One cell that loses a thousandth of its capacity with each cycle.
    private func writeCollection(to folder: String) throws {
        let collection = URL(filePath: folder).appending(path: "nasa_pcoe")
        try FileManager.default.createDirectory(at: collection, withIntermediateDirectories: true)
        let rows = (1...400).map { "B1,\($0),2,\(2 - Double($0) / 500),0.1" }
        let text =
            "cell_id,cycle,nominal_Ah,discharge_Ah,r_onset_ohm\n" + rows.joined(separator: "\n")
        try text.write(
            to: collection.appending(path: "cycles.csv"),
            atomically: true,
            encoding: .utf8
        )
    }
}
