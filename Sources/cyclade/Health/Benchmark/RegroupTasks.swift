import BatteryHealth

/// How alike the cells of packs are that were built of used ones.
enum RegroupTasks {
    static let kinds = ["LFP20", "LFP35", "LFP68", "LMO10", "NMC21"]
    static let names = kinds.map(name) + [lives]
    private static let lives = "regroup.lsd"
    private static let cellsPerPack = 8
    /// What sorting by capacity alone reaches on others.
    private static let baselines = [
        "LFP20": 3.2, "LFP35": 5.6, "LFP68": 4.4, "LMO10": 8.5, "NMC21": 0.8,
    ]

    private static func name(_ kind: String) -> String { "regroup.pulsebat.\(kind.lowercased())" }

    static func scores(train: HealthFolder, test: HealthFolder?) throws -> [String: HealthScore] {
        var scores: [String: HealthScore] = [:]
        for kind in kinds {
            let cells = try PulseSet(kind: kind).cells(toRegroupIn: test ?? train)
            scores[name(kind)] = score(cells, kind)
        }
        scores[lives] = try secondLives(train: train, test: test)
        return scores
    }

    private static func score(_ cells: [CellMeasurement], _ kind: String) -> HealthScore {
        let packs = PackBuilder(cellsPerPack: cellsPerPack, duty: .backup)?.build(cells).packs ?? []
        let spread = packs.reduce(0) { $0 + $1.capacitySpread } / Double(max(packs.count, 1))
        return HealthScore(
            value: packs.isEmpty ? nil : spread * 100,
            unit: "% of capacity between the cells of a pack of \(cellsPerPack), mean",
            must: nil,
            baseline: baselines[kind],
            coverage90: nil,
            n: cells.count
        )
    }

    /// Cycles a cell of groups that end with their weakest: lives are foretold from the first charge,
    /// and cells of like lives put together.
    private static func secondLives(
        train: HealthFolder,
        test: HealthFolder?
    ) throws -> HealthScore {
        let known = try SecondLifeSet.lives(in: train)
        let asked = try test.map(SecondLifeSet.lives) ?? known
        guard !known.isEmpty, !asked.isEmpty else { return usable(nil, count: 0) }
        let outcome = try EstimatorTraining(known).fit()
        let told =
            test == nil
            ? zip(known, outcome.crossValidatedErrors).map { $0.target + $1 }
            : asked.map { outcome.estimator.estimate($0.features)?.value ?? 0 }
        let sorted = zip(told, asked.map(\.target)).sorted { $0.0 < $1.0 }.map(\.1)
        let groups = max(1, Int((Double(sorted.count) / cellsPerGroup).rounded()))
        let total = (0..<groups).reduce(0.0) { sum, group in
            let range = group * sorted.count / groups..<(group + 1) * sorted.count / groups
            return sum + (sorted[range].min() ?? 0) * Double(range.count)
        }
        return usable(total / Double(sorted.count), count: sorted.count)
    }

    /// 86 cells in 8 groups.
    private static let cellsPerGroup = 10.75

    private static func usable(_ value: Double?, count: Int) -> HealthScore {
        HealthScore(
            value: value,
            unit: "cycles a cell",
            must: 279,
            baseline: 240,
            coverage90: nil,
            n: count
        )
    }
}
