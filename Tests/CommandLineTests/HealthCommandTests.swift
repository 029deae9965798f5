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

    @Test("one cell teaches nothing of others, so that its set has no value")
    func single() throws {
        let folder = try TemporaryDirectory()
        let path = URL(filePath: folder.path).appending(path: "calce_cs2")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        let head =
            "cell_id,cycle,nominal_Ah,discharge_Ah,charge_Ah,cc_charge_Ah,r_onset_ohm,"
            + "r_cycler_ohm,full_discharge"
        let rows = (1...20).map { "C,\($0),1.1,1.0\($0),1,0.9\($0),0.1,0.08,1" }
        try ([head] + rows).joined(separator: "\n").write(
            to: path.appending(path: "cycles.csv"),
            atomically: true,
            encoding: .utf8
        )
        let outcome = try CommandLine.cyclade(
            "health",
            "benchmark",
            "--train",
            folder.path,
            "--only",
            "classes",
            "--json"
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let scores = try JSONDecoder().decode(
            [String: Score].self,
            from: Data(outcome.output.utf8)
        )
        #expect(scores.count == 2)
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
        try write("ev_field_month", "packs.csv", "pack_id,chemistry,rated_Ah\nF,NCM,150\n")
        try write(
            "ev_field_month",
            "frames_F.csv",
            "\(Self.head)\n0,-50,50,1e300,3.75,3.73,25,25,1\n"
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
        let drawings = "\(folder.path)/drawings"
        let drawn = try CommandLine.cyclade(
            ["health", "assess", file, "--svg", drawings] + options
        )
        #expect(drawn.status == 0, "\(drawn.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: drawings).sorted()
        #expect(
            names
                == ["capacity", "charges", "incremental", "resistance", "spread"].map {
                    "\($0).svg"
                }
        )
        let missing = try CommandLine.cyclade(["health", "assess", "\(file).no"] + options)
        #expect(missing.status == 3)
        let wrong = try CommandLine.cyclade(["health", "assess", page] + options)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("has no column 't_s'"))
    }

    /// Files of one charge each: one good, one whose name is awkward, one that is no table of
    /// readings, and a list that tells of the first and of one that is not there.
    private static func fleet() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
        }
        func rows(current: Double, capacity: Double) -> String {
            let rows = (0..<1_000).map { number in
                let charge = 20 + Double(number) * 10 / 3_600 * current / capacity * 100
                return "\(number * 10),-\(current),\(Int(charge)),340,3.75,3.73,30,28,1"
            }
            return ([head] + rows).joined(separator: "\n")
        }
        try write("good.csv", rows(current: 50, capacity: 140))
        try write("a <b> & 'c'.csv", rows(current: 50, capacity: 90))
        try write("broken.csv", "nothing of the kind\n1,2\n")
        try write("fleet.csv", "file,id,rated_ah\ngood.csv,G-1,140\nabsent.csv,A,1\n")
        return folder
    }

    private struct Fleet: Decodable {
        struct Battery: Decodable {
            let id: String
            let page: String?
            let urgency: String
            let ratedCapacity: Double
        }

        struct Failure: Decodable {
            let file: String
        }

        let batteries: [Battery]
        let failures: [Failure]

        init(_ data: Data) throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            self = try decoder.decode(Self.self, from: data)
        }
    }

    @Test(
        "what a file says that is no number, or on a broken line, is named",
        arguments: [
            ("nan", "", "100 % of the readings have no plausible current"),
            ("x", "", "100 % of the readings have no plausible current"),
            ("-40", ",,", "50 % of the readings cannot be read"),
        ]
    )
    func unreadable(current: String, rest: String, remark: String) throws {
        let folder = try TemporaryDirectory(isMade: true)
        let rows = (0..<400).map { row in
            "\(row * 10),\(current),\(30 + row / 10)" + (row.isMultiple(of: 2) ? rest : "")
        }
        let file = "\(folder.path)/r.csv"
        try (["t_s,pack_A,soc_pct"] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try CommandLine.cyclade(
            "health",
            "assess",
            file,
            "--chemistry",
            "nmc",
            "--rated-ah",
            "150",
            "--cells",
            "91"
        )
        #expect(outcome.output.contains(remark), "\(outcome)")
    }

    @Test("a fleet is judged, with a page each, and a broken file does not stop the others")
    func fleet() async throws {
        let folder = try Self.fleet()
        let out = "\(folder.path)/out"
        let options = ["--chemistry", "nmc", "--rated-ah", "150", "--cells", "91"]
        let outcome = try CommandLine.cyclade(
            ["health", "fleet", folder.path, "--out", out] + options
        )
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.output.contains("2 batteries: 1 keep, 1 cascade"))
        #expect(outcome.output.contains("2 not readable"))
        #expect(outcome.errors.contains("broken.csv has no column 't_s'"))
        #expect(outcome.errors.contains("absent.csv: it is in the list, but not in the folder"))
        let data = try Data(contentsOf: URL(filePath: "\(out)/assessments.json"))
        let fleet = try Fleet(data)
        #expect(fleet.batteries.map(\.id) == ["a <b> & 'c'", "G-1"])
        #expect(fleet.batteries.map(\.urgency) == ["retire", "none"])
        #expect(fleet.batteries.map(\.ratedCapacity) == [150, 140])
        #expect(fleet.failures.map(\.file) == ["absent.csv", "broken.csv"])
        let pages = ["index.html"] + fleet.batteries.compactMap(\.page)
        #expect(pages.count == 3)
        let parse = "import sys, xml.etree.ElementTree as E\nfor f in sys.argv[1:]: E.parse(f)"
        let check = try await Program.run(
            Program.find("python3"),
            ["-c", parse] + pages.map { "\(out)/\($0)" }
        )
        #expect(check.status == 0, "\(check.output)")
        let index = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
        #expect(index.contains("batteries/a%20%3Cb%3E%20%26%20%27c%27.html"))
    }

    @Test("a fleet without what a battery is, without files or without its folder is refused")
    func poorFleet() throws {
        let folder = try Self.fleet()
        let unknown = try CommandLine.cyclade("health", "fleet", folder.path, "--json")
        #expect(unknown.status == 1)
        #expect(
            unknown.errors.contains(
                "good.csv: its chemistry, rated capacity or number of cells is not known"
            )
        )
        #expect(try Fleet(Data(unknown.output.utf8)).batteries.isEmpty)
        let empty = try TemporaryDirectory()
        #expect(try CommandLine.cyclade("health", "fleet", empty.path).status == 3)
        #expect(try CommandLine.cyclade("health", "fleet", "\(empty.path)/no").status == 3)
        try "name\nx\n".write(
            toFile: "\(folder.path)/fleet.csv",
            atomically: true,
            encoding: .utf8
        )
        let list = try CommandLine.cyclade("health", "fleet", folder.path)
        #expect(list.status == 2)
        #expect(list.errors.contains("has no column 'file'"))
    }

    private struct Groups: Decodable {
        struct Score: Decodable {
            let value: Double?
            let n: Int
            let groups: [[String]]
        }
        let scores: [String: Score]

        init(from decoder: any Decoder) throws {
            scores = try [String: Score](from: decoder)
        }
    }

    @Test("cells whose lives nobody tells are grouped, for others to score")
    func groupsWithoutLives() throws {
        let data = try Repository.shared("data/battery")
        let folder = try TemporaryDirectory()
        let set = URL(filePath: folder.path).appending(path: "lsd_second_life")
        try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
        let name = "first_cycle_features.csv"
        try FileManager.default.copyItem(
            at: data.appending(path: "lsd_second_life/\(name)"),
            to: set.appending(path: name)
        )
        func groups(_ test: [String]) throws -> Groups.Score {
            let outcome = try CommandLine.cyclade(
                ["health", "benchmark", "--train", data.path, "--only", "regroup.lsd", "--json"]
                    + test
            )
            try #require(outcome.status == 0, "\(outcome)")
            let answer = try JSONDecoder().decode(Groups.self, from: Data(outcome.output.utf8))
            return try #require(answer.scores["regroup.lsd"])
        }
        let scored = try groups([])
        #expect(try #require(scored.value) >= 279)
        let asked = try groups(["--test", folder.path])
        #expect(asked.value == nil && asked.n == scored.n)
        // The cells are those that were learnt from, told by the others: the same groups.
        #expect(Set(asked.groups.map { Set($0) }) == Set(scored.groups.map { Set($0) }))
        #expect(asked.groups.flatMap(\.self).count == asked.n)
    }

    @Test(
        "a list with a line that says nothing of a file is refused",
        arguments: [
            ("good.csv,G-1,140,9", "line 2 of fleet.csv has more or fewer fields"),
            (",G-1,140", "line 2 of fleet.csv names no file"),
            ("good.csv,G-1,140\ngood.csv,G-2,150", "fleet.csv names good.csv twice"),
        ]
    )
    func poorList(lines: String, said: String) throws {
        let folder = try Self.fleet()
        try "file,id,rated_ah\n\(lines)\n".write(
            toFile: "\(folder.path)/fleet.csv",
            atomically: true,
            encoding: .utf8
        )
        let outcome = try CommandLine.cyclade("health", "fleet", folder.path)
        #expect(outcome.status == 2 && outcome.errors.contains(said), "\(outcome)")
    }

    @Test(
        "cells of which only some have a shape or a foretold life are refused",
        arguments: ["shape_1", "foretold_cycles"]
    )
    func halfKnown(column: String) throws {
        let folder = try TemporaryDirectory()
        let rows = (0..<8).map { "C\($0),A,15,0.002,\($0 == 5 ? "" : "900")" }
        let file = "\(folder.path)/cells.csv"
        try (["id,model,capacity_Ah,resistance_ohm,\(column)"] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try CommandLine.cyclade("health", "regroup", file, "--groups", "2")
        #expect(outcome.status == 2 && outcome.errors.contains("C5"), "\(outcome)")
    }

    @Test("cells that are unsafe, or lose charge unlike the others, are left out by name")
    func screening() throws {
        let folder = try TemporaryDirectory()
        let rows = (0..<20).map { cell in
            let isUnsafe = [4: "leaks badly", 6: "漏液", 7: "False", 8: "0", 11: "1"][cell] ?? ""
            let loss = cell == 9 ? 2.5 : 0.2 + 0.01 * Double(cell % 5)
            return "C\(cell),A,\(15 + Double(cell) / 100),0.002,\(isUnsafe),\(loss)"
        }
        let header = "id,model,capacity_Ah,resistance_ohm,unsafe,self_discharge_pct_month"
        let file = "\(folder.path)/cells.csv"
        try ([header] + rows).joined(separator: "\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let outcome = try CommandLine.cyclade("health", "regroup", file, "--per-pack", "4")
        #expect(outcome.status == 0, "\(outcome.errors)")
        for cell in [4, 6, 11] {
            #expect(outcome.output.contains("left out: C\(cell), unsafe"), "\(outcome.output)")
        }
        #expect(outcome.output.contains("left out: C9, selfDischarge"))
        #expect(outcome.output.contains("0 cells over, 4 left out"))
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
        let groups = try CommandLine.cyclade("health", "regroup", file, "--groups", "3")
        #expect(groups.status == 0, "\(groups.errors)")
        #expect(groups.output.contains("3 packs"))
        #expect(groups.output.contains("0 cells over, 1 left out"))
        let many = (0..<100_001).map { "C\($0),A,15,0.002" }
        try (["id,model,capacity_Ah,resistance_ohm"] + many).joined(separator: "\n")
            .write(toFile: "\(folder.path)/many.csv", atomically: true, encoding: .utf8)
        let tooMany = try CommandLine.cyclade(
            "health",
            "regroup",
            "\(folder.path)/many.csv",
            "--groups",
            "3"
        )
        #expect(tooMany.status == 2 && tooMany.errors.contains("100001 cells are too many"))
        let both = ["--groups", "3", "--per-pack", "4"]
        #expect(try CommandLine.cyclade(["health", "regroup", file] + both).status != 0)
        #expect(try CommandLine.cyclade("health", "regroup", file).status != 0)
    }
}
