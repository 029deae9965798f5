import Foundation
import TestSupport
import Testing

@Suite("Estimators in files", .timeLimit(.minutes(10)))
struct HealthModelTests {
    /// Pulse tests of twenty cells, whose answers follow their health.
    private static func writeCells(to folder: String) throws {
        let set = URL(filePath: folder).appending(path: "pulsebat")
        try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
        var random = SplitMix64(seed: 5)
        let names = (1...21).map { "U\($0)" }
        var cells = "cell_id,physical_cell,nominal_Ah,capacity_Ah,SOH\n"
        var pulses = (["cell_id", "pulse_ms", "soc_pct_of_nominal"] + names).joined(separator: ",")
        for cell in 0..<20 {
            let health = 0.65 + 0.015 * Double(cell)
            cells += "LFP20_\(cell),\(cell),20,\(20 * health),\(health)\n"
            let answers = (0..<20).map { answer in
                3.3 + (answer.isMultiple(of: 2) ? 0.03 : -0.03) / health
                    + 0.0002 * Double.random(in: -1...1, using: &random)
            }
            let values = ["LFP20_\(cell)", "5000", "50", "3.3"] + answers.map { "\($0)" }
            pulses += "\n" + values.joined(separator: ",")
        }
        try cells.write(to: set.appending(path: "cells.csv"), atomically: true, encoding: .utf8)
        try pulses.write(to: set.appending(path: "pulses.csv"), atomically: true, encoding: .utf8)
    }

    private struct Answer: Decodable {
        struct Cell: Decodable {
            struct Health: Decodable {
                let value: Double
                let lower: Double
                let upper: Double
            }
            struct Decision: Decodable { let verdict: String }
            let id: String
            let health: Health?
            let decision: Decision
            let problem: String?
        }
        let estimator: String
        let sha256: String
        let cells: [Cell]
    }

    private static func estimate(
        _ file: String,
        by model: String,
        _ options: String...
    ) throws -> CommandLine.Outcome {
        try CommandLine.cyclade(["health", "estimate", file, "--model", model] + options)
    }

    private static func train(_ folder: String, out: String) throws -> Data {
        let trained = try CommandLine.cyclade("health", "train", folder, "--out", out)
        try #require(trained.status == 0, "\(trained)")
        return try Data(contentsOf: URL(filePath: "\(out)/pulse.lfp20.json"))
    }

    @Test("what is learnt is written with its digests, the same each time, and tells other cells")
    func wholeWay() throws {
        let folder = try TemporaryDirectory(isMade: true)
        try Self.writeCells(to: folder.path)
        let first = try Self.train(folder.path, out: "\(folder.path)/a")
        #expect(try Self.train(folder.path, out: "\(folder.path)/b") == first)
        let parsed = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any])
        let training = try #require(parsed["training"] as? [String: Any])
        #expect(training["licence"] as? String == "MIT")
        let files = try #require(training["files"] as? [String: String])
        #expect(files.keys.sorted() == ["pulsebat/cells.csv", "pulsebat/pulses.csv"])
        #expect(files.values.allSatisfy { $0.count == 64 })

        let pulses = "\(folder.path)/pulses.csv"
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let values = (0..<20).map { "\(3.3 + ($0.isMultiple(of: 2) ? 0.03 : -0.03) / 0.8)" }
        let text =
            "\(names)\nA,3.3,\(values.joined(separator: ","))\nB,3.3\n"
            + "C,3.3,\((["x"] + values.dropFirst()).joined(separator: ","))\n"
        try text.write(toFile: pulses, atomically: true, encoding: .utf8)
        let model = "\(folder.path)/a/pulse.lfp20.json"
        let outcome = try Self.estimate(pulses, by: model, "--json")
        try #require(outcome.status == 0, "\(outcome)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.estimator == "pulse.lfp20" && answer.sha256.count == 64)
        // A line with too few fields is no row; one without a number is a cell that is not judged.
        #expect(answer.cells.map(\.id) == ["A", "C"])
        let health = try #require(answer.cells[0].health)
        #expect(abs(health.value - 0.8) < 0.01 && health.lower < 0.8 && health.upper > 0.8)
        #expect(answer.cells[1].health == nil && answer.cells[1].problem != nil)
    }

    @Test("cells in thousandths of a volt or an ampere, and too healthy ones, are named")
    func absurd() throws {
        let folder = try TemporaryDirectory(isMade: true)
        let models = Repository.root.appending(path: "models").path
        let pulses = "\(folder.path)/p.csv"
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let row = (["A"] + (1...21).map { _ in "3900" }).joined(separator: ",")
        try "\(names)\n\(row)\n".write(toFile: pulses, atomically: true, encoding: .utf8)
        let volts = try Self.estimate(pulses, by: "\(models)/pulse.nmc21.json")
        #expect(volts.status == 1 && volts.output.contains("check its unit"), "\(volts)")
        // A charge of 2 Ah from 3.7 to 4.2 V, told in milliamperes.
        let charge = "\(folder.path)/c.csv"
        let rows = (0...600).map { "\($0 * 10),\(3.7 + 0.5 * Double($0) / 600),1200" }
        try (["t_s,voltage_V,current_A"] + rows).joined(separator: "\n")
            .write(toFile: charge, atomically: true, encoding: .utf8)
        let amperes = try Self.estimate(
            charge,
            by: "\(models)/window.lsd.json",
            "--rated-ah",
            "2.4"
        )
        #expect(amperes.status == 1, "\(amperes)")
        #expect(amperes.output.contains("check the unit of the current"), "\(amperes)")
        // An hour of 1.2 A, told in minutes.
        let minutes = (0...600).map { "\(Double($0) / 10),\(3.7 + 0.5 * Double($0) / 600),1.2" }
        try (["t_s,voltage_V,current_A"] + minutes).joined(separator: "\n")
            .write(toFile: charge, atomically: true, encoding: .utf8)
        let time = try Self.estimate(charge, by: "\(models)/window.lsd.json", "--rated-ah", "2.4")
        #expect(time.status == 1, "\(time)")
        #expect(time.output.contains("check the units of the time"), "\(time)")
    }

    @Test("a test whose voltages are all the same, and a health that cannot be, decide nothing")
    func undecided() throws {
        let folder = try TemporaryDirectory(isMade: true)
        let pulses = "\(folder.path)/p.csv"
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let same = (["same"] + (1...21).map { $0 == 7 ? "3.253" : "3.25" })
            .joined(separator: ",")
        let wild = (["wild"] + (1...21).map { $0 == 1 ? "3" : "3.001" }).joined(separator: ",")
        try "\(names)\n\(same)\n\(wild)\n".write(
            toFile: pulses,
            atomically: true,
            encoding: .utf8
        )
        let model = Repository.root.appending(path: "models/pulse.nmc21.json").path
        let outcome = try Self.estimate(pulses, by: model, "--json")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        let (first, second) = (answer.cells[0], answer.cells[1])
        #expect(first.health == nil && first.problem?.contains("no pulse was answered") == true)
        #expect(first.decision.verdict == "testNeeded")
        #expect(second.health == nil && second.problem?.contains("far from all") == true)
        #expect(second.decision.verdict == "testNeeded")
    }

    @Test("a cell healthier than cells are is told with a doubt, and decides nothing")
    func tooHealthy() throws {
        let folder = try TemporaryDirectory(isMade: true)
        try Self.writeCells(to: folder.path)
        _ = try Self.train(folder.path, out: folder.path)
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let values = (0..<20).map { "\(3.3 + ($0.isMultiple(of: 2) ? 0.03 : -0.03) / 1.09)" }
        let pulses = "\(folder.path)/p.csv"
        try "\(names)\nA,3.3,\(values.joined(separator: ","))\n"
            .write(toFile: pulses, atomically: true, encoding: .utf8)
        let model = "\(folder.path)/pulse.lfp20.json"
        let outcome = try Self.estimate(pulses, by: model, "--json")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.cells[0].problem?.contains("more than cells have") == true, "\(outcome)")
        #expect(answer.cells[0].decision.verdict == "testNeeded")
    }

    @Test("a file that is no estimator, or whose parts do not fit, is refused")
    func damaged() throws {
        let folder = try TemporaryDirectory(isMade: true)
        try Self.writeCells(to: folder.path)
        let whole = String(decoding: try Self.train(folder.path, out: folder.path), as: UTF8.self)
        let damages: [(String, String)] = [
            (#""featureCount":21"#, #""featureCount":22"#),
            (#""featureCount":21"#, #""featureCount":-1"#),
            (#""format":1"#, #""format":2"#),
            (#""means":["#, #""means":[1,"#),
            (#""answers":20"#, #""answers":9000000000"#),
            (#""answers":20"#, #""answers":10"#),
            (#""members":"#, #""member":"#),
        ]
        let pulses = "\(folder.path)/p.csv"
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let row = (["A"] + (1...21).map { $0 == 1 ? "3.3" : $0 % 2 == 0 ? "3.3375" : "3.2625" })
            .joined(separator: ",")
        try "\(names)\n\(row)\n".write(toFile: pulses, atomically: true, encoding: .utf8)
        let sound = try Self.estimate(pulses, by: "\(folder.path)/pulse.lfp20.json")
        #expect(sound.status == 0, "\(sound)")
        for (from, to) in damages + [(whole, ""), (whole, "[]")] {
            let file = "\(folder.path)/damaged.json"
            let text = whole.replacingOccurrences(of: from, with: to)
            try #require(text != whole, "\(from)")
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let outcome = try Self.estimate(pulses, by: file)
            #expect(outcome.status == 2, "\(to): \(outcome)")
            let isFormat = to.contains("format")
            #expect(outcome.errors.contains(isFormat ? "has format 2" : "holds no estimator"))
        }
        let missing = try Self.estimate(pulses, by: "/none")
        #expect(missing.status == 3)
    }

    private struct Shipped: Decodable {
        struct Training: Decodable {
            let licence: String
            let files: [String: String]
        }
        struct Metrics: Decodable { let rmse: Double }
        struct Estimator: Decodable {
            struct Scaling: Decodable { let means: [Double] }
            let scaling: Scaling
        }
        let training: Training
        let metrics: Metrics
        let estimator: Estimator
    }

    private static func shipped(_ file: URL) throws -> Shipped {
        try JSONDecoder().decode(Shipped.self, from: Data(contentsOf: file))
    }

    @Test("the models that come with Cyclade are free to pass on, and tell cells")
    func shipped() throws {
        let folder = Repository.root.appending(path: "models")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        )
        #expect(files.count == 6)
        for file in files {
            let model = try Self.shipped(file)
            #expect(model.training.licence == "MIT", "\(file.lastPathComponent)")
            let names = model.training.files.keys
            #expect(names.allSatisfy { !$0.hasPrefix("ev_") })
        }
        let cells = try TemporaryDirectory()
        let pulses = "\(cells.path)/p.csv"
        let names = (["id"] + (1...21).map { "U\($0)" }).joined(separator: ",")
        let model = folder.appending(path: "pulse.nmc21.json")
        // The middle of what cells of this kind show.
        let middle = try Self.shipped(model).estimator.scaling.means
        let rest = try #require(middle.first)
        let values = [rest] + middle.dropFirst().map { rest + $0 }
        let row = (["A"] + values.map { "\($0)" }).joined(separator: ",")
        try "\(names)\n\(row)\n".write(toFile: pulses, atomically: true, encoding: .utf8)
        let outcome = try Self.estimate(pulses, by: model.path)
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test(
        "a model that comes with Cyclade is what the open data give",
        arguments: Soak.isOn
            ? [
                "pulse.lfp20", "pulse.lfp35", "pulse.lfp68", "pulse.lmo10", "pulse.nmc21",
                "window.lsd",
            ] : ["pulse.nmc21"]
    )
    func reproduced(task: String) throws {
        let data = try Repository.shared("data/battery")
        let folder = try TemporaryDirectory()
        let outcome = try CommandLine.cyclade(
            "health",
            "train",
            data.path,
            "--out",
            folder.path,
            "--only",
            task
        )
        try #require(outcome.status == 0, "\(outcome)")
        let made = try Self.shipped(URL(filePath: "\(folder.path)/\(task).json"))
        let kept = try Self.shipped(Repository.root.appending(path: "models/\(task).json"))
        #expect(made.training.files == kept.training.files)
        #expect(abs(made.metrics.rmse - kept.metrics.rmse) < 1e-9)
    }
}
