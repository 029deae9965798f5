import BatteryHealth
import Foundation

/// The second lives of small cells: every tenth charge between 3.80 and 4.10 V.
enum SecondLifeSet {
    private static let folder = "lsd_second_life"
    private static let pointCount = 50
    private static let (lower, upper) = (3.80, 4.10)
    private static let rated = 2.4

    /// Between which voltages a charge is looked at.
    static let window = ChargeWindow(from: lower, to: upper, stepCount: 15)

    /// What each charge showed, with the state of health in per cent.
    static func examples(in data: HealthFolder) throws -> [TrainingExample] {
        let names = (0..<pointCount).map { $0 < 10 ? "q0\($0)" : "q\($0)" }
        let columns = ["cell_id", "discharge_Ah"] + names
        guard let window,
            let table = try data.table(folder, "partial_charge_and_relax.csv", columns: columns)
        else { return [] }
        let voltages = (0..<pointCount).map { index in
            lower + (upper - lower) * Double(index) / Double(pointCount - 1)
        }
        return table.rows().compactMap { row in
            let charges = names.compactMap(row.number)
            guard let cell = row.name("cell_id"), let capacity = row.number("discharge_Ah"),
                let curve = ChargeCurve(voltages: voltages, charges: charges),
                let features = window.features(of: curve, ratedCapacity: rated)
            else { return nil }
            return TrainingExample(cell: cell, features: features, target: capacity / rated * 100)
        }
    }

    /// A cell that has lived.
    struct Life {
        let cell: CellMeasurement
        /// In cycles.
        let cycles: Double

        /// What its first charge showed, with the decimal logarithm of its life.
        var example: TrainingExample {
            TrainingExample(cell: cell.id, features: cell.shape, target: log10(cycles))
        }
    }

    /// What the first charge of each cell showed that has lived, and how long.
    static func lives(in data: HealthFolder) throws -> [Life] {
        let cycles = try cycles(in: data)
        return try cells(in: data).compactMap { cell in
            cycles[cell.id].map { Life(cell: cell, cycles: $0) }
        }
    }

    /// How many cycles each cell lived whose life is known.
    private static func cycles(in data: HealthFolder) throws -> [String: Double] {
        let trajectories = try data.table(
            folder,
            "capacity_trajectories.csv",
            columns: ["cell_id", "cycle"]
        )
        var lives: [String: Double] = [:]
        for row in trajectories.map({ Array($0.rows()) }) ?? [] {
            guard let cell = row.name("cell_id"), let cycle = row.number("cycle"), cycle > 0 else {
                continue
            }
            lives[cell] = max(lives[cell] ?? 0, cycle)
        }
        return lives
    }

    /// What the first charge of each cell showed, whether it has lived or not.
    static func cells(in data: HealthFolder) throws -> [CellMeasurement] {
        let columns = ["cell_id", "capacity", "internal_resistance"]
        guard let first = try data.table(folder, "first_cycle_features.csv", columns: columns)
        else { return [] }
        let features = first.columns(from: "feature_")
        return first.rows().compactMap { row in
            guard let id = row.name("cell_id"), let capacity = row.number("capacity"),
                let resistance = row.number("internal_resistance"),
                case let shape = row.numbers(in: features).compactMap(\.self), !shape.isEmpty,
                shape.count == features.count
            else { return nil }
            return CellMeasurement(
                id: id,
                model: folder,
                capacity: capacity,
                resistance: resistance,
                shape: shape
            )
        }
    }
}
