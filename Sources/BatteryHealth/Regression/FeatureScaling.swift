/// Brings features to one scale, and those that are extreme to the edge of what was learnt from.
struct FeatureScaling: Hashable, Sendable, Codable {
    private let lower: [Double]
    private let upper: [Double]
    private let means: [Double]
    private let deviations: [Double]

    /// Learns from the rows of a training set: the 0.5 and 99.5 % quantiles, means and deviations.
    init(_ rows: [[Double]]) {
        let columns = (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
        let ranges = columns.map { column in
            let sorted = column.sorted()
            return (Quantile.of(sorted, 0.005), Quantile.of(sorted, 0.995))
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

    /// The row on the scale of the training set.
    func callAsFunction(_ row: [Double]) -> [Double] {
        row.indices.map { column in
            (min(max(row[column], lower[column]), upper[column]) - means[column])
                / deviations[column]
        }
    }
}
