import RealModule

/// Learns an ``Estimator`` from cells that were tested.
public struct EstimatorTraining: Sendable {
    /// What came of it.
    public struct Outcome: Hashable, Sendable {
        public let estimator: Estimator
        /// For each example, the error of an estimator that had not seen its cell.
        public let crossValidatedErrors: [Double]

        /// The part of the examples that lay in an interval calibrated without their cell.
        public let crossValidatedCoverage: Double

        /// The root of the mean square of ``crossValidatedErrors``.
        public var rootMeanSquareError: Double { crossValidatedErrors.rootMeanSquare }
    }

    private let examples: [TrainingExample]
    private let folds: [[Int]]

    /// Prepares to learn.
    ///
    /// - Throws: ``TrainingError`` for a set from which nothing can be learnt.
    public init(_ examples: [TrainingExample]) throws(TrainingError) {
        guard let first = examples.first else { throw .noExamples }
        for (index, example) in examples.enumerated() {
            guard example.features.count == first.features.count else {
                throw .featureCount(index: index, found: example.features.count)
            }
            guard example.target.isFinite, example.features.allSatisfy(\.isFinite) else {
                throw .notANumber(index: index)
            }
        }
        let folds = Self.folds(of: examples)
        guard folds.count > 1 else { throw .oneCell(first.cell) }
        self.examples = examples
        self.folds = folds
    }

    /// Fits several regressions, and blends them by how they did on cells that they had not seen.
    ///
    /// - Throws: ``TrainingError/singular`` if none can be fitted.
    public func fit() throws(TrainingError) -> Outcome {
        let scaling = FeatureScaling(examples.map(\.features))
        let rows = examples.map { scaling($0.features) }
        let targets = examples.map(\.target)
        let trials = plans(rows, targets).compactMap { Trial($0, rows, targets, folds) }
        let best = [trials.best(\.isRidge), trials.best(\.isQuadratic), trials.best(\.isProcess)]
            .compactMap(\.self)
        let members = best.compactMap { trial in
            trial.plan.fit(rows, targets).map { (trial: trial, regression: $0) }
        }
        guard !members.isEmpty else { throw .singular }
        let weights = Self.weights(members.map(\.trial))
        let blend = Blend(members.map(\.trial), weights, examples)
        return Outcome(
            estimator: Estimator(
                scaling: scaling,
                members: zip(members, weights).map {
                    Estimator.Member(regression: $0.regression, weight: $1)
                },
                calibration: IntervalCalibration(blend.residuals),
                featureCount: scaling.featureCount
            ),
            crossValidatedErrors: blend.residuals.map(\.error),
            crossValidatedCoverage: IntervalCalibration.coverage(blend.residuals)
        )
    }

    private func plans(_ rows: [[Double]], _ targets: [Double]) -> [RegressionPlan] {
        let penalties = stride(from: -3.0, through: 4, by: 0.5).map { Double.exp10($0) }
        // The likeliest shape takes the cube of the count to find; some hundreds show it.
        let shape = GaussianProcess.likeliestShape(
            rows.thinned(to: Self.mostForShape),
            targets.thinned(to: Self.mostForShape)
        )
        let count = rows.first?.count ?? 0
        let quadratic = count <= Self.mostForQuadratic ? penalties : []
        return penalties.map { .ridge(penalty: $0) }
            + quadratic.map { .quadratic(penalty: $0) } + [.gaussianProcess(shape)]
    }

    /// Weights that fall with the fourth power of the error, and make up 1.
    private static func weights(_ trials: [Trial]) -> [Double] {
        let raw = trials.map { trial in
            let error = max(trial.rootMeanSquareError, .leastNormalMagnitude)
            let least = trials.map(\.rootMeanSquareError).min() ?? error
            let ratio = max(least, .leastNormalMagnitude) / error
            return ratio * ratio * ratio * ratio
        }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }

    /// Which examples are left out together: a cell's, or a tenth of the cells where there are many.
    private static func folds(of examples: [TrainingExample]) -> [[Int]] {
        let cells = Set(examples.map(\.cell)).sorted()
        let count = cells.count <= mostSingleFolds ? cells.count : 10
        let places = Dictionary(
            uniqueKeysWithValues: cells.enumerated().map { ($1, $0 % count) }
        )
        var folds = [[Int]](repeating: [], count: count)
        for (index, example) in examples.enumerated() {
            if let place = places[example.cell] { folds[place].append(index) }
        }
        return folds
    }

    private static let mostSingleFolds = 25
    private static let mostForShape = 400
    /// Of 24 features there are 300 squares and products.
    private static let mostForQuadratic = 24
}

/// Why nothing can be learnt from a training set.
public enum TrainingError: Error, Hashable, Sendable {
    /// There are no examples.
    case noExamples
    /// All examples are of one cell: how an estimator does on others cannot be known.
    case oneCell(String)
    /// An example has another number of features than the first.
    case featureCount(index: Int, found: Int)
    /// An example holds what is no number.
    case notANumber(index: Int)
    /// No regression can be fitted.
    case singular
}

extension TrainingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noExamples: "there is nothing to learn from"
        case .oneCell(let cell):
            "all examples are of one cell, \(cell): add cells, to know how others are judged"
        case .featureCount(let index, let found):
            "example \(index + 1) has \(found) features, unlike the first"
        case .notANumber(let index): "example \(index + 1) holds what is no number"
        case .singular: "the features do not tell the examples apart"
        }
    }
}

/// How a regression did on cells that it had not seen.
private struct Trial {
    let plan: RegressionPlan
    /// The value of each example by a regression without its cell.
    let values: [Double]
    let rootMeanSquareError: Double

    init?(
        _ plan: RegressionPlan,
        _ rows: [[Double]],
        _ targets: [Double],
        _ folds: [[Int]]
    ) {
        var values = targets
        for fold in folds {
            let left = Set(fold)
            let kept = rows.indices.filter { !left.contains($0) }
            guard let regression = plan.fit(kept.map { rows[$0] }, kept.map { targets[$0] })
            else { return nil }
            for index in fold { values[index] = regression(rows[index]) }
        }
        self.plan = plan
        self.values = values
        rootMeanSquareError = zip(values, targets).map { $0 - $1 }.rootMeanSquare
    }
}

extension RegressionPlan {
    fileprivate var isRidge: Bool { if case .ridge = self { true } else { false } }
    fileprivate var isQuadratic: Bool { if case .quadratic = self { true } else { false } }
    fileprivate var isProcess: Bool { if case .gaussianProcess = self { true } else { false } }
}

extension [Trial] {
    fileprivate func best(_ isOfKind: (RegressionPlan) -> Bool) -> Trial? {
        filter { isOfKind($0.plan) }
            .min { $0.rootMeanSquareError < $1.rootMeanSquareError }
    }
}

/// What several regressions say together of cells that they had not seen.
private struct Blend {
    let residuals: [IntervalCalibration.Residual]

    init(_ trials: [Trial], _ weights: [Double], _ examples: [TrainingExample]) {
        residuals = examples.indices.map { index in
            let values = trials.map { $0.values[index] }
            let value = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
            return IntervalCalibration.Residual(
                cell: examples[index].cell,
                error: value - examples[index].target,
                disagreement: values.deviation
            )
        }
    }
}
