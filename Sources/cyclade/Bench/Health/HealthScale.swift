import BatteryHealth
import FoundationEssentials
import LedgerNode
import Synchronization
import TelemetryGateway

/// How fast health is judged, by how much there is.
struct HealthFigures: Encodable {
    /// What was done so often, in what time.
    struct Point: Encodable {
        let count: Int
        let seconds: Double
        let perS: Int
        /// The most memory that this process ever had.
        let peakMib: Int

        init(_ count: Int, _ elapsed: Duration) {
            self.count = count
            seconds = elapsed.seconds.rounded(places: 3)
            perS = Int(Double(count) / max(elapsed.seconds, 1e-9))
            peakMib = Usage.peakBytes >> 20
        }
    }

    /// Batteries judged by a gateway's summaries.
    var summaries: [Point] = []
    /// The same tables read, and nothing else done.
    var summariesRead: [Point] = []
    /// Readings of one pack cleaned and folded.
    var readings: [Point] = []
    /// The same with the voltages of its 96 cells.
    var cellReadings: [Point] = []
    /// Used cells built into packs of 16.
    var cells: [Point] = []
    /// The same cells sorted, and nothing else done.
    var cellsSorted: [Point] = []

    /// The figures for a person.
    var table: TextTable {
        func rows(_ name: String, _ points: [Point]) -> [[String]] {
            points.map { [name, "\($0.count)", "\($0.seconds)", "\($0.perS)", "\($0.peakMib)"] }
        }
        return TextTable(
            header: ["what", "count", "s", "a second", "MiB at most"],
            rows: rows("stored summaries judged", summaries)
                + rows("limit: the tables read", summariesRead)
                + rows("readings cleaned and folded", readings)
                + rows("the same with 96 cells each", cellReadings)
                + rows("cells built into packs", cells)
                + rows("limit: the cells sorted", cellsSorted)
        )
    }
}

/// Measures how health scales: the smaller counts first, so that what grows faster is seen.
struct HealthScale {
    let summaries: [Int]
    let readings: [Int]
    let cells: [Int]
    let directory: DataDirectory
    let progress: Progress

    func run() throws -> HealthFigures {
        var figures = HealthFigures()
        for count in readings {
            figures.readings.append(fold(count))
            figures.cellReadings.append(foldCells(count))
        }
        for count in cells {
            let (built, sorted) = regroup(count)
            figures.cells.append(built)
            figures.cellsSorted.append(sorted)
        }
        for count in summaries {
            let (judged, read) = try judge(count)
            figures.summaries.append(judged)
            figures.summariesRead.append(read)
        }
        return figures
    }

    private func fold(_ count: Int) -> HealthFigures.Point {
        let readings = HealthLoad.readings(count)
        let start = ContinuousClock.now
        var history = PackHistory(HealthLoad.model)
        for reading in readings { history.add(reading) }
        history.finish()
        let assessment = history.assessment()
        let elapsed = ContinuousClock.now - start
        blackHole(assessment)
        return HealthFigures.Point(count, elapsed)
    }

    /// A day at a time, so that memory is for the history and not for what is drawn.
    private func foldCells(_ count: Int) -> HealthFigures.Point {
        let readings = HealthLoad.readings(count)
        var history = PackHistory(HealthLoad.model)
        var elapsed = Duration.zero
        for start in stride(from: 0, to: count, by: Self.readingsPerDay) {
            let day = Array(readings[start..<min(start + Self.readingsPerDay, count)])
            let cells = HealthLoad.cellReadings(of: day)
            elapsed += ContinuousClock().measure {
                for (reading, cells) in zip(day, cells) {
                    history.add(reading)
                    history.add(cells)
                }
            }
        }
        elapsed += ContinuousClock().measure {
            history.finish()
            blackHole(history.assessment())
        }
        return HealthFigures.Point(count, elapsed)
    }

    private static let readingsPerDay = 8_640

    private func regroup(_ count: Int) -> (built: HealthFigures.Point, sorted: HealthFigures.Point)
    {
        let cells = HealthLoad.cells(count)
        let clock = ContinuousClock()
        let sorting = clock.measure {
            blackHole(cells.sorted { ($0.capacity, $0.id) < ($1.capacity, $1.id) })
        }
        let building = clock.measure {
            blackHole(PackBuilder(cellsPerPack: 16)?.build(cells))
        }
        return (HealthFigures.Point(count, building), HealthFigures.Point(count, sorting))
    }

    private func judge(
        _ count: Int
    ) throws -> (judged: HealthFigures.Point, read: HealthFigures.Point) {
        try directory.make()
        let path = "\(directory.path)/summaries-\(count).sqlite"
        let store = try SummaryStore(path: path)
        defer { try? store.close() }
        progress.begin("batteries stored", total: count)
        try HealthLoad.store(count, in: store) { progress.show($0, of: count) }
        progress.clear()
        let clock = ContinuousClock()
        var charges = 0
        let reading = try clock.measure {
            try store.forEachHistory { charges += $0.charges.count }
        }
        var known = 0
        let judging = try clock.measure {
            try FleetJudgement.each(
                of: store,
                as: { _ in FleetJudgement.Known(model: HealthLoad.model) }
            ) { _, judgement in
                if judgement?.assessment.health != nil { known += 1 }
            }
        }
        blackHole((charges, known))
        return (HealthFigures.Point(known, judging), HealthFigures.Point(count, reading))
    }
}
