import ArgumentParser
import BatteryHealth
import FoundationEssentials

/// `cyclade health benchmark`: learns from one folder, tells another.
struct HealthBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark",
        abstract: "Learn from measured batteries, and score on others.",
        discussion: """
            Each folder holds sets of measured cells, packs and vehicles; a set that is
            missing from either has no value. Without --test, each cell is told by what
            was learnt from all others.
            """
    )

    @Option(help: ArgumentHelp("The folder to learn from.", valueName: "folder"))
    var train: String

    @Option(help: ArgumentHelp("The folder to score on.", valueName: "folder"))
    var test: String?

    @Option(help: ArgumentHelp("Only tasks whose name begins so.", valueName: "prefix"))
    var only: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        for folder in [train] + [test].compactMap(\.self) {
            guard FileManager.default.fileExists(atPath: folder) else {
                throw ValidationError("There is no folder \(folder).")
            }
        }
    }

    func run() async throws {
        do {
            try await ExitStatus.report { try score() }
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        } catch let error as TrainingError {
            throw ExitStatus.saying(ExitStatus.usage, "\(error).")
        }
    }

    private func score() throws {
        let train = HealthFolder(url: URL(filePath: train))
        let test = test.map { HealthFolder(url: URL(filePath: $0)) }
        let scores = try HealthTasks.scores(train: train, test: test, only: only ?? "")
        guard !json else {
            try JSON.print(scores)
            return
        }
        print(Self.table(scores))
    }

    private static func table(_ scores: [String: HealthScore]) -> TextTable {
        TextTable(
            header: ["task", "value", "must", "baseline", "coverage", "n", "unit"],
            rows: scores.sorted { $0.key < $1.key }.map { name, score in
                [
                    name, text(score.value), text(score.must), text(score.baseline),
                    text(score.coverage90), "\(score.n)", score.unit,
                ]
            }
        )
    }

    private static func text(_ number: Double?) -> String {
        number.map { "\($0.rounded(places: 3))" } ?? "-"
    }
}
