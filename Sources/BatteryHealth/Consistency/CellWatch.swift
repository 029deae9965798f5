/// Watches the single cells of a pack, a reading at a time.
///
/// It takes the same room however long it has watched, and looks at nothing that comes later.
public struct CellWatch: Sendable {
    private let model: BatteryModel
    private var cleaner: CellCleaner
    private var watches: WarningWatches
    private var quiet: QuietWatch
    private var rest: Consistency.Rest?
    private var offsets: CellOffsets
    private var resistances: CellResistances
    private var capacities: CellCapacities
    private var disorder: VoltageDisorder
    private var correlation: NeighbourCorrelation
    private var clock = RestClock()
    private var runaway = RunawayWatch()
    private var last: CellReading?

    private static let rules: [WarningRule] = [
        .overDischarge, .runawayPrecursor, .cellOutlier, .selfDischarge,
        .acceleratingSelfDischarge, .cellResistance, .voltageDisorder, .cellCorrelation,
    ]
    /// The multiple of the middle cell's resistance from which one stands out.
    private static let leastResistance = 1.3
    private static let leastAbnormality = 3.5

    /// Creates a watch of a battery of a model.
    public init(_ model: BatteryModel) {
        self.model = model
        let cellCount = max(model.seriesCellCount, 0)
        cleaner = CellCleaner(model)
        watches = WarningWatches(Self.rules, model)
        // In so slow a charge all cells are as far above their open circuits.
        quiet = QuietWatch(model, fastestCharge: 0.05)
        offsets = CellOffsets(model)
        resistances = CellResistances(model)
        capacities = CellCapacities(model)
        disorder = VoltageDisorder(cellCount: cellCount)
        correlation = NeighbourCorrelation(cellCount: cellCount)
    }

    /// Takes the next reading.
    ///
    /// - Returns: What it warns of now.
    /// - Complexity: O(*n*) for *n* cells.
    public mutating func add(_ reading: CellReading) -> [Warning] {
        guard let clean = cleaner.clean(reading) else { return [] }
        let reading = clean.reading
        var values = RuleValues()
        // Readings that are well in between must count, or faults months apart would add up.
        let areAllWell = reading.voltages.allSatisfy { $0 != nil }
        values[.overDischarge] =
            clean.deepestVoltage
            ?? (areAllWell ? reading.voltages.lazy.compactMap(\.self).min() : nil)
        capacities.add(clean)
        values[.cellResistance] = resistances.add(clean, after: last)
        values[.voltageDisorder] = disorder.add(clean)
        values[.cellCorrelation] = correlation.add(reading.voltages).map(Double.init)
        values[.runawayPrecursor] = runaway.add(
            reading.time,
            restingSince: clock.add(
                reading.time,
                pause: clean.pause,
                isQuiet: model.isResting(at: reading.current),
                stateOfCharge: reading.stateOfCharge
            ),
            temperature: reading.temperatures.lazy.compactMap(\.self).max(),
            positions: reading.positions
        )
        let moment = quiet.add(
            reading.time,
            pause: clean.pause,
            current: reading.current,
            stateOfCharge: reading.stateOfCharge
        )
        if let moment { note(moment, reading, &values) }
        last = reading
        return watches.note(values, at: reading.time)
    }

    /// Ends a charge that the last reading left open.
    public mutating func finish() {
        capacities.finish()
    }

    /// How alike the cells are; `nil` before the first reading.
    public var consistency: Consistency? {
        guard cleaner.count > 0 else { return nil }
        let lasting = resistances.lasting
        let capacities = capacities.capacities
        return Consistency(
            readingCount: cleaner.count,
            defects: cleaner.defects,
            rest: rest,
            selfDischarge: offsets.selfDischarge,
            capacities: capacities,
            weak: capacities.indices.filter { capacities[$0]?.isWeak ?? false },
            resistances: resistances.ratios,
            resistant: lasting.indices.filter { (lasting[$0] ?? 1) > Self.leastResistance },
            disordered: disorder.cells(from: Self.leastAbnormality),
            apart: correlation.apart
        )
    }

    /// What the cells themselves prove.
    public var findings: [SafetyFinding] {
        var findings: [SafetyFinding] = []
        // What has happened has, even where the values came back.
        if watches.gravest(of: .runawayPrecursor) == .stop { findings.append(.thermalEvent) }
        if watches.gravest(of: .overDischarge) == .stop { findings.append(.overDischarge) }
        if watches.gravest(of: .acceleratingSelfDischarge) == .stop {
            findings.append(.selfDischarge)
        }
        // Cells that balancing has brought together again are no longer apart.
        if watches.level(of: .cellOutlier).map({ $0 >= .service }) ?? false {
            findings.append(.spread)
        }
        return findings
    }

    /// Compares the cells of a quiet pack.
    private mutating func note(
        _ moment: QuietWatch.Moment,
        _ reading: CellReading,
        _ values: inout RuleValues
    ) {
        guard let charge = reading.stateOfCharge,
            let middle = reading.voltages.compactMap(\.self).median
        else { return }
        if moment == .first, RestSpreadWatch.statesOfCharge.contains(charge),
            let rest = Consistency.Rest(reading.voltages, stateOfCharge: charge, at: reading.time)
        {
            self.rest = rest
            let distances = rest.outliers.compactMap { reading.voltages[$0] }
                .map { abs($0 - middle) }
            values[.cellOutlier] = distances.max() ?? 0
        }
        guard
            offsets.add(
                reading.voltages,
                middle: middle,
                stateOfCharge: charge,
                at: reading.time
            ),
            case .cells(let rates) = offsets.selfDischarge
        else { return }
        let known = rates.compactMap(\.self)
        values[.selfDischarge] = known.map(\.proven).max()
        values[.acceleratingSelfDischarge] =
            known.filter(\.isAccelerating).map(\.proven).max() ?? 0
    }
}

extension CellReading {
    /// How far each cell is above the middle one, in volts.
    fileprivate var positions: [Double?] {
        guard let middle = voltages.compactMap(\.self).median else { return voltages }
        return voltages.map { $0.map { $0 - middle } }
    }
}
