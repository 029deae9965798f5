/// A way from scaled features to a value.
enum Regression: Hashable, Sendable, Codable {
    case ridge(RidgeRegression)
    case quadratic(RidgeRegression)
    case gaussianProcess(GaussianProcess)
    case sparse(SparseRegression)

    func callAsFunction(_ row: [Double]) -> Double {
        switch self {
        case .ridge(let ridge): ridge(row)
        case .quadratic(let ridge): ridge(QuadraticFeatures.of(row))
        case .gaussianProcess(let process): process(row)
        case .sparse(let sparse): sparse(row)
        }
    }

    /// Whether it is one of so many features.
    func isSound(_ count: Int) -> Bool {
        switch self {
        case .ridge(let ridge): ridge.isSound(count)
        case .quadratic(let ridge): ridge.isSound(QuadraticFeatures.count(count))
        case .gaussianProcess(let process): process.isSound(count)
        case .sparse(let sparse): sparse.isSound(count)
        }
    }

    /// Whether it follows the training set in ways that need not go on outside it.
    var isCurved: Bool {
        switch self {
        case .quadratic, .gaussianProcess: true
        case .ridge, .sparse: false
        }
    }

    /// How well a row is known from the training set; 1 if the regression does not keep that.
    func familiarity(of row: [Double]) -> Double {
        if case .gaussianProcess(let process) = self { process.familiarity(of: row) } else { 1 }
    }
}

/// A regression and what is set before it is fitted.
enum RegressionPlan: Hashable, Sendable {
    case ridge(penalty: Double)
    case quadratic(penalty: Double)
    case gaussianProcess(GaussianProcess.Shape)
    case sparse(columns: [Int])

    /// Whether its regressions follow the training set in ways that need not go on outside it.
    var isCurved: Bool {
        switch self {
        case .quadratic, .gaussianProcess: true
        case .ridge, .sparse: false
        }
    }

    /// Fits a training set of scaled rows.
    func fit(_ rows: [[Double]], _ targets: [Double]) -> Regression? {
        switch self {
        case .ridge(let penalty):
            RidgeRegression(rows, targets, penalty: penalty).map { .ridge($0) }
        case .quadratic(let penalty):
            RidgeRegression(rows.map(QuadraticFeatures.of), targets, penalty: penalty)
                .map { .quadratic($0) }
        case .gaussianProcess(let shape):
            GaussianProcess(
                rows.thinned(to: Self.mostForProcess),
                targets.thinned(to: Self.mostForProcess),
                shape: shape
            ).map { .gaussianProcess($0) }
        case .sparse(let columns):
            SparseRegression(rows, targets, columns: columns).map { .sparse($0) }
        }
    }

    /// A process takes the cube of the count to fit.
    private static let mostForProcess = 1_200
}

extension Array {
    /// Every so manieth element, so that there are at most about `count`.
    func thinned(to count: Int) -> [Element] {
        stride(from: 0, to: self.count, by: Swift.max(1, (self.count + count - 1) / count))
            .map { self[$0] }
    }
}
