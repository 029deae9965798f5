import BatteryHealth
import Foundation

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

    /// Cycles a cell of groups that end with their weakest; they are made from the first charge, by
    /// what it is like and by the life that it foretells.
    private static func secondLives(
        train: HealthFolder,
        test: HealthFolder?
    ) throws -> HealthScore {
        let known = try SecondLifeSet.lives(in: train)
        let asked = try test.map { try SecondLifeSet.lives(in: $0) } ?? known
        let outcome = try EstimatorTraining.outcome(of: known.map(\.example))
        let cells = asked.enumerated().map { index, life in
            let told =
                test == nil
                ? outcome.map { life.example.target + $0.crossValidatedErrors[index] }
                : outcome?.estimator.estimate(life.example.features)?.value
            return life.cell.foretold(told.map { pow(10, $0) })
        }
        let count = max(1, Int((Double(cells.count) / cellsPerGroup).rounded()))
        guard let groups = CellGrouping(groupCount: count)?.group(cells).packs, !groups.isEmpty
        else { return usable(nil, count: 0) }
        let cycles = Dictionary(asked.map { ($0.cell.id, $0.cycles) }) { $1 }
        let total = groups.reduce(0.0) { sum, group in
            sum + (group.cells.compactMap { cycles[$0.id] }.min() ?? 0) * Double(group.cells.count)
        }
        let placed = groups.reduce(0) { $0 + $1.cells.count }
        return usable(total / Double(placed), count: placed)
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

extension CellMeasurement {
    /// The cell with a life that was foretold.
    fileprivate func foretold(_ cycles: Double?) -> CellMeasurement {
        CellMeasurement(
            id: id,
            model: model,
            capacity: capacity,
            resistance: resistance,
            openCircuitVoltage: openCircuitVoltage,
            shape: shape,
            foretoldLife: cycles
        )
    }
}
