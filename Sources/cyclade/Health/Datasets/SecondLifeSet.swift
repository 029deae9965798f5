import BatteryHealth

/// The second lives of small cells: every tenth charge between 3.80 and 4.10 V.
enum SecondLifeSet {
    private static let folder = "lsd_second_life"
    private static let pointCount = 50
    private static let (lower, upper) = (3.80, 4.10)
    private static let rated = 2.4

    /// What each charge showed, with the state of health in per cent.
    static func examples(in data: HealthFolder) throws -> [TrainingExample] {
        let names = (0..<pointCount).map { $0 < 10 ? "q0\($0)" : "q\($0)" }
        let columns = ["cell_id", "discharge_Ah"] + names
        guard let window = ChargeWindow(from: lower, to: upper, stepCount: 15),
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

    /// What the first charge of each cell showed, and the cycles that each lived.
    static func lives(
        in data: HealthFolder
    ) throws -> (cells: [CellMeasurement], cycles: [String: Double]) {
        let columns = ["cell_id", "capacity", "internal_resistance"]
        guard
            let first = try data.table(folder, "first_cycle_features.csv", columns: columns),
            let trajectories = try data.table(
                folder,
                "capacity_trajectories.csv",
                columns: ["cell_id", "cycle"]
            )
        else { return ([], [:]) }
        var lives: [String: Double] = [:]
        for row in trajectories.rows() {
            guard let cell = row.name("cell_id"), let cycle = row.number("cycle") else { continue }
            lives[cell] = max(lives[cell] ?? 0, cycle)
        }
        let cells = first.rows().compactMap { row -> CellMeasurement? in
            guard let cell = row.name("cell_id"), lives[cell] != nil,
                let capacity = row.number("capacity"),
                let resistance = row.number("internal_resistance"),
                case let shape = row.numbers(from: "feature_"), !shape.isEmpty
            else { return nil }
            return CellMeasurement(
                id: cell,
                model: folder,
                capacity: capacity,
                resistance: resistance,
                shape: shape
            )
        }
        return (cells, lives)
    }
}
