import BatteryHealth

/// Pulse tests of single cells at half their nominal charge, of one kind of cell.
struct PulseSet {
    /// What the cells' names begin with.
    let kind: String

    private static let folder = "pulsebat"
    private static let stateOfCharge = 50.0
    private static let pulseMilliseconds = 5_000.0
    /// The voltages after the one at rest.
    static let answerCount = 20
    private static let voltageCount = answerCount + 1

    /// What each test showed, with the state of health in per cent.
    func examples(in data: HealthFolder) throws -> [TrainingExample] {
        try tests(in: data).map { cell, test in
            TrainingExample(
                cell: cell.physical,
                features: test.features,
                target: cell.health * 100
            )
        }
    }

    /// The capacity of each cell, and its resistance from the second pulse of charge, of 1C.
    func cells(toRegroupIn data: HealthFolder) throws -> [CellMeasurement] {
        try tests(in: data).map { cell, test in
            CellMeasurement(
                id: cell.id,
                model: kind,
                capacity: cell.capacity,
                resistance: (test.answers[9] - test.answers[7]) / cell.nominal
            )
        }
    }

    private func tests(in data: HealthFolder) throws -> [(cell: Cell, test: PulseTest)] {
        let cells = try cells(in: data)
        let names = (1...Self.voltageCount).map { "U\($0)" }
        guard
            let table = try data.table(
                Self.folder,
                "pulses.csv",
                columns: ["cell_id", "pulse_ms", "soc_pct_of_nominal"] + names
            )
        else { return [] }
        return table.rows().compactMap { row in
            guard let id = row.name("cell_id"), let cell = cells[id],
                row.number("pulse_ms") == Self.pulseMilliseconds,
                row.number("soc_pct_of_nominal") == Self.stateOfCharge,
                let rest = row.number(names[0]),
                case let answers = names.dropFirst().compactMap(row.number),
                answers.count == Self.voltageCount - 1,
                let test = PulseTest(restVoltage: rest, answers: answers)
            else { return nil }
            return (cell, test)
        }
    }

    private struct Cell {
        let id: String
        let physical: String
        /// In ampere-hours.
        let nominal: Double
        /// In ampere-hours.
        let capacity: Double
        let health: Double
    }

    private func cells(in data: HealthFolder) throws -> [String: Cell] {
        let columns = ["cell_id", "physical_cell", "nominal_Ah", "capacity_Ah", "SOH"]
        guard let table = try data.table(Self.folder, "cells.csv", columns: columns) else {
            return [:]
        }
        var cells: [String: Cell] = [:]
        for row in table.rows() {
            guard let id = row.name("cell_id"), id.hasPrefix(kind + "_"),
                let physical = row.name("physical_cell"), let nominal = row.number("nominal_Ah"),
                let capacity = row.number("capacity_Ah"), let health = row.number("SOH")
            else { continue }
            cells[id] = Cell(
                id: id,
                physical: physical,
                nominal: nominal,
                capacity: capacity,
                health: health
            )
        }
        return cells
    }
}
