import ArgumentParser
import BatteryHealth
import FoundationEssentials

/// Files of capacities over use: a line of column names, then a measurement a line.
struct CapacitySeries {
    /// More than a life has cycles; a knee is looked for between every two.
    static let mostMeasurements = 10_000

    /// The rated capacity, in ampere-hours; `nil` where capacities are in per cent of it.
    let ratedCapacity: Double?

    /// The life in a file.
    ///
    /// - Throws: The status to end with, once it was said why there is none.
    func trajectory(_ path: String) throws -> Trajectory {
        let column = ratedCapacity == nil ? "capacity_pct" : "capacity_Ah"
        let table = try MeasurementTable.open(path, columns: ["use", column])
        var (uses, capacities): ([Double], [Double]) = ([], [])
        for (index, row) in table.rows().enumerated() {
            func problem(_ what: String) -> ExitCode {
                ExitStatus.saying(ExitStatus.usage, "\(path): measurement \(index + 1) \(what).")
            }
            guard index < Self.mostMeasurements else {
                throw problem("is one too many; expected at most \(Self.mostMeasurements)")
            }
            guard let use = row.number("use") else { throw problem("has no number for 'use'") }
            guard let capacity = row.number(column) else {
                throw problem("has no number for '\(column)'")
            }
            guard use >= 0 else { throw problem("has a use of \(use); expected 0 or more") }
            if let before = uses.last, use <= before {
                throw problem("has a use of \(use) after one of \(before); expected uses that rise")
            }
            uses.append(use)
            capacities.append(capacity / (ratedCapacity ?? 100))
        }
        guard let trajectory = Trajectory(uses: uses, capacities: capacities) else {
            throw ExitStatus.saying(ExitStatus.usage, "\(path) has no measurements.")
        }
        return trajectory
    }

    /// The lives in a folder that end at a state of health, to match others with.
    ///
    /// - Returns: `nil` where they are too few, once that was said.
    /// - Throws: The status to end with, once it was said why there are none.
    func library(in folder: String, until limit: Double) throws -> TrajectoryLibrary? {
        let lives = try lives(in: folder)
        if let library = TrajectoryLibrary(lives, limit: limit) { return library }
        Terminal.say(
            "cyclade: of \(lives.count) lives in \(folder) fewer than "
                + "\(TrajectoryLibrary.leastLives) end below \((limit * 100).rounded(places: 1)) %; "
                + "a law is carried on instead."
        )
        return nil
    }

    /// The lives in the CSV files of a folder, in the order of their names.
    ///
    /// - Throws: The status to end with, once it was said why there are none.
    private func lives(in folder: String) throws -> [Trajectory] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ExitStatus.saying(ExitStatus.notFound, "There is no folder \(folder).")
        }
        return try names.filter { $0.hasSuffix(".csv") }.sorted()
            .map { try trajectory("\(folder)/\($0)") }
    }
}
