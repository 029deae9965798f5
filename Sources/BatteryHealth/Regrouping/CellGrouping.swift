import RealModule

/// Groups used cells whose charges are alike, in groups as large as they come.
///
/// A group ends with its weakest cell. Cells that will live long are few, and show it by the shape of
/// a single charge: in groups of a fixed size they would have to wait for others, and end with them.
public struct CellGrouping: Sendable {
    private let groupCount: Int
    private let limits: PackBuilder.Limits

    /// Creates a grouping; `nil` unless there is a group.
    ///
    /// - Parameters:
    ///   - groupCount: How many groups the cells of each model make up.
    ///   - limits: What a group must keep to be accepted.
    public init?(groupCount: Int, limits: PackBuilder.Limits = PackBuilder.Limits()) {
        guard groupCount >= 1 else { return nil }
        self.groupCount = groupCount
        self.limits = limits
    }

    /// Groups cells.
    ///
    /// - Returns: The groups, by model; no measured cell is left out, but for one in another unit.
    /// - Complexity: O(*n*²) for *n* cells of a model.
    public func group(_ cells: [CellMeasurement]) -> Regrouping {
        var groups: [RegroupedPack] = []
        var rejected: [Regrouping.Rejected] = []
        let models = Dictionary(grouping: cells, by: \.model)
        for model in models.keys.sorted() {
            let screening = CellScreening(models[model] ?? [], by: .measurement)
            rejected += screening.rejected
            let kept = screening.kept.sorted { $0.id < $1.id }
            groups += WardClustering.clusters(of: Self.points(kept), count: groupCount)
                .map { places in RegroupedPack(places.map { kept[$0] }, limits) }
        }
        return Regrouping(packs: groups, rejected: rejected, left: [])
    }

    /// What each cell is like: capacity, resistance and shape, each in deviations; where all lives are
    /// foretold, their logarithm counts as much as all of these.
    private static func points(_ cells: [CellMeasurement]) -> [[Double]] {
        let shapeCount = cells.map(\.shape.count).min() ?? 0
        let rows = cells.map { [$0.capacity, $0.resistance] + $0.shape.prefix(shapeCount) }
        var columns = (0..<shapeCount + 2).map { column in scaled(rows.map { $0[column] }) }
        let lives = cells.compactMap { $0.foretoldLife.map { Double.log($0) } }
        if lives.count == cells.count {
            let weight = Double(columns.count).squareRoot()
            columns.append(scaled(lives).map { $0 * weight })
        }
        return cells.indices.map { cell in columns.map { $0[cell] } }
    }

    private static func scaled(_ values: [Double]) -> [Double] {
        let (mean, deviation) = (values.mean, values.deviation)
        return values.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
    }
}
