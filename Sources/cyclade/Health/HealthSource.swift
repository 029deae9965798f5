import ArgumentParser
import BatteryHealth
import FoundationEssentials
import LedgerNode
import TelemetryGateway
import Vocabulary

/// What the readings say of a battery.
struct HeardHistory {
    var history: PackHistory
    /// Digests of what the readings are in, the newest last.
    let evidence: [Digest]
    /// What the vehicle itself has raised; a file tells of none.
    let alarms: [VehicleAlarm]
}

/// Where a battery's readings are: a file, or what a gateway keeps.
struct HealthSource: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The readings, as a CSV file; with '--gateway' the battery's code.",
            valueName: "file-or-code"
        )
    )
    var source: String

    @Option(help: ArgumentHelp("The gateway that heard the battery.", valueName: "name"))
    var gateway: String?

    @Option(help: ArgumentHelp("The battery on the ledger that the file is of.", valueName: "code"))
    var battery: String?

    @Flag(
        help: ArgumentHelp(
            "Judge the single cells too, from all that the gateway received of the battery.",
            discussion: "Every segment with the battery is read: it takes as long as that."
        )
    )
    var singleCells = false

    @OptionGroup var data: DataDirectoryOption

    func validate() throws {
        guard !singleCells || gateway != nil else {
            throw ValidationError(
                "'--single-cells' needs '--gateway': of a file they are read where it has them."
            )
        }
        guard gateway == nil || battery == nil else {
            throw ValidationError("With '--gateway' the battery is named in the file's place.")
        }
        guard gateway.map({ (try? RecordName($0)) != nil }) ?? true else {
            throw ValidationError("'--gateway' must be 1 to 64 of A-Z a-z 0-9 . _ -")
        }
    }

    /// The battery on the ledger; `nil` if none is named.
    var code: String? { gateway == nil ? battery : source }

    /// As reports call the battery.
    var name: String {
        code ?? URL(filePath: source).deletingPathExtension().lastPathComponent
    }

    /// What the readings say of a battery.
    ///
    /// - Parameters:
    ///   - model: What the battery is.
    ///   - countsCells: Whether its readings say better how many cells it has.
    ///   - life: What happened to it: what a gateway heard before its history began again is left
    ///     out.
    /// - Returns: The history, and what it rests on.
    /// - Throws: Why they cannot be read, or the status to end with once it was said.
    func history(
        of model: BatteryModel,
        countsCells: Bool,
        _ life: LifeRecord?
    ) throws -> HeardHistory {
        var cells = countsCells ? SeriesCellCount(about: model.seriesCellCount) : nil
        if let gateway {
            let files = TelemetryFiles(of: gateway, in: data.directory)
            return try history(of: model, files, &cells, since: life?.restart)
        }
        if let restart = life?.restart {
            Terminal.say(
                "Capacities before \(restart.text) are of another battery: "
                    + "give only readings from then on."
            )
        }
        let table = try MeasurementTable.open(source, columns: MeasurementTable.readingColumns)
        let digest = try InputFile(source).digest(limit: MeasurementTable.mostBytes)
        if cells != nil { for reading in table.readings() { cells?.add(reading) } }
        return HeardHistory(
            history: table.history(model.with(cells), knowsCellCount: cells == nil),
            evidence: [digest],
            alarms: []
        )
    }

    private func history(
        of model: BatteryModel,
        _ files: TelemetryFiles,
        _ cells: inout SeriesCellCount?,
        since restart: CivilDate?
    ) throws -> HeardHistory {
        let store = try SummaryStore.open(files)
        defer { try? store.close() }
        let seconds = (restart?.secondInBeijing ?? 0)...UInt32.max
        if cells != nil {
            _ = try store.forEachSample(of: source, in: seconds) { cells?.add(PackReading($0)) }
        }
        var history = PackHistory(model.with(cells), knowsCellCount: cells == nil)
        guard try store.forEachSample(of: source, in: seconds, { history.add(PackReading($0)) })
        else {
            throw ExitStatus.saying(
                ExitStatus.notFound,
                "Nothing was heard of \(source). List all with 'cyclade telemetry stats'."
            )
        }
        let segments = SegmentDirectory(files.segments)
        if singleCells { try addCells(of: segments, in: seconds, beside: store, to: &history) }
        history.finish()
        history.hearNothing(until: Double(LedgerNode.systemClock()) / 1_000)
        let query = TelemetryQuery(seconds: seconds, mostSessions: 0)
        return HeardHistory(
            history: history,
            evidence: try segments.roots(of: source),
            alarms: try store.telemetry(of: source, query)?.alarms.map(VehicleAlarm.init) ?? []
        )
    }

    /// Adds the single cells, which only the segments keep; the pack beside them is the summaries'.
    private func addCells(
        of segments: SegmentDirectory,
        in seconds: ClosedRange<UInt32>,
        beside store: SummaryStore,
        to history: inout PackHistory
    ) throws {
        var packs = PackStretch(of: source, in: store)
        let counts = try segments.forEachCellSample(of: source, in: seconds) { cells in
            history.add(CellReading(cells, pack: try packs.sample(at: cells.second)))
        }
        if counts.samples == 0 {
            Terminal.say("No report of \(source) that can be read tells of single cells.")
        }
        guard counts.encrypted > 0 else { return }
        Terminal.say(
            "\(counts.encrypted) encrypted reports of \(source) were not read cell by cell: "
                + "only the gateway has their keys."
        )
    }
}

extension BatteryModel {
    /// The same with as many cells as were counted, if they were.
    fileprivate func with(_ cells: SeriesCellCount?) -> BatteryModel {
        var model = self
        model.seriesCellCount = cells?.count ?? seriesCellCount
        return model
    }
}

extension CivilDate {
    /// When the day begins in Beijing, in Unix seconds.
    var secondInBeijing: UInt32 {
        UInt32(clamping: daysSince1970 * 86_400 - 8 * 3_600)
    }
}

extension SummaryStore {
    /// The summaries of a gateway.
    ///
    /// - Throws: ``SummaryError``, or the status to end with once it was said that there are none.
    static func open(_ files: TelemetryFiles) throws -> SummaryStore {
        guard FileManager.default.fileExists(atPath: files.summaries) else {
            throw ExitStatus.saying(
                ExitStatus.notFound,
                "There are no summaries \(files.summaries)."
            )
        }
        return try SummaryStore(path: files.summaries)
    }
}
