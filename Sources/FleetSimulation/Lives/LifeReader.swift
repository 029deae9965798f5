/// Reads rows into lives; see ``MeasuredLives``.
struct LifeReader {
    /// The life whose rows are being read.
    private struct Draft {
        let id: String
        let nominalAh: Double
        var samples: [MeasuredLife.Sample] = []
    }

    private let dataset: Dataset
    private let file: String
    private let layout: CycleLayout
    private let columns: [String: Int]
    private let columnCount: Int
    private var lines: CSVLines
    private var draft: Draft?
    private var known: Set<String> = []

    private(set) var lives: [MeasuredLife] = []
    private(set) var skippedRows = 0

    init(
        bytes: [UInt8],
        dataset: Dataset,
        file: String
    ) throws(MeasuredLivesError) {
        func failure(_ problem: MeasuredLivesError.Problem) -> MeasuredLivesError {
            MeasuredLivesError(file: file, line: 1, problem: problem)
        }
        guard let layout = CycleLayout(of: dataset) else { throw failure(.notMeasured) }
        guard bytes.count <= MeasuredLives.mostBytes else {
            throw failure(.tooLarge(bytes: bytes.count))
        }
        var lines = CSVLines(bytes)
        var columns: [String: Int] = [:]
        let header = lines.next() ?? []
        for (index, field) in header.enumerated() {
            // A column without a sound name is one that no layout asks for.
            guard let name = CSVField.name(field) else { continue }
            guard columns.updateValue(index, forKey: name) == nil else {
                throw failure(.repeatedColumn(name))
            }
        }
        for name in layout.columns where columns[name] == nil {
            throw failure(.missingColumn(name))
        }
        self.dataset = dataset
        self.file = file
        self.layout = layout
        self.columns = columns
        self.lines = lines
        columnCount = header.count
    }

    /// Reads every row.
    mutating func readAll() throws(MeasuredLivesError) {
        while let row = lines.next() {
            guard row.count == columnCount else {
                throw failure(.fieldCount(found: row.count, expected: columnCount))
            }
            try read(row)
        }
        try finish()
    }

    private mutating func read(_ row: [ArraySlice<UInt8>]) throws(MeasuredLivesError) {
        guard let id = CSVField.name(field("cell_id", of: row)) else { throw failure(.cellName) }
        let nominal = try number("nominal_Ah", of: row)
        try begin(id, nominalAh: nominal)
        guard let cycle = CSVField.whole(field("cycle", of: row)) else {
            throw failure(.number(column: "cycle"))
        }
        guard try isMeasurement(row) else {
            skippedRows += 1
            return
        }
        let capacity = try number(layout.capacity, of: row)
        let sample = MeasuredLife.Sample(
            cycle: cycle,
            capacityAh: capacity,
            resistanceOhm: try resistance(of: row)
        )
        let previous = draft?.samples.last?.cycle ?? 0
        guard cycle > previous else { throw failure(.value(.cycle(cycle, after: previous))) }
        do throws(MeasuredLifeError) {
            try MeasuredLife.check(sample, nominalAh: nominal)
        } catch {
            throw failure(.value(error))
        }
        draft?.samples.append(sample)
    }

    /// Turns to the cell of the row in hand.
    private mutating func begin(
        _ id: String,
        nominalAh: Double
    ) throws(MeasuredLivesError) {
        if let draft, draft.id == id {
            guard draft.nominalAh == nominalAh else { throw failure(.nominalChanged) }
            return
        }
        try finish()
        guard known.insert(id).inserted else { throw failure(.cellRepeated(id)) }
        draft = Draft(id: id, nominalAh: nominalAh)
    }

    /// Ends the life in hand; a cell of which every row was left out has none.
    private mutating func finish() throws(MeasuredLivesError) {
        guard let draft, !draft.samples.isEmpty else { return }
        self.draft = nil
        do throws(MeasuredLifeError) {
            lives.append(
                try MeasuredLife(
                    id: draft.id,
                    dataset: dataset,
                    nominalAh: draft.nominalAh,
                    samples: draft.samples
                )
            )
        } catch {
            throw failure(.value(error))
        }
    }

    private func isMeasurement(_ row: [ArraySlice<UInt8>]) throws(MeasuredLivesError) -> Bool {
        guard !field(layout.capacity, of: row).isEmpty else { return false }
        if let column = layout.wholeDischarge {
            guard try number(column, of: row) == 1 else { return false }
        }
        if let column = layout.ambient {
            guard try number(column, of: row) >= MeasuredLives.coldestAmbientC else {
                return false
            }
        }
        return true
    }

    /// The resistance, if its column is there and not blank: the sum of its parts.
    private func resistance(of row: [ArraySlice<UInt8>]) throws(MeasuredLivesError) -> Double? {
        var sum: Double?
        for column in layout.resistance {
            guard !field(column, of: row).isEmpty else { return nil }
            sum = (sum ?? 0) + (try number(column, of: row))
        }
        return sum
    }

    private func number(
        _ column: String,
        of row: [ArraySlice<UInt8>]
    ) throws(MeasuredLivesError) -> Double {
        guard let value = CSVField.number(field(column, of: row)) else {
            throw failure(.number(column: column))
        }
        return value
    }

    // Every column of the layout is in the first line, and every row has as many fields.
    private func field(_ column: String, of row: [ArraySlice<UInt8>]) -> ArraySlice<UInt8> {
        guard let index = columns[column], row.indices.contains(index) else { return [] }
        return row[index]
    }

    private func failure(_ problem: MeasuredLivesError.Problem) -> MeasuredLivesError {
        MeasuredLivesError(file: file, line: max(1, lines.line), problem: problem)
    }
}

/// Which columns of a collection's file say what.
struct CycleLayout {
    let capacity: String
    /// Columns that add up to the resistance; none where it was not measured.
    var resistance: [String] = []
    var wholeDischarge: String?
    var ambient: String?

    /// The layout of `dataset`; `nil` if it is simulated.
    init?(of dataset: Dataset) {
        switch dataset {
        case .nasa:
            capacity = "discharge_Ah"
            resistance = ["r_onset_ohm"]
        case .nasaTemperature:
            capacity = "discharge_Ah"
            resistance = ["Re_ohm", "Rct_ohm"]
            ambient = "ambient_C"
        case .calce:
            capacity = "discharge_Ah"
            resistance = ["r_onset_ohm"]
            wholeDischarge = "full_discharge"
        case .hust, .xjtu, .matr, .tbsi:
            capacity = "capacity_Ah"
        case .simulatedLFP, .simulatedNMC:
            return nil
        }
    }

    /// Every column that must be there.
    var columns: [String] {
        ["cell_id", "cycle", "nominal_Ah", capacity] + resistance
            + [wholeDischarge, ambient].compactMap(\.self)
    }
}
