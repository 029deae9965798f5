import ArgumentParser
import BatteryHealth
import FoundationEssentials

/// `cyclade health train`: estimators in files, learnt from measured cells.
struct HealthTrain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Learn estimators of health from measured cells, and write them as files.",
        discussion: """
            The folder holds sets of measured cells, as for 'health benchmark'; each becomes a
            file that says what it was learnt from, with the digests of all files, under which
            licence, and how well it does on cells that it has not seen. The same data give the
            same bytes.

            EXAMPLES
              cyclade health train measured --out models
              cyclade health train measured --out models --only pulse.
            """
    )

    @Argument(help: "The folder to learn from.")
    var folder: String

    @Option(help: ArgumentHelp("Where the files are written.", valueName: "folder"))
    var out = "models"

    @Option(help: ArgumentHelp("Only estimators whose name begins so.", valueName: "prefix"))
    var only: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    /// A file that was written.
    private struct Written: Encodable {
        let file: String
        let sha256: String
        let licence: String
        let rmse: Double
        let coverage90: Double
        let cells: Int
        let examples: Int
    }

    func validate() throws {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("There is no folder \(folder).")
        }
    }

    func run() async throws {
        do {
            try await ExitStatus.report { try train() }
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        }
    }

    private func train() throws {
        let data = HealthFolder(url: URL(filePath: folder))
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let progress = Progress()
        defer { progress.clear() }
        var written: [String: Written] = [:]
        for task in EstimatorTask.all where task.name.hasPrefix(only ?? "") {
            progress.begin(task.name)
            guard let file = try task.train(on: data) else { continue }
            let path = URL(filePath: out).appending(path: "\(task.name).json").path
            try file.write(to: path)
            written[task.name] = Written(
                file: path,
                sha256: "\(try InputFile(path).digest(limit: EstimatorFile.mostBytes))",
                licence: file.training.licence,
                rmse: file.metrics.rmse,
                coverage90: file.metrics.coverage90,
                cells: file.training.cells,
                examples: file.training.examples
            )
        }
        progress.clear()
        guard !written.isEmpty else {
            throw ExitStatus.saying(
                ExitStatus.notFound,
                "\(folder) has no set of two cells or more to learn from."
            )
        }
        if json { try JSON.print(written) } else { print(Self.table(written)) }
    }

    private static func table(_ written: [String: Written]) -> TextTable {
        TextTable(
            header: ["estimator", "RMSE %", "coverage", "cells", "examples", "licence"],
            rows: written.sorted { $0.key < $1.key }.map { name, file in
                [
                    name, "\(file.rmse.rounded(places: 3))",
                    "\(file.coverage90.rounded(places: 3))",
                    "\(file.cells)", "\(file.examples)", file.licence,
                ]
            }
        )
    }
}

extension EstimatorTask {
    /// What is learnt from the task's set; `nil` without two cells.
    fileprivate func train(on data: HealthFolder) throws -> EstimatorFile? {
        let known = try examples(data)
        guard let outcome = try EstimatorTraining.outcome(of: known) else { return nil }
        return EstimatorFile(
            format: EstimatorFile.format,
            task: name,
            input: input,
            training: EstimatorFile.Training(
                source: source.citation,
                licence: source.licence,
                files: try data.digests(of: source.folder),
                cells: Set(known.map(\.cell)).count,
                examples: known.count
            ),
            metrics: EstimatorFile.Metrics(
                rmse: outcome.rootMeanSquareError,
                coverage90: outcome.crossValidatedCoverage
            ),
            estimator: outcome.estimator
        )
    }
}
