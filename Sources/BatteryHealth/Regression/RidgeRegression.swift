/// A linear regression whose weights are kept small.
struct RidgeRegression: Hashable, Sendable, Codable {
    private let weights: [Double]
    private let intercept: Double

    init(weights: [Double], intercept: Double) {
        self.weights = weights
        self.intercept = intercept
    }

    /// Fits `targets` to `rows`: least squares plus `penalty` times the squares of the weights; the
    /// intercept is free.
    ///
    /// - Returns: `nil` where rows are no numbers.
    init?(_ rows: [[Double]], _ targets: [Double], penalty: Double) {
        guard let ridge = RidgeFamily(rows, targets).ridge(penalty: penalty) else { return nil }
        self = ridge
    }

    /// Whether it is one of so many features.
    func isSound(_ count: Int) -> Bool {
        weights.count == count && weights.allSatisfy(\.isFinite) && intercept.isFinite
    }

    /// The value for a row.
    func callAsFunction(_ row: [Double]) -> Double {
        zip(weights, row).reduce(intercept) { $0 + $1.0 * $1.1 }
    }
}

/// Features with their squares and products.
enum QuadraticFeatures {
    /// How many there are of so many features.
    static func count(_ count: Int) -> Int { count + count * (count + 1) / 2 }

    static func of(_ row: [Double]) -> [Double] {
        var features = row
        for i in row.indices { for j in 0...i { features.append(row[i] * row[j]) } }
        return features
    }
}
