import RealModule

/// Learns an ``Estimator`` from cells that were tested.
public struct EstimatorTraining: Sendable {
    /// What came of it.
    public struct Outcome: Hashable, Sendable {
        public let estimator: Estimator
        /// For each example, the error of an estimator that had not seen its cell.
        public let crossValidatedErrors: [Double]

        /// For each example, half the width of an interval calibrated without its cell.
        public let crossValidatedHalfWidths: [Double]

        /// The part of the examples that lay in such an interval.
        public var crossValidatedCoverage: Double {
            let held = zip(crossValidatedErrors, crossValidatedHalfWidths).count { abs($0) <= $1 }
            return Double(held) / Double(crossValidatedErrors.count)
        }

        /// The root of the mean square of ``crossValidatedErrors``.
        public var rootMeanSquareError: Double { crossValidatedErrors.rootMeanSquare }
    }

    private let examples: [TrainingExample]
    private let folds: [[Int]]
    private let reach: Double

    /// Prepares to learn.
    ///
    /// - Parameters:
    ///   - examples: What is learnt from.
    ///   - reach: How far features may be outside what is learnt from, in widths of that; what is
    ///     further out is taken for the edge. 0 where nothing can be told of what was not seen.
    /// - Throws: ``TrainingError`` for a set from which nothing can be learnt.
    public init(_ examples: [TrainingExample], reach: Double = 1) throws(TrainingError) {
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
        self.reach = reach
    }

    /// Fits several regressions, and blends them by how they did on cells that they had not seen.
    ///
    /// - Throws: ``TrainingError/singular`` if none can be fitted.
    public func fit() throws(TrainingError) -> Outcome {
        let features = examples.map(\.features)
        let scale = scale()
        let scaling = FeatureScaling(features, reach: reach)
        let rows = features.map { scaling($0) }
        let targets = examples.map { scale($0.target) }
        let members = trials(on: scale, rows, targets).compactMap { trial in
            trial.plan.fit(rows, targets).map { (trial: trial, regression: $0) }
        }
        guard !members.isEmpty else { throw .singular }
        let weights = Self.weights(members.map(\.trial))
        let blend = Blend(members.map(\.trial), weights, examples)
        return Outcome(
            estimator: Estimator(
                scaling: scaling,
                scale: scale,
                members: zip(members, weights).map {
                    Estimator.Member(regression: $0.regression, weight: $1)
                },
                calibration: IntervalCalibration(blend.residuals),
                featureCount: scaling.featureCount
            ),
            crossValidatedErrors: blend.residuals.map(\.error),
            crossValidatedHalfWidths: IntervalCalibration.halfWidths(blend.residuals)
        )
    }

    /// The scale on which a line tells the values best; the plain one unless another is clearly better.
    private func scale() -> TargetScale {
        let scales = TargetScale.scales(for: examples.map(\.target))
        let errors = scales.map { scale in
            validation(on: scale).bestRidge(Self.penalties, \.self) { .ridge(penalty: $0) }?
                .rootMeanSquareError ?? .infinity
        }
        guard let plain = errors.first,
            let best = zip(scales, errors).min(by: { $0.1 < $1.1 }), best.1 < 0.97 * plain
        else { return .plain }
        return best.0
    }

    private func validation(on scale: TargetScale) -> CrossValidation {
        CrossValidation(
            examples.map(\.features),
            examples.map(\.target),
            on: scale,
            reach: reach,
            leaving: folds
        )
    }

    /// How the best regression of each kind did.
    private func trials(
        on scale: TargetScale,
        _ rows: [[Double]],
        _ targets: [Double]
    ) -> [CrossValidation.Trial] {
        let validation = validation(on: scale)
        let count = rows.first?.count ?? 0
        let ridge = validation.bestRidge(Self.penalties, \.self) { .ridge(penalty: $0) }
        let quadratic =
            count <= Self.mostForQuadratic
            ? validation.bestRidge(Self.penalties, QuadraticFeatures.of) {
                .quadratic(penalty: $0)
            } : nil
        // The likeliest shape takes the cube of the count to find; some hundreds show it.
        let shape = GaussianProcess.likeliestShape(
            rows.thinned(to: Self.mostForShape),
            targets.thinned(to: Self.mostForShape)
        )
        // Products are candidates only where there are examples enough to choose between them.
        let candidateCount = QuadraticFeatures.count(count)
        let isRich = rows.count >= Self.examplesPerCandidate * candidateCount
        let selection = FeatureSelection(
            validation.folds,
            isRich ? QuadraticFeatures.of : { $0 }
        )
        return [
            ridge, quadratic, validation.trial(.gaussianProcess(shape)),
            validation.trial(.sparse(columns: selection.columns())),
        ].compactMap(\.self)
    }

    private static let penalties = stride(from: -3.0, through: 4, by: 0.5).map {
        Double.exp10($0)
    }

    /// Weights that fall with the fourth power of the error, and make up 1.
    private static func weights(_ trials: [CrossValidation.Trial]) -> [Double] {
        let raw = trials.map { trial in
            let error = max(trial.rootMeanSquareError, .leastNormalMagnitude)
            let least = trials.map(\.rootMeanSquareError).min() ?? error
            let ratio = max(least, .leastNormalMagnitude) / error
            return ratio * ratio * ratio * ratio
        }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }

    /// Which examples are left out together: a cell's, or those of a tenth of the cells where there
    /// are many of both.
    private static func folds(of examples: [TrainingExample]) -> [[Int]] {
        let cells = Set(examples.map(\.cell)).sorted()
        let isSmall = cells.count <= mostSingleFolds || examples.count <= mostSingleExamples
        let count = isSmall ? cells.count : 10
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
    private static let mostSingleExamples = 200
    private static let mostForShape = 400
    /// Of 24 features there are 300 squares and products.
    private static let mostForQuadratic = 24
    private static let examplesPerCandidate = 10
}
