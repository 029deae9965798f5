/// Brings features to one scale, and those that cannot be trusted to an edge.
///
/// A cell that is worse than all before it has features outside what was learnt from, and must not
/// be taken for the worst of these; but a feature that is far outside tells of a failed measurement.
struct FeatureScaling: Hashable, Sendable, Codable {
    private let lower: [Double]
    private let upper: [Double]
    private let means: [Double]
    private let deviations: [Double]

    /// Learns means and deviations from the rows of a training set.
    ///
    /// - Parameters:
    ///   - rows: The training set.
    ///   - reach: How far the edges are outside its middle 99 %, in widths of these.
    init(_ rows: [[Double]], reach: Double) {
        let columns = (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
        let ranges = columns.map { column in
            let sorted = column.sorted()
            let (low, high) = (Quantile.of(sorted, 0.005), Quantile.of(sorted, 0.995))
            return (low - reach * (high - low), high + reach * (high - low))
        }
        lower = ranges.map(\.0)
        upper = ranges.map(\.1)
        let clipped = zip(columns, ranges).map { column, range in
            column.map { min(max($0, range.0), range.1) }
        }
        means = clipped.map(\.mean)
        // A feature that never changes tells nothing.
        deviations = clipped.map { $0.deviation > 0 ? $0.deviation : 1 }
    }

    var featureCount: Int { means.count }

    /// Whether it is one of so many features.
    func isSound(_ count: Int) -> Bool {
        [lower, upper, means, deviations].allSatisfy {
            $0.count == count && $0.allSatisfy(\.isFinite)
        } && deviations.allSatisfy { $0 > 0 }
    }

    /// How many of a row's features are beyond the edges: far from all that was learnt from.
    func strangers(in row: [Double]) -> Int {
        row.indices.count { row[$0] < lower[$0] || row[$0] > upper[$0] }
    }

    /// The row on the scale of the training set.
    func callAsFunction(_ row: [Double]) -> [Double] {
        row.indices.map { column in
            (min(max(row[column], lower[column]), upper[column]) - means[column])
                / deviations[column]
        }
    }
}
