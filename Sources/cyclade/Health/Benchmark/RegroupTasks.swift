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
    ///
    /// The groups are told as well, so that those who know how long the cells lived can score them.
    private static func secondLives(
        train: HealthFolder,
        test: HealthFolder?
    ) throws -> HealthScore {
        let known = try SecondLifeSet.lives(in: train)
        let outcome = try EstimatorTraining.outcome(of: known.map(\.example))
        // A cell that was learnt from is told by the others.
        var told: [String: Double] = [:]
        for (index, life) in known.enumerated() {
            told[life.cell.id] = outcome.map {
                life.example.target + $0.crossValidatedErrors[index]
            }
        }
        let asked = try SecondLifeSet.cells(in: test ?? train)
        let cells = (test == nil ? known.map(\.cell) : asked).map { cell in
            let life = told[cell.id] ?? outcome?.estimator.estimate(cell.shape)?.value
            return cell.foretold(life.map { pow(10, $0) })
        }
        let count = max(1, Int((Double(cells.count) / cellsPerGroup).rounded()))
        guard let groups = CellGrouping(groupCount: count)?.group(cells).packs, !groups.isEmpty
        else { return usable(nil, groups: []) }
        let lived = try SecondLifeSet.lives(in: test ?? train)
        let cycles = Dictionary(lived.map { ($0.cell.id, $0.cycles) }) { $1 }
        return usable(cyclesPerCell(groups, cycles), groups: groups)
    }

    /// `nil` unless it is known of every cell how long it lived.
    private static func cyclesPerCell(
        _ groups: [RegroupedPack],
        _ cycles: [String: Double]
    ) -> Double? {
        var (total, count) = (0.0, 0)
        for group in groups {
            let lives = group.cells.compactMap { cycles[$0.id] }
            guard lives.count == group.cells.count, let least = lives.min() else { return nil }
            total += least * Double(lives.count)
            count += lives.count
        }
        return total / Double(count)
    }

    /// 86 cells in 8 groups.
    private static let cellsPerGroup = 10.75

    private static func usable(_ value: Double?, groups: [RegroupedPack]) -> HealthScore {
        HealthScore(
            value: value,
            unit: "cycles a cell",
            must: 279,
            baseline: 240,
            coverage90: nil,
            n: groups.reduce(0) { $0 + $1.cells.count },
            groups: groups.map { $0.cells.map(\.id) }
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
            selfDischarge: selfDischarge,
            isUnsafe: isUnsafe,
            shape: shape,
            foretoldLife: cycles
        )
    }
}
