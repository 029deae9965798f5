/// A linear regression whose weights are kept small.
struct RidgeRegression: Hashable, Sendable, Codable {
    private let weights: [Double]
    private let intercept: Double

    /// Fits `targets` to `rows`: least squares plus `penalty` times the squares of the weights; the
    /// intercept is free.
    ///
    /// - Returns: `nil` where rows are no numbers.
    init?(_ rows: [[Double]], _ targets: [Double], penalty: Double) {
        let means = (rows.first ?? []).indices.map { column in rows.map { $0[column] }.mean }
        let centred = Matrix(rows.map { row in zip(row, means).map { $0 - $1 } })
        let mean = targets.mean
        var normal = centred.gram
        for i in 0..<normal.rowCount { normal[i, i] += penalty }
        guard let factor = Cholesky(normal) else { return nil }
        weights = factor.solve(centred.transposedProduct(with: targets.map { $0 - mean }))
        intercept = mean - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The value for a row.
    func callAsFunction(_ row: [Double]) -> Double {
        zip(weights, row).reduce(intercept) { $0 + $1.0 * $1.1 }
    }
}

/// Features with their squares and products.
enum QuadraticFeatures {
    static func of(_ row: [Double]) -> [Double] {
        var features = row
        for i in row.indices { for j in 0...i { features.append(row[i] * row[j]) } }
        return features
    }
}
