/// Leaves out cells of one model that are unlike all others.
struct CellScreening {
    private(set) var kept: [CellMeasurement] = []
    private(set) var rejected: [Regrouping.Rejected] = []

    private static let mostDeviations = 3.0
    /// Of fewer cells none can be said to be unlike.
    private static let leastCells = 8

    /// What a cell must have to be kept.
    enum Rule {
        /// All values, and a resistance that is not unlike all others.
        case resistance
        /// All values.
        case measurement
    }

    init(_ cells: [CellMeasurement], by rule: Rule = .resistance) {
        let measured = cells.filter(Self.isMeasured)
        rejected = cells.filter { !Self.isMeasured($0) }
            .map { Regrouping.Rejected(cell: $0, reason: .notMeasured) }
        guard rule == .resistance, measured.count >= Self.leastCells,
            let median = measured.map(\.resistance).median,
            case let deviation = measured.map(\.resistance).robustDeviation(about: median),
            deviation > 0
        else {
            kept = measured
            return
        }
        for cell in measured {
            if abs(cell.resistance - median) > Self.mostDeviations * deviation {
                rejected.append(Regrouping.Rejected(cell: cell, reason: .resistance))
            } else {
                kept.append(cell)
            }
        }
    }

    private static func isMeasured(_ cell: CellMeasurement) -> Bool {
        cell.capacity.isFinite && cell.capacity > 0 && cell.resistance.isFinite
            && cell.resistance > 0 && cell.shape.allSatisfy(\.isFinite)
            && cell.openCircuitVoltage?.isFinite ?? true
            && cell.foretoldLife.map { $0.isFinite && $0 > 0 } ?? true
    }
}
