import BatteryHealth
import Foundation

/// A cell's life to be told from its first hundred cycles.
enum EarlyLifeTask {
    static let name = "early.matr"

    /// Learns from `train` and tells the cells of `test` that are not among them.
    static func score(train: HealthFolder, test: HealthFolder?) throws -> HealthScore {
        let known = try EarlyLifeSet.examples(in: train)
        let cells = Set(known.map(\.cell))
        // A curve that changed as none before foretells no life that is as unheard of.
        guard let outcome = try EstimatorTraining.outcome(of: known, reach: 0) else {
            return score([], held: 0)
        }
        guard let test else {
            let errors = zip(known, outcome.crossValidatedErrors).map { example, error in
                pow(10, example.target + error) - pow(10, example.target)
            }
            let held = outcome.crossValidatedCoverage * Double(known.count)
            return score(errors, held: Int(held.rounded()))
        }
        let others = try EarlyLifeSet.examples(in: test).filter { !cells.contains($0.cell) }
        let told = others.compactMap { example in
            outcome.estimator.estimate(example.features).map { (example.target, $0) }
        }
        return score(
            told.map { pow(10, $1.value) - pow(10, $0) },
            held: told.count { ($1.lower...$1.upper).contains($0) }
        )
    }

    private static func score(_ errors: [Double], held: Int) -> HealthScore {
        let square = errors.reduce(0) { $0 + $1 * $1 } / Double(max(errors.count, 1))
        return HealthScore(
            value: errors.isEmpty ? nil : square.squareRoot(),
            unit: "cycles, RMSE",
            must: 196,
            baseline: 196,
            coverage90: errors.isEmpty ? nil : Double(held) / Double(errors.count),
            n: errors.count
        )
    }
}
