/// What regressions say of examples that were left out of their fit, one fold of cells after another.
struct CrossValidation {
    /// The examples, split into those that are kept for the fit and those that are left out; rows are
    /// on the scale of the kept ones, targets on the target's.
    struct Fold {
        let kept: [[Double]]
        let keptTargets: [Double]
        let left: [[Double]]
        let leftTargets: [Double]
        /// The places of the left examples in the training set.
        let places: [Int]
    }

    let folds: [Fold]
    private let scale: TargetScale
    private let targets: [Double]

    /// How a regression did on what it had not seen.
    struct Trial {
        let plan: RegressionPlan
        /// The value of each example by a regression without its cell.
        let values: [Double]
        /// How well each was known to that regression.
        let familiarities: [Double]
        let rootMeanSquareError: Double
    }

    /// Splits a training set.
    ///
    /// - Parameters:
    ///   - rows: The features of each example.
    ///   - targets: The value of each.
    ///   - scale: On which regressions tell the values.
    ///   - reach: How far features may be outside those that were kept, in widths of these.
    ///   - folds: Which examples are left out together.
    init(
        _ rows: [[Double]],
        _ targets: [Double],
        on scale: TargetScale,
        reach: Double,
        leaving folds: [[Int]]
    ) {
        self.targets = targets
        self.scale = scale
        self.folds = folds.map { places in
            let left = Set(places)
            let kept = rows.indices.filter { !left.contains($0) }
            let scaling = FeatureScaling(kept.map { rows[$0] }, reach: reach)
            return Fold(
                kept: kept.map { scaling(rows[$0]) },
                keptTargets: kept.map { scale(targets[$0]) },
                left: places.map { scaling(rows[$0]) },
                leftTargets: places.map { scale(targets[$0]) },
                places: places
            )
        }
    }

    /// Tries one regression; `nil` if it cannot be fitted.
    func trial(_ plan: RegressionPlan) -> Trial? {
        var (values, familiarities) = (targets, targets)
        for fold in folds {
            guard let regression = plan.fit(fold.kept, fold.keptTargets) else { return nil }
            for (place, row) in zip(fold.places, fold.left) {
                values[place] = scale.value(regression(row))
                familiarities[place] = regression.familiarity(of: row)
            }
        }
        return trial(plan, values, familiarities)
    }

    /// Tries ridges with several penalties, of which the best is returned.
    ///
    /// - Parameters:
    ///   - penalties: What is tried.
    ///   - expand: From a row to the features of the ridge.
    ///   - plan: The plan of a ridge with a penalty.
    /// - Returns: `nil` if none can be fitted.
    func bestRidge(
        _ penalties: [Double],
        _ expand: ([Double]) -> [Double],
        _ plan: (Double) -> RegressionPlan
    ) -> Trial? {
        var values = penalties.map { _ in targets }
        for fold in folds {
            let family = RidgeFamily(fold.kept.map { expand($0) }, fold.keptTargets)
            let left = fold.left.map { expand($0) }
            for (index, penalty) in penalties.enumerated() {
                let ridge = family.ridge(penalty: penalty)
                for (place, row) in zip(fold.places, left) {
                    values[index][place] = ridge.map { scale.value($0(row)) } ?? .nan
                }
            }
        }
        return zip(penalties, values).map { trial(plan($0), $1, $1.map { _ in 1 }) }
            .filter(\.rootMeanSquareError.isFinite)
            .min { $0.rootMeanSquareError < $1.rootMeanSquareError }
    }

    private func trial(
        _ plan: RegressionPlan,
        _ values: [Double],
        _ familiarities: [Double]
    ) -> Trial {
        Trial(
            plan: plan,
            values: values,
            familiarities: familiarities,
            rootMeanSquareError: zip(values, targets).map { $0 - $1 }.rootMeanSquare
        )
    }
}
