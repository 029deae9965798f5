/// Chooses the few features that tell most of cells that were left out, one after the other.
///
/// Works on moments alone, so that a candidate costs no pass over the examples.
struct FeatureSelection {
    /// What the kept examples of each fold say, and what the left ones do about the kept ones' means.
    private let folds: [(kept: LeastSquares, left: LeastSquares, square: Double, penalty: Double)]
    private let candidateCount: Int

    private static let mostColumns = 4
    /// A further feature must take away so much of the error.
    private static let leastGain = 0.03

    /// Prepares to choose.
    ///
    /// - Parameters:
    ///   - folds: The examples, split several ways; all rows are equally long.
    ///   - expand: From a row to the candidates.
    init(_ folds: [CrossValidation.Fold], _ expand: ([Double]) -> [Double]) {
        self.folds = folds.map { fold in
            let kept = LeastSquares(fold.kept.map { expand($0) }, fold.keptTargets)
            let left = LeastSquares(
                fold.left.map { expand($0) },
                fold.leftTargets,
                about: kept.means,
                kept.mean
            )
            let square = fold.leftTargets.reduce(0) {
                $0 + ($1 - kept.mean) * ($1 - kept.mean)
            }
            let penalty = SparseRegression.penaltyPerExample * Double(fold.kept.count)
            return (kept, left, square, penalty)
        }
        candidateCount = self.folds.first?.kept.means.count ?? 0
    }

    /// The places of the chosen features, the best first; empty if none tells anything.
    func columns() -> [Int] {
        var columns: [Int] = []
        var least = folds.reduce(0) { $0 + $1.square }
        while columns.count < Self.mostColumns {
            let trials = (0..<candidateCount).filter { !columns.contains($0) }
                .map { (column: $0, square: square(columns + [$0])) }
            guard let best = trials.min(by: { $0.square < $1.square }),
                best.square < least * (1 - Self.leastGain) * (1 - Self.leastGain)
            else { break }
            columns.append(best.column)
            least = best.square
        }
        return columns
    }

    /// The sum of the squares of the errors on what was left out.
    private func square(_ columns: [Int]) -> Double {
        folds.reduce(0) { sum, fold in
            var normal = fold.kept.features.part(columns)
            for i in columns.indices { normal[i, i] += fold.penalty }
            guard let factor = Cholesky(normal) else { return .infinity }
            let weights = factor.solve(columns.map { fold.kept.products[$0] })
            var square = fold.square
            for (i, column) in columns.enumerated() {
                square -= 2 * weights[i] * fold.left.products[column]
                for (j, other) in columns.enumerated() {
                    square += weights[i] * weights[j] * fold.left.features[column, other]
                }
            }
            return sum + square
        }
    }
}
