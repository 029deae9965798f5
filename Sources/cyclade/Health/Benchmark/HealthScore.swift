/// How well a task of judging health was done on cells that were not learnt from.
struct HealthScore: Encodable {
    /// The figure; `nil` where there is no data.
    let value: Double?
    let unit: String
    /// What the figure must reach.
    let must: Double?
    /// What a plain method reaches.
    let baseline: Double?
    /// The part of the true values that lay in their intervals of 90 %.
    let coverage90: Double?
    /// How many true values there were.
    let n: Int
    /// The cells of each group, for tasks that make groups.
    var groups: [[String]]?

    private enum CodingKeys: String, CodingKey {
        case value, unit, must, baseline, coverage90, n, groups
    }

    /// `nil` is written as `null`, so that every task has the same keys.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encode(must, forKey: .must)
        try container.encode(baseline, forKey: .baseline)
        try container.encode(coverage90, forKey: .coverage90)
        try container.encode(n, forKey: .n)
        try container.encodeIfPresent(groups, forKey: .groups)
    }
}
