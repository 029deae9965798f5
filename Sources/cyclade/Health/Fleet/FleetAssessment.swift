import BatteryHealth
import FoundationEssentials
import TelemetryGateway

/// What is said of all batteries of a folder.
struct FleetAssessment: Encodable, Sendable {
    /// The most urgent first.
    let batteries: [FleetEntry]
    /// What could not be read, by name.
    let failures: [FleetFailure]

    init(batteries: [FleetEntry], failures: [FleetFailure]) {
        self.batteries = batteries.sorted { $0.comes(before: $1) }
        self.failures = failures.sorted { $0.file < $1.file }
    }

    /// The folder of the batteries' pages, beside the list.
    static let pageFolder = "batteries"

    /// Judges every battery, on all cores; as many files are held at a time as there are cores.
    ///
    /// - Parameters:
    ///   - folder: The batteries.
    ///   - out: Where a page of each is written, if anywhere; its folder exists.
    ///   - progress: Told of each battery.
    /// - Returns: What is said of them, and which could not be read.
    /// - Throws: Nothing: what is wrong with a file is its failure.
    static func of(_ folder: FleetFolder, pagesIn out: URL?, progress: Progress) throws -> Self {
        let results = try ParallelMap.map(folder.files) { file in
            defer { progress.advance(by: 1) }
            return Result { () throws(FleetFailure) in try entry(file, in: folder.url, out) }
        }
        return FleetAssessment(
            batteries: results.compactMap { try? $0.get() },
            failures: results.compactMap { result in
                guard case .failure(let failure) = result else { return nil }
                return failure
            }
        )
    }

    /// Judges every battery of a gateway's summaries by its charges; there are no pages of them.
    ///
    /// - Parameters:
    ///   - store: The summaries.
    ///   - file: Where they are, for the list.
    ///   - known: What a battery is; `nil` if that is not known.
    /// - Returns: What is said of them, and of which it is not known what they are.
    /// - Throws: `SummaryError`, or what `known` throws.
    static func of(
        _ store: SummaryStore,
        in file: String,
        as known: @Sendable (String) throws -> FleetJudgement.Known?
    ) throws -> Self {
        var batteries: [FleetEntry] = []
        var failures: [FleetFailure] = []
        try FleetJudgement.each(of: store, as: known) { battery, judgement in
            if let judgement {
                batteries.append(FleetEntry(file: file, judgement))
            } else {
                failures.append(
                    FleetFailure(file: battery, problem: "it is not known what cells it has")
                )
            }
        }
        return FleetAssessment(batteries: batteries, failures: failures)
    }

    private static func entry(
        _ file: FleetFolder.File,
        in folder: URL,
        _ out: URL?
    ) throws(FleetFailure) -> FleetEntry {
        let model = try file.model.get()
        do {
            let columns = MeasurementTable.readingColumns
            guard let table = try MeasurementTable(folder, file.name, columns: columns) else {
                throw FleetFailure(file: file.name, problem: "there is no such file")
            }
            let history = table.history(model)
            let assessment = history.assessment()
            var entry = FleetEntry(id: file.id, file: file.name, history, assessment)
            guard let out else { return entry }
            let page = "\(file.name.dropLast(4)).html"
            try PackReport(history: history, assessment: assessment, isInFleet: true).html.write(
                to: out.appending(path: pageFolder).appending(path: page),
                atomically: true,
                encoding: .utf8
            )
            entry.page = "\(pageFolder)/\(page)"
            return entry
        } catch let failure as FleetFailure {
            throw failure
        } catch {
            throw FleetFailure(file: file.name, problem: "\(error)")
        }
    }
}
