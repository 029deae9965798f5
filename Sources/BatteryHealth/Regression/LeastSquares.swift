/// What a training set says to linear regressions: its moments, which are the same for all penalties.
struct LeastSquares: Sendable {
    let means: [Double]
    let mean: Double
    /// How the features go with each other, and with the targets, about their means.
    let features: Matrix
    let products: [Double]

    init(_ rows: [[Double]], _ targets: [Double]) {
        let means = (rows.first ?? []).indices.map { column in rows.map { $0[column] }.mean }
        self.init(rows, targets, about: means, targets.mean)
    }

    /// The moments about means that may be another set's.
    init(_ rows: [[Double]], _ targets: [Double], about means: [Double], _ mean: Double) {
        let centred = Matrix(rows.map { row in zip(row, means).map { $0 - $1 } })
        self.means = means
        self.mean = mean
        features = centred.gram
        products = centred.transposedProduct(with: targets.map { $0 - mean })
    }

    /// The regression with a penalty; `nil` where the moments are no numbers.
    func ridge(penalty: Double) -> RidgeRegression? {
        weights(penalty: penalty).map { weights in
            RidgeRegression(
                weights: weights,
                intercept: mean - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
            )
        }
    }

    private func weights(penalty: Double) -> [Double]? {
        var normal = features
        for i in 0..<normal.rowCount { normal[i, i] += penalty }
        return Cholesky(normal)?.solve(products)
    }
}
