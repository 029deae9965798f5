import RealModule

/// A regression by likeness to what is known, which says how sure it is.
///
/// The kernel is a squared exponential plus a linear one; its three shape parameters are those under
/// which the training set is most likely (Rasmussen and Williams, "Gaussian Processes for Machine
/// Learning", 2006, chapter 5).
struct GaussianProcess: Hashable, Sendable, Codable {
    /// What the kernel looks like, in logarithms.
    struct Shape: Hashable, Sendable, Codable {
        /// How far likeness reaches, in standard deviations of a feature over all features.
        var length: Double
        /// The weight of the linear kernel.
        var slope: Double
        /// The variance of what no feature explains.
        var noise: Double
    }

    private let rows: [[Double]]
    private let weights: [Double]
    private let shape: Shape
    private let mean: Double
    private let variance: Double

    /// Fits `targets` to `rows`, which are scaled.
    ///
    /// - Returns: `nil` where they are no numbers.
    init?(_ rows: [[Double]], _ targets: [Double], shape: Shape) {
        let mean = targets.mean
        let residuals = targets.map { $0 - mean }
        guard let factor = Cholesky(Self.matrix(rows, shape)) else { return nil }
        let weights = factor.solve(residuals)
        self.rows = rows
        self.weights = weights
        self.shape = shape
        self.mean = mean
        variance = zip(weights, residuals).reduce(0) { $0 + $1.0 * $1.1 } / Double(rows.count)
    }

    /// Whether it is one of so many features.
    func isSound(_ count: Int) -> Bool {
        !rows.isEmpty && rows.count == weights.count
            && rows.allSatisfy { $0.count == count && $0.allSatisfy(\.isFinite) }
            && weights.allSatisfy(\.isFinite)
            && [shape.length, shape.slope, shape.noise, mean, variance].allSatisfy(\.isFinite)
    }

    /// The value for a scaled row.
    func callAsFunction(_ row: [Double]) -> Double {
        zip(rows, weights).reduce(mean) { $0 + $1.1 * Self.kernel($1.0, row, shape) }
    }

    /// The part of the variance at a scaled row that the most like row of the training set explains,
    /// from next to 0 to 1: far from what it knows, a process says little more than the mean.
    func familiarity(of row: [Double]) -> Double {
        let likeness = rows.reduce(0) { max($0, Self.likeness($1, row, shape)) }
        return max(likeness * likeness, Self.leastFamiliarity)
    }

    private static let leastFamiliarity = 1e-6

    /// The shape under which the training set is most likely.
    static func likeliestShape(_ rows: [[Double]], _ targets: [Double]) -> Shape {
        let start = Shape(length: 1, slope: -2, noise: -3)
        let best = PatternSearch.minimum(
            from: [start.length, start.slope, start.noise],
            step: 2,
            least: 0.25,
            in: [-2...5, -12...4, -12...2]
        ) { point in
            let shape = Shape(length: point[0], slope: point[1], noise: point[2])
            return surprise(rows, targets, shape)
        }
        return Shape(length: best[0], slope: best[1], noise: best[2])
    }

    /// Minus the logarithm of the training set's likelihood, without constants.
    private static func surprise(_ rows: [[Double]], _ targets: [Double], _ shape: Shape) -> Double
    {
        let mean = targets.mean
        let residuals = targets.map { $0 - mean }
        guard let factor = Cholesky(matrix(rows, shape)) else { return .infinity }
        let weighted = factor.solveLower(residuals)
        let variance = weighted.reduce(0) { $0 + $1 * $1 } / Double(rows.count)
        return factor.logDeterminant + Double(rows.count) * .log(variance)
    }

    private static func matrix(_ rows: [[Double]], _ shape: Shape) -> Matrix {
        var matrix = Matrix(rowCount: rows.count, columnCount: rows.count)
        for i in rows.indices {
            for j in 0...i { matrix[i, j] = kernel(rows[i], rows[j], shape) }
            matrix[i, i] += .exp(shape.noise)
        }
        return matrix
    }

    private static func kernel(_ left: [Double], _ right: [Double], _ shape: Shape) -> Double {
        let product = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        return likeness(left, right, shape) + .exp(shape.slope) * product / Double(left.count)
    }

    /// The squared exponential of how far two rows are apart.
    private static func likeness(_ left: [Double], _ right: [Double], _ shape: Shape) -> Double {
        let distance = zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return .exp(-distance / (2 * .exp(2 * shape.length) * Double(left.count)))
    }
}
