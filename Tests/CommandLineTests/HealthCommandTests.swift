import Foundation
import TestSupport
import Testing

@Suite("Health on the command line", .timeLimit(.minutes(10)))
struct HealthCommandTests {
    private struct Score: Decodable {
        let value: Double?
        let must: Double?
        let coverage90: Double?
        let n: Int
    }

    private static func scores(_ prefix: String) throws -> [String: Score] {
        let data = try Repository.shared("data/battery")
        let outcome = try CommandLine.cyclade(
            "health",
            "benchmark",
            "--train",
            data.path,
            "--only",
            prefix,
            "--json"
        )
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([String: Score].self, from: Data(outcome.output.utf8))
    }

    @Test(
        "measured batteries are judged as well as they must be",
        arguments: ["field.", "alarms.", "window.calce", "rul.tbsi"]
    )
    func benchmark(prefix: String) throws {
        let scores = try Self.scores(prefix)
        #expect(!scores.isEmpty)
        for (name, score) in scores {
            let (value, must) = (try #require(score.value), try #require(score.must))
            #expect(value <= must, "\(name)")
            #expect(score.n > 0)
        }
    }

    @Test("sets that are missing have no value")
    func missing() throws {
        let folder = try TemporaryDirectory()
        let outcome = try CommandLine.cyclade(
            "health",
            "benchmark",
            "--train",
            folder.path,
            "--json"
        )
        #expect(outcome.status == 0)
        let scores = try JSONDecoder().decode(
            [String: Score].self,
            from: Data(outcome.output.utf8)
        )
        #expect(scores.count == 27)
        #expect(scores.values.allSatisfy { $0.value == nil && $0.n == 0 })
    }

    @Test("numbers that are too large for anything are left out, not stumbled over")
    func absurd() throws {
        let folder = try TemporaryDirectory()
        func write(_ set: String, _ name: String, _ text: String) throws {
            let path = URL(filePath: folder.path).appending(path: set)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            try text.write(to: path.appending(path: name), atomically: true, encoding: .utf8)
        }
        let head = "cell_id,cycle,nominal_Ah,discharge_Ah,charge_Ah,full_discharge"
        try write("calce_cs2", "cycles.csv", "\(head)\nC,1e300,1.1,1,1,1\n")
        try write(
            "calce_cs2",
            "ts_C.csv",
            "cell_id,cycle,phase,t_s,voltage_V,current_A\nC,1e300,charge,1e300,3.9,1\n"
        )
        try write(
            "ev_pack_charge",
            "packs.csv",
            "pack_id,rated_Ah,series_cells,capacity_Ah\nP,100,-1e300,90\nQ,100,0,90\n"
        )
        let outcome = try CommandLine.cyclade(
            "health",
            "benchmark",
            "--train",
            folder.path,
            "--only",
            "field",
            "--json"
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let window = try CommandLine.cyclade(
            "health",
            "benchmark",
            "--train",
            folder.path,
            "--only",
            "window",
            "--json"
        )
        #expect(window.status == 0, "\(window.errors)")
    }

    private static let head =
        "t_s,pack_A,soc_pct,pack_V,cell_max_V,cell_min_V,temp_max_C,temp_min_C,charge_state"

    @Test("a file of readings is judged, and a page is written")
    func assess() throws {
        let folder = try TemporaryDirectory()
        let rows = (0..<1_000).map { number in
            let charge = 20 + Double(number) * 10 / 3_600 * 50 / 135 * 100
            return "\(number * 10),-50,\(Int(charge)),340,3.75,3.73,30,28,1"
        }
        let file = "\(folder.path)/frames.csv"
        try ([Self.head] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let options = ["--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]
        let page = "\(folder.path)/page.html"
        let outcome = try CommandLine.cyclade(["health", "assess", file, "--html", page] + options)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("1 charges, 1 of them count"))
        #expect(outcome.output.contains("state of health   90."))
        #expect(try String(contentsOfFile: page, encoding: .utf8).hasSuffix("</html>\n"))
        let missing = try CommandLine.cyclade(["health", "assess", "\(file).no"] + options)
        #expect(missing.status == 3)
        let wrong = try CommandLine.cyclade(["health", "assess", page] + options)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("has no column 't_s'"))
    }

    @Test("cells are put together, and those without a measurement left out")
    func regroup() throws {
        let folder = try TemporaryDirectory()
        let rows = (0..<20).map { "C\($0),A,\(15 + Double($0) / 100),0.00\(20 + $0 % 3)" }
        let file = "\(folder.path)/cells.csv"
        try (["id,model,capacity_Ah,resistance_ohm"] + rows + ["X,A,,0.002"])
            .joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try CommandLine.cyclade("health", "regroup", file, "--per-pack", "4")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("left out: X, notMeasured"))
        #expect(outcome.output.contains("5 packs"))
        let object = try CommandLine.cyclade("health", "regroup", file, "--per-pack", "4", "--json")
        let answer = try JSONSerialization.jsonObject(with: Data(object.output.utf8))
        #expect(((answer as? [String: Any])?["packs"] as? [Any])?.count == 5)
    }
}
