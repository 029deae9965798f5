/// The capacity of each cell against the middle one's, from long charges with a steady current.
struct CellCapacities: Sendable {
    private let model: BatteryModel
    private var open: CellCurves?
    private var sums: [Sum]

    private struct Sum {
        var weight = 0.0
        var product = 0.0
    }

    /// What a charge counts after the next one, as a part of what it did.
    private static let forgetting = 0.9
    /// Resistances that differ bend curves a little, in every charge.
    private static let leastDeviation = 0.004
    /// What is known no better says nothing.
    private static let mostDeviation = 0.03

    init(_ model: BatteryModel) {
        self.model = model
        sums = [Sum](repeating: Sum(), count: max(model.seriesCellCount, 0))
    }

    /// Takes the next reading.
    mutating func add(_ clean: CleanCells) {
        if open?.add(clean) == true { return }
        finish()
        open = CellCurves(clean.reading, model)
    }

    /// Ends a charge that the last reading left open.
    mutating func finish() {
        endCharge()
        open = nil
    }

    /// Of each cell; empty before the first charge that told one.
    var capacities: [Consistency.Capacity?] {
        guard sums.contains(where: { $0.weight > 0 }) else { return [] }
        return sums.map { sum in
            guard sum.weight > 0 else { return nil }
            let deviation = max((1 / sum.weight).squareRoot(), Self.leastDeviation)
            return Consistency.Capacity(ratio: sum.product / sum.weight, deviation: deviation)
        }
    }

    private mutating func endCharge() {
        guard let curves = open, curves.isLong else { return }
        let middle = curves.middle
        for cell in sums.indices {
            sums[cell].weight *= Self.forgetting
            sums[cell].product *= Self.forgetting
            guard let curve = curves.curve(of: cell),
                let stretch = CurveStretch(of: curve, from: middle, over: curves.charges),
                stretch.deviation <= Self.mostDeviation
            else { continue }
            let weight = 1 / (stretch.deviation * stretch.deviation)
            sums[cell].weight += weight
            sums[cell].product += weight / stretch.factor
        }
    }
}

/// The voltages of cells over what went in, in one charge with a steady current.
private struct CellCurves {
    private let model: BatteryModel
    /// In amperes, positive.
    private let firstCurrent: Double
    private let firstStateOfCharge: Double?
    private var last: CellReading
    private var charge = 0.0
    /// What had gone in, as parts of the rated capacity.
    private(set) var charges: [Double] = []
    private var voltages: [[Double?]] = []

    /// As parts of the rated capacity an hour.
    private static let rates = 0.02...0.6
    /// How far the current may be from the first, as a part of that.
    private static let steadiness = 0.1
    /// Between two points, as a part of the rated capacity.
    private static let spacing = 0.01
    private static let mostPoints = 200
    private static let leastChange = 0.5

    /// Begins with a reading; `nil` unless it is of a charge.
    init?(_ reading: CellReading, _ model: BatteryModel) {
        guard let current = reading.current, model.ratedCapacity > 0,
            Self.rates.contains(-current / model.ratedCapacity)
        else { return nil }
        self.model = model
        firstCurrent = -current
        firstStateOfCharge = reading.stateOfCharge
        last = reading
    }

    /// Takes the next reading, unless it does not go on with this charge.
    mutating func add(_ clean: CleanCells) -> Bool {
        let reading = clean.reading
        guard clean.pause <= ReadingCleaner.longestPause, let before = last.current,
            let current = reading.current,
            abs(-current - firstCurrent) <= Self.steadiness * firstCurrent,
            charges.count < Self.mostPoints
        else { return false }
        charge -= (before + current) / 2 * clean.pause / 3_600 / model.ratedCapacity
        last = reading
        guard charge >= (charges.last ?? 0) + Self.spacing else { return true }
        charges.append(charge)
        voltages.append(reading.voltages)
        return true
    }

    /// Whether the state of charge rose by half or more.
    var isLong: Bool {
        guard let first = firstStateOfCharge, let last = last.stateOfCharge else { return false }
        return last - first >= Self.leastChange
    }

    /// The middle cell at each point.
    var middle: [Double] { voltages.map { $0.compactMap(\.self).median ?? .nan } }

    /// The voltages of a cell; `nil` if one is not known.
    func curve(of cell: Int) -> [Double]? {
        let curve = voltages.compactMap { $0[cell] }
        return curve.count == voltages.count ? curve : nil
    }
}
