import BatteryHealth
import Foundation

/// How the discharge curves of cells changed over their first hundred cycles, and how long they lived.
enum EarlyLifeSet {
    private static let folder = "matr_lfp"
    private static let points = 100

    /// What the curves showed, with the decimal logarithm of the cycles that each cell lived.
    static func examples(in data: HealthFolder) throws -> [TrainingExample] {
        try data.files(folder, from: "cells_").flatMap { file in
            try examples(in: data, file, file.replacing("cells_", with: "discharge_QV_"))
        }
    }

    private static func examples(
        in data: HealthFolder,
        _ cells: String,
        _ curves: String
    ) throws -> [TrainingExample] {
        let columns = ["cell_id", "cycle_life_to_0p88Ah"]
        guard let table = try data.table(folder, cells, columns: columns) else { return [] }
        let curves = try curvesByCell(in: data, curves)
        return table.rows().compactMap { row in
            guard let cell = row.name("cell_id"), let life = row.number("cycle_life_to_0p88Ah"),
                life > 0, let cycles = curves[cell],
                let features = EarlyLife.features(of: cycles)
            else { return nil }
            return TrainingExample(cell: cell, features: features, target: log10(life))
        }
    }

    private static func curvesByCell(
        in data: HealthFolder,
        _ file: String
    ) throws -> [String: [Int: [Double]]] {
        guard let table = try data.table(folder, file, columns: ["cell_id", "cycle"]) else {
            return [:]
        }
        var curves: [String: [Int: [Double]]] = [:]
        let columns = table.columns(from: "Q_at_")
        for row in table.rows() {
            guard let cell = row.name("cell_id"), let cycle = row.whole("cycle") else { continue }
            let curve = row.numbers(in: columns).compactMap(\.self)
            if curve.count == points { curves[cell, default: [:]][cycle] = curve }
        }
        return curves
    }
}
