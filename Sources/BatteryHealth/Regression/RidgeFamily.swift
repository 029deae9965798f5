/// The ridges of one training set, of which each penalty has one.
///
/// With more features than examples the weights are sums of examples, so that the equations have as
/// many unknowns as there are examples.
enum RidgeFamily {
    /// The moments of the features.
    case features(LeastSquares)
    /// The centred rows and targets, and the products of the rows with each other.
    case examples(rows: Matrix, targets: [Double], products: Matrix, means: [Double], mean: Double)

    init(_ rows: [[Double]], _ targets: [Double]) {
        let count = rows.first?.count ?? 0
        guard rows.count < count else {
            self = .features(LeastSquares(rows, targets))
            return
        }
        let means = (0..<count).map { column in rows.map { $0[column] }.mean }
        let mean = targets.mean
        let centred = rows.map { row in zip(row, means).map { $0 - $1 } }
        let columns = (0..<count).map { column in centred.map { $0[column] } }
        self = .examples(
            rows: Matrix(centred),
            targets: targets.map { $0 - mean },
            products: Matrix(columns).gram,
            means: means,
            mean: mean
        )
    }

    /// The regression with a penalty; `nil` where the rows are no numbers.
    func ridge(penalty: Double) -> RidgeRegression? {
        switch self {
        case .features(let squares):
            return squares.ridge(penalty: penalty)
        case .examples(let rows, let targets, var products, let means, let mean):
            for i in targets.indices { products[i, i] += penalty }
            guard let parts = Cholesky(products)?.solve(targets) else { return nil }
            let weights = rows.transposedProduct(with: parts)
            let offset = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
            return RidgeRegression(weights: weights, intercept: mean - offset)
        }
    }
}
