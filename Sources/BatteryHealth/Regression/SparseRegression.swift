/// A linear regression on the few features, squares and products that tell most.
///
/// Where few cells are known, each further feature is one more way to mistake what is particular to
/// them for what holds for all.
struct SparseRegression: Hashable, Sendable, Codable {
    /// Places among ``QuadraticFeatures``, of which the features themselves are the first.
    private let columns: [Int]
    private let ridge: RidgeRegression

    /// What the squares of the weights count for each example: next to nothing.
    static let penaltyPerExample = 1e-3

    init?(_ rows: [[Double]], _ targets: [Double], columns: [Int]) {
        let chosen = rows.map { Self.chosen(columns, of: $0) }
        let penalty = Self.penaltyPerExample * Double(rows.count)
        guard let ridge = RidgeRegression(chosen, targets, penalty: penalty) else { return nil }
        self.columns = columns
        self.ridge = ridge
    }

    /// Whether it is one of so many features.
    func isSound(_ count: Int) -> Bool {
        let places = 0..<QuadraticFeatures.count(count)
        return columns.allSatisfy { places.contains($0) } && ridge.isSound(columns.count)
    }

    /// The value for a row.
    func callAsFunction(_ row: [Double]) -> Double {
        ridge(Self.chosen(columns, of: row))
    }

    private static func chosen(_ columns: [Int], of row: [Double]) -> [Double] {
        let all = QuadraticFeatures.of(row)
        return columns.map { all[$0] }
    }
}
