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
        /// All values.
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
        guard rule == .likeness else { return }
        keepAlike(.resistance) { $0.resistance }
        keepAlike(.selfDischarge) { $0.selfDischarge }
    }

    private mutating func reject(_ cell: CellMeasurement, _ reason: Regrouping.Rejected.Reason) {
        rejected.append(Regrouping.Rejected(cell: cell, reason: reason))
    }

    /// Leaves out the cells whose value is too far from the middle one; those without stay.
    private mutating func keepAlike(
        _ reason: Regrouping.Rejected.Reason,
        by value: (CellMeasurement) -> Double?
    ) {
        let values = kept.compactMap(value)
        guard values.count >= Self.leastCells, let median = values.median,
            case let deviation = values.robustDeviation(about: median), deviation > 0
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

    private static func isMeasured(_ cell: CellMeasurement) -> Bool {
        cell.capacity.isFinite && cell.capacity > 0 && cell.resistance.isFinite
            && cell.resistance > 0 && cell.shape.allSatisfy(\.isFinite)
            && cell.openCircuitVoltage?.isFinite ?? true
            && cell.selfDischarge?.isFinite ?? true
            && cell.foretoldLife.map { $0.isFinite && $0 > 0 } ?? true
    }
}
