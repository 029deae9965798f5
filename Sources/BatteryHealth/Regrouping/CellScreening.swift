/// Leaves out cells of one model that are unlike all others.
struct CellScreening {
    private(set) var kept: [CellMeasurement] = []
    private(set) var rejected: [Regrouping.Rejected] = []

    private static let mostDeviations = 3.0
    /// Of fewer cells none can be said to be unlike.
    private static let leastCells = 8

    /// What a cell must have to be kept; an unsafe one never is.
    enum Rule {
        /// All values, and none that is unlike all others.
        case likeness
        /// All values, and a capacity in the same unit as the others.
        case measurement
    }

    init(_ cells: [CellMeasurement], by rule: Rule = .likeness) {
        for cell in cells {
            if cell.isUnsafe {
                reject(cell, .unsafe)
            } else if Self.isMeasured(cell) {
                kept.append(cell)
            } else {
                reject(cell, .notMeasured)
            }
        }
        keepOfUnit()
        guard rule == .likeness else { return }
        let resistance = kept.map(\.resistance).median ?? 0
        keepAlike(.resistance, resolution: 0.05 * resistance) { $0.resistance }
        keepAlike(.selfDischarge, resolution: 0.001) { $0.selfDischarge }
    }

    /// Leaves out the cells whose capacity is another by so much that its unit must be; all of them
    /// where no unit is that of most.
    private mutating func keepOfUnit() {
        guard let median = kept.map(\.capacity).median else { return }
        let cells = kept
        kept = cells.filter { Self.isLike($0, median) }
        if kept.count * 2 <= cells.count { kept = [] }
        for cell in cells where kept.isEmpty || !Self.isLike(cell, median) {
            reject(cell, .capacity)
        }
    }

    private static func isLike(_ cell: CellMeasurement, _ median: Double) -> Bool {
        capacities.contains(cell.capacity / median)
    }

    /// As multiples of the middle one.
    private static let capacities = 0.1...10.0

    private mutating func reject(_ cell: CellMeasurement, _ reason: Regrouping.Rejected.Reason) {
        rejected.append(Regrouping.Rejected(cell: cell, reason: reason))
    }

    /// Leaves out the cells whose value is too far from the middle one; those without stay.
    ///
    /// - Parameters:
    ///   - reason: Why they are left out.
    ///   - resolution: What values are usually read to: where most are the same, none is known closer.
    ///   - value: The value of a cell.
    private mutating func keepAlike(
        _ reason: Regrouping.Rejected.Reason,
        resolution: Double,
        by value: (CellMeasurement) -> Double?
    ) {
        let values = kept.compactMap(value)
        guard values.count >= Self.leastCells, let median = values.median,
            case let deviation = Self.deviation(of: values, about: median, resolution),
            deviation > 0
        else { return }
        let cells = kept
        kept = []
        for cell in cells {
            if let found = value(cell), abs(found - median) > Self.mostDeviations * deviation {
                reject(cell, reason)
            } else {
                kept.append(cell)
            }
        }
    }

    /// The robust deviation; where more than half of all values are the same, that of their mean
    /// distance, and at least what they are read to.
    private static func deviation(
        of values: [Double],
        about median: Double,
        _ resolution: Double
    ) -> Double {
        let robust = values.robustDeviation(about: median)
        guard robust <= 0 else { return robust }
        return max(meanToDeviation * values.map { abs($0 - median) }.mean, resolution)
    }

    /// Of normal values, the deviation for each unit of their mean distance.
    private static let meanToDeviation = 1.2533

    private static func isMeasured(_ cell: CellMeasurement) -> Bool {
        cell.capacity.isFinite && cell.capacity > 0 && cell.resistance.isFinite
            && cell.resistance > 0 && cell.shape.allSatisfy(\.isFinite)
            && cell.openCircuitVoltage?.isFinite ?? true
            && cell.selfDischarge?.isFinite ?? true
            && cell.foretoldLife.map { $0.isFinite && $0 > 0 } ?? true
    }
}
