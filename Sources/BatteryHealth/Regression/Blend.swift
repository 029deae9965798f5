/// What several regressions say together of cells that they had not seen.
struct Blend {
    let residuals: [IntervalCalibration.Residual]

    init(_ trials: [CrossValidation.Trial], _ weights: [Double], _ examples: [TrainingExample]) {
        residuals = examples.indices.map { index in
            let values = trials.map { $0.values[index] }
            let familiarity = trials.map { $0.familiarities[index] }.min() ?? 1
            let counted = zip(trials, weights).map {
                Self.weight($1, isCurved: $0.plan.isCurved, familiarity)
            }
            return IntervalCalibration.Residual(
                cell: examples[index].cell,
                error: Self.value(values, counted) - examples[index].target,
                disagreement: values.deviation
            )
        }
    }

    /// What a regression counts for at a row: lines go on where nothing is known, and curves do not.
    static func weight(_ weight: Double, isCurved: Bool, _ familiarity: Double) -> Double {
        isCurved ? weight * familiarity : weight
    }

    /// The mean of values with weights, of which one at least is above 0.
    static func value(_ values: [Double], _ weights: [Double]) -> Double {
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }
}
