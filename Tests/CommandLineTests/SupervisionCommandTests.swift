import Foundation
import TestSupport
import Testing

@Suite("Supervision on the command line", .timeLimit(.minutes(15)))
struct SupervisionCommandTests {
    @Test("a national demo finds what it planted, and every finding can be computed again")
    func national() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/nation"
        let demo = try object(
            [
                "demo", "--scenario", "national", "--fleet", "100", "--years", "3", "--seed", "7",
                "--data-dir", data, "--json",
            ]
        )
        let report = try #require(demo["report"] as? [String: Any])
        for row in try #require(report["planted_and_found"] as? [[String: Any]]) {
            let planted = try #require(row["planted"] as? Int)
            let found = try #require(row["found"] as? Int)
            let open = try #require(row["open"] as? Int)
            #expect(found + open == planted, "\(row)")
        }
        #expect(try #require(demo["lowest_honest_credit"] as? Int) >= 900)

        let listed = try object(["supervision", "warnings", "--data-dir", data, "--json"])
        let warnings = try #require(listed["warnings"] as? [[String: Any]])
        let id = try #require(warnings.first?["warning_id"] as? String)
        let again = try CommandLine.cyclade(["supervision", "recompute", id, "--data-dir", data])
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains("borne out"))
        let unknown = try CommandLine.cyclade(
            ["supervision", "recompute", "w-0", "--data-dir", data]
        )
        #expect(unknown.status == 3)

        let credit = try object(["supervision", "credit", "--data-dir", data, "--json"])
        let members = try #require(credit["credit"] as? [[String: Any]])
        #expect(members.count > 20)
        #expect(
            try CommandLine.cyclade(
                ["supervision", "credit", "--member", "nobody", "--data-dir", data]
            ).status == 3
        )

        let indicators = try object(["supervision", "indicators", "--data-dir", data, "--json"])
        let sums = try #require(indicators["sums"] as? [String: [String: Any]])
        let dark = try #require(sums["dark"])
        #expect(dark["amount"] as? Int == (dark["entries"] as? [Int])?.count)
        let entries = try CommandLine.cyclade(
            ["supervision", "indicators", "--entries", "nothing", "--data-dir", data]
        )
        #expect(entries.status == 3)
        #expect(entries.errors.contains("ended_first_life"))

        let due = try object(
            ["supervision", "due", "--as-of", "2030-01-01", "--data-dir", data, "--json"]
        )
        let duties = try #require(due["duties"] as? [[String: Any]])
        #expect(duties.allSatisfy { $0["legal_source"] as? String != "" })
    }

    @Test("the same scenario and seed end in the same answer")
    func deterministic() throws {
        let directory = try TemporaryDirectory()
        let answers = try ["first", "second"].map { name in
            var answer = try object(
                [
                    "demo", "--scenario", "national", "--fleet", "100", "--years", "2",
                    "--data-dir", "\(directory.path)/\(name)", "--json",
                ]
            )
            for key in ["data_dir", "elapsed_s", "cpu_us_per_transaction", "peak_mib"] {
                answer[key] = nil
            }
            return answer as NSDictionary
        }
        #expect(answers[0] == answers[1])
    }

    @Test("a scenario of one's own is read, and what is wrong with it is said")
    func scenario() throws {
        let directory = try TemporaryDirectory()
        let printed = try CommandLine.cyclade("demo", "--print-scenario")
        #expect(printed.status == 0)
        #expect(printed.output.contains("mean_days"))
        let file = "\(directory.path)/mine.yaml"
        try printed.output.replacing("mean_days: 30", with: "mean_days: never")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let run = ["demo", "--scenario", file, "--data-dir", "\(directory.path)/nation"]
        let refused = try CommandLine.cyclade(run)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("mean_days"))
        let missing = try CommandLine.cyclade("demo", "--scenario", "\(file).gone")
        #expect(missing.status == 3)
        #expect(try CommandLine.cyclade("demo", "--fleet", "1").status == 2)
    }

    @Test("a swap's receipt is written, proven, and read in two languages")
    func swapReceipt() throws {
        let directory = try TemporaryDirectory()
        let data = "\(directory.path)/demo"
        let demo = try object(["demo", "--packs", "4", "--data-dir", data, "--json"])
        let life = try #require(demo["life"] as? [String: Any])
        let steps = try #require(life["steps"] as? [[String: Any]])
        let trust = try #require(life["trust"] as? String)
        #expect(!steps.isEmpty)
        let list = try object(["battery", "list", "--data-dir", data, "--json"])
        let codes = try #require(list["batteries"] as? [[String: String]])
            .compactMap { $0["battery_id"] }
        let file = "\(directory.path)/swap.pb"
        let written = try codes.lazy.map { code in
            try CommandLine.cyclade(
                ["battery", "swap-receipt", code, "--data-dir", data, "--output", file]
            )
        }.first { $0.status == 0 }
        #expect(try #require(written).output.contains("交付电量"))
        let proof = try object(["verify", file, "--trust", trust, "--json"])
        #expect(proof["proven"] as? Bool == true)
        let swap = try #require(proof["swap"] as? [String: Any])
        let given = try #require(swap["given"] as? [String: Any])
        let taken = try #require(swap["taken"] as? [String: Any])
        let delivered =
            try #require(given["energy_wh"] as? Int)
            - #require(taken["energy_wh"] as? Int)
        #expect(swap["energy_delivered_wh"] as? Int == delivered)
        let none = try CommandLine.cyclade(
            ["battery", "swap-receipt", "nothing", "--data-dir", data, "--output", file]
        )
        #expect(none.status == 3)
    }

    private func object(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try CommandLine.cyclade(arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(json as? [String: Any])
    }
}
