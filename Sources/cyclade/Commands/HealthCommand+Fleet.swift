import ArgumentParser
import BatteryHealth
import FoundationEssentials
import LedgerNode
import TelemetryGateway
import Vocabulary

/// `cyclade health fleet`: what the readings of many batteries say of them.
struct HealthFleet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Judge every battery of a folder, the most urgent first.",
        discussion: """
            Each CSV file of the folder holds the readings of one battery, as for
            'health assess'. A file fleet.csv beside them may say what they are: file, and as
            far as it differs from the options id, chemistry, rated_ah and cells.

            With '--gateway' the batteries are those that a gateway keeps, judged by the charges
            in its summaries; the ledger says what they are.

            A file that cannot be read is listed and does not stop the others; then the
            exit status is 1.

            EXAMPLES
              cyclade health fleet readings --chemistry nmc --rated-ah 150 --cells 91
              cyclade health fleet readings --out pages
              cyclade health fleet readings --chemistry lfp --rated-ah 505 --cells 324 --json
              cyclade health fleet --gateway gw-1 --out pages
            """
    )

    @OptionGroup var source: FleetSource
    @OptionGroup var model: BatteryModelOptions

    @Option(
        help: ArgumentHelp(
            "Write index.html, a page each, and assessments.json.",
            valueName: "folder"
        )
    )
    var out: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    /// More lines than this are for the page.
    private static let mostLines = 20

    func run() async throws {
        try await ExitStatus.reportTelemetry {
            let out = out.map { URL(filePath: $0) }
            let pages = out?.appending(path: FleetAssessment.pageFolder)
            try writing {
                if let pages {
                    try FileManager.default.createDirectory(
                        at: pages,
                        withIntermediateDirectories: true
                    )
                }
            }
            let fleet = try fleet(pagesIn: out)
            if let out { try writing { try write(fleet, to: out) } }
            if json { try JSON.print(fleet) } else { print(Self.text(fleet)) }
            for failure in fleet.failures {
                Terminal.say("cyclade: \(failure.file): \(failure.problem)")
            }
            guard fleet.failures.isEmpty else { throw ExitStatus.failedCheck }
        }
    }

    private func fleet(pagesIn out: URL?) throws -> FleetAssessment {
        let progress = Progress()
        defer { progress.clear() }
        guard let gateway = source.gateway else {
            let batteries = try open(source.folder ?? "")
            progress.begin("batteries", total: batteries.files.count)
            return try FleetAssessment.of(batteries, pagesIn: out, progress: progress)
        }
        let files = TelemetryFiles(of: gateway, in: source.data.directory)
        let store = try SummaryStore.open(files)
        defer { try? store.close() }
        let queries = try LedgerReader(source.data.directory).queries()
        let known = try model.known()
        progress.begin("batteries")
        return try FleetAssessment.of(store, in: files.summaries) { battery in
            try known.model(named: battery, ofFleet: queries.battery(battery)).map { model in
                FleetJudgement.Known(
                    model: model,
                    life: LifeRecord(try queries.history(of: "battery/\(battery)").reversed())
                )
            }
        }
    }

    private func open(_ folder: String) throws -> FleetFolder {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw ExitStatus.saying(ExitStatus.notFound, "There is no folder \(folder).")
        }
        do {
            let batteries = try FleetFolder(folder, usual: model.known())
            guard !batteries.files.isEmpty else {
                throw ExitStatus.saying(ExitStatus.notFound, "\(folder) has no CSV file.")
            }
            return batteries
        } catch let problem as MeasurementTable.Problem {
            throw ExitStatus.saying(ExitStatus.usage, "\(problem).")
        } catch let error as CocoaError {
            throw ExitStatus.saying(ExitStatus.unavailable, "\(folder) cannot be read: \(error).")
        }
    }

    private func write(_ fleet: FleetAssessment, to out: URL) throws {
        let name =
            source.gateway
            ?? URL(filePath: source.folder ?? "").standardizedFileURL.lastPathComponent
        try FleetReport(name: name, fleet: fleet).html.write(
            to: out.appending(path: FleetFiles.index),
            atomically: true,
            encoding: .utf8
        )
        try JSON.data(fleet).write(to: out.appending(path: FleetFiles.list), options: .atomic)
    }

    private func writing(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CocoaError {
            throw ExitStatus.saying(
                ExitStatus.unavailable,
                "\(out ?? "") cannot be written: \(error)."
            )
        }
    }

    private static func text(_ fleet: FleetAssessment) -> String {
        let table = TextTable(
            header: ["battery", "urgency", "verdict", "health", "interval", "warnings"],
            rows: fleet.batteries.prefix(mostLines).map { entry in
                [
                    entry.id, entry.urgency.rawValue, entry.decision.verdict.rawValue,
                    entry.health?.value.percent(places: 1) ?? "-",
                    entry.health.map {
                        "\(($0.lower * 100).text(places: 1)) – \($0.upper.percent(places: 1))"
                    } ?? "-",
                    "\(entry.warnings.values.reduce(0, +))",
                ]
            }
        )
        let verdicts = Verdict.allCases.map { verdict in
            "\(fleet.batteries.count { $0.decision.verdict == verdict }) \(verdict.rawValue)"
        }
        let left = fleet.batteries.count - mostLines
        let more = left > 0 ? ["and \(left) less urgent ones"] : []
        let summary =
            "\(fleet.batteries.count) batteries: \(verdicts.joined(separator: ", ")); "
            + "\(fleet.failures.count) not readable"
        return (["\(table)"] + more + [summary]).joined(separator: "\n")
    }
}
