import BatteryHealth

/// Whether a cell is kept, cascaded or dismantled, told from a whole charge and its resistance.
enum ClassTasks {
    static let names = ["classes.calce_accuracy", "classes.calce_dismantle_recall"]

    private static let folder = "calce_cs2"
    private static let columns = [
        "cell_id", "nominal_Ah", "discharge_Ah", "cc_charge_Ah", "r_onset_ohm", "r_cycler_ohm",
    ]

    static func scores(train: HealthFolder, test: HealthFolder?) throws -> [String: HealthScore] {
        let known = try examples(in: train)
        let asked = try test.map(examples)?.unknown(to: known) ?? known
        guard !asked.isEmpty, let outcome = try EstimatorTraining.outcome(of: known) else {
            return scores([])
        }
        guard test != nil else {
            return scores(
                zip(known, outcome.crossValidatedErrors).map { ($0.target, $0.target + $1) }
            )
        }
        return scores(
            asked.compactMap { example in
                outcome.estimator.estimate(example.features).map { (example.target, $0.value) }
            }
        )
    }

    private static func scores(_ told: [(truth: Double, value: Double)]) -> [String: HealthScore] {
        let right = told.count { verdict($0.truth) == verdict($0.value) }
        let spent = told.filter { verdict($0.truth) == .dismantle }
        let found = spent.count { verdict($0.value) == .dismantle }
        return [
            names[0]: score(right, of: told.count, must: 0.97, baseline: 0.976),
            names[1]: score(found, of: spent.count, must: 0.90, baseline: 0.914),
        ]
    }

    private static func score(
        _ right: Int,
        of count: Int,
        must: Double,
        baseline: Double
    ) -> HealthScore {
        HealthScore(
            value: count > 0 ? Double(right) / Double(count) : nil,
            unit: "part of the cycles",
            must: must,
            baseline: baseline,
            coverage90: nil,
            n: count
        )
    }

    /// The class of a state of health that is known exactly.
    private static func verdict(_ health: Double) -> Verdict {
        Decision(health: Estimate(value: health, lower: health, upper: health)).verdict
    }

    private static func examples(in data: HealthFolder) throws -> [TrainingExample] {
        guard
            let table = try data.table(
                folder,
                "cycles.csv",
                columns: columns + ["full_discharge"]
            )
        else { return [] }
        return table.rows().compactMap { row in
            let numbers = columns.dropFirst().compactMap(row.number)
            guard let cell = row.name("cell_id"), row.number("full_discharge") == 1,
                numbers.count == columns.count - 1
            else { return nil }
            let (rated, capacity, part) = (numbers[0], numbers[1], numbers[2] / numbers[0])
            guard rated > 0, part >= 0 else { return nil }
            return TrainingExample(
                cell: cell,
                // Diffusion lets the voltage rise with the root of the charge that has gone in: of a
                // spent cell, what it takes until its limit falls with the square of its health.
                features: [part, part.squareRoot()] + numbers[3...],
                target: capacity / rated
            )
        }
    }
}
