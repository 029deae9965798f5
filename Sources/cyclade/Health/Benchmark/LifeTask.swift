import BatteryHealth

/// An end of life to be told from its first half.
struct LifeTask {
    let name: String
    let folder: String
    let file: String
    /// The capacity at which life ends, in ampere-hours.
    let endAh: Double
    let must: Double
    let baseline: Double

    static let all = [
        LifeTask(
            name: "rul.hust",
            folder: "hust_lfp",
            file: "cycles_charge_tail.csv",
            endAh: 0.90,
            must: 5,
            baseline: 3.8
        ),
        LifeTask(
            name: "rul.tbsi",
            folder: "tbsi_ncm811",
            file: "cycles.csv",
            endAh: 0.88,
            must: 6,
            baseline: 4.2
        ),
        LifeTask(
            name: "rul.lsd",
            folder: "lsd_second_life",
            file: "capacity_trajectories.csv",
            endAh: 1.44,
            must: 21,
            baseline: 20.7
        ),
        LifeTask(
            name: "rul.xjtu",
            folder: "xjtu_ncm",
            file: "cycles_charge_tail.csv",
            endAh: 1.65,
            must: 19,
            baseline: 18.9
        ),
    ]

    /// Matches each life of `test` to those of `train`; without `test`, to all others.
    func score(train: HealthFolder, test: HealthFolder?) throws -> HealthScore {
        let known = try lives(in: train)
        let asked = try test.map(lives) ?? known
        let library = TrajectoryLibrary(known.sorted { $0.key < $1.key }.map(\.value), limit: 1)
        var errors: [Double] = []
        var held = 0
        for (_, life) in asked {
            guard let library, let end = life.end(below: 1),
                let half = life.prefix(through: end / 2),
                let told = library.end(of: half, except: life)
            else { continue }
            errors.append(abs(told.value - end) / end * 100)
            if (told.lower...told.upper).contains(end) { held += 1 }
        }
        let sorted = errors.sorted()
        let middle = sorted.count / 2
        let median: Double? =
            sorted.isEmpty ? nil : (sorted[middle] + sorted[(sorted.count - 1) / 2]) / 2
        return HealthScore(
            value: median,
            unit: "% of life, median",
            must: must,
            baseline: baseline,
            coverage90: errors.isEmpty ? nil : Double(held) / Double(errors.count),
            n: errors.count
        )
    }

    /// Capacities as parts of that at which life ends.
    private func lives(in data: HealthFolder) throws -> [String: Trajectory] {
        let columns = ["cell_id", "cycle", "capacity_Ah"]
        guard let table = try data.table(folder, file, columns: columns) else { return [:] }
        var points: [String: [(use: Double, capacity: Double)]] = [:]
        for row in table.rows() {
            guard let cell = row.name("cell_id"), let use = row.number("cycle"),
                let capacity = row.number("capacity_Ah")
            else { continue }
            points[cell, default: []].append((use, capacity / endAh))
        }
        return points.compactMapValues { points in
            Trajectory(uses: points.map(\.use), capacities: points.map(\.capacity))
        }
    }
}
