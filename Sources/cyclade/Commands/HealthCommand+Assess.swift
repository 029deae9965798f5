public import ArgumentParser
public import BatteryHealth
import FoundationEssentials

/// `cyclade health assess`: what a battery's readings say of it.
struct HealthAssess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Judge a battery from its readings.",
        discussion: """
            The file has a line of column names, then a reading a line: t_s, pack_A (positive
            leaves the battery), soc_pct, and as far as they are known pack_V, cell_max_V,
            cell_min_V, temp_max_C, temp_min_C, speed_kmh, odo_km and charge_state as
            GB/T 32960 has it. What cannot be is counted and left out.

            EXAMPLES
              cyclade health assess frames.csv --chemistry nmc --rated-ah 150 --cells 91
              cyclade health assess frames.csv --chemistry lfp --rated-ah 505 --cells 324 --json
              cyclade health assess frames.csv --chemistry nmc --rated-ah 150 --cells 91 --html page.html
            """
    )

    @Argument(help: "The readings, as a CSV file.")
    var file: String

    @Option(help: "The cells' chemistry: \(Chemistry.names).")
    var chemistry: Chemistry

    @Option(name: .customLong("rated-ah"), help: "The rated capacity, in ampere-hours.")
    var ratedCapacity: Double

    @Option(help: "How many cells are in series.")
    var cells: Int

    @Option(help: "What inspection found: \(SafetyFinding.names).")
    var finding: [SafetyFinding] = []

    @Option(help: "The state of health of the assessment before, in per cent.")
    var previous: Double?

    @Option(help: ArgumentHelp("Write a page with drawings.", valueName: "file"))
    var html: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard ratedCapacity.isFinite, ratedCapacity > 0 else {
            throw ValidationError("'--rated-ah' must be more than 0.")
        }
        guard (1...10_000).contains(cells) else {
            throw ValidationError("'--cells' must be from 1 to 10,000.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            let model = BatteryModel(
                name: URL(filePath: file).deletingPathExtension().lastPathComponent,
                chemistry: chemistry,
                ratedCapacity: ratedCapacity,
                seriesCellCount: cells
            )
            var history = PackHistory(model)
            let table = try MeasurementTable.open(
                file,
                columns: MeasurementTable.readingColumns
            )
            for reading in table.readings() { history.add(reading) }
            history.finish()
            let assessment = history.assessment(
                findings: finding,
                previous: previous.map { $0 / 100 }
            )
            if let html {
                let report = PackReport(history: history, assessment: assessment)
                try report.html.write(toFile: html, atomically: true, encoding: .utf8)
            }
            guard !json else { return try JSON.print(assessment) }
            print(assessment.text)
        }
    }
}

extension Chemistry: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension SafetyFinding: ExpressibleByArgument {
    fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
