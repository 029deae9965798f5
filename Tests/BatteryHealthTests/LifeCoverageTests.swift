import BatteryHealth
import Foundation
import TestSupport
import Testing

/// Whether the ends of measured lives lie in the intervals that were told at many of their ages.
@Suite("Intervals of the remaining life", .timeLimit(.minutes(40)))
struct LifeCoverageTests {
    /// A set of cells, and the capacity at which a life ends.
    struct Source: CustomStringConvertible {
        let folder: String
        let file: String
        let endAh: Double

        var description: String { folder }
    }

    private static let sources = [
        Source(folder: "hust_lfp", file: "cycles_charge_tail.csv", endAh: 0.90),
        Source(folder: "tbsi_ncm811", file: "cycles.csv", endAh: 0.88),
        Source(folder: "lsd_second_life", file: "capacity_trajectories.csv", endAh: 1.44),
        Source(folder: "xjtu_ncm", file: "cycles_charge_tail.csv", endAh: 1.65),
    ]
    private static let limit = 0.8

    @Test(
        "hold nine of ten ends at every age where like lives are known",
        .enabled(if: Soak.isOn),
        arguments: sources
    )
    func library(source: Source) throws {
        let lives = try Self.lives(source)
        let library = try #require(TrajectoryLibrary(lives, limit: Self.limit))
        for age in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 0.95] {
            var tally = Tally()
            for life in lives {
                guard let end = life.end(below: Self.limit),
                    let history = life.prefix(through: end * age),
                    history.uses.count >= RemainingLife.leastCount,
                    let told = library.end(of: history, except: life)
                else { continue }
                tally.add(told, end)
            }
            // Of young cells too little is measured in one set to be told at all.
            tally.check("\(source) at \(age)", least: age >= 0.4 ? 20 : 0)
        }
    }

    @Test("hold nine of ten ends where a law is carried on", .enabled(if: Soak.isOn))
    func laws() throws {
        var tallies: [RemainingLife.Method: [String: Tally]] = [:]
        for source in Self.sources {
            for life in try Self.lives(source) {
                for age in [0.3, 0.5, 0.7, 0.85] {
                    guard let end = life.end(below: Self.limit),
                        let history = life.prefix(through: end * age),
                        let told = try? RemainingLife(of: history, until: Self.limit)
                    else { continue }
                    for group in ["all", "\(source)"] {
                        tallies[told.method, default: [:]][group, default: Tally()]
                            .add(told.end, end)
                    }
                }
            }
        }
        #expect(Set(tallies.keys) == [.fadeLaw, .exponentialFade])
        for (method, groups) in tallies {
            for (group, tally) in groups.sorted(by: { $0.key < $1.key }) {
                // A law is wrong by another part for each kind of cell: of none may it say too much.
                tally.check("\(method) \(group)", onlyTooFew: group != "all")
            }
        }
    }

    private struct Tally {
        private var held = 0
        private var count = 0

        mutating func add(_ told: Estimate, _ end: Double) {
            count += 1
            if (told.lower...told.upper).contains(end) { held += 1 }
        }

        func check(_ name: String, onlyTooFew: Bool = false, least: Int = 1) {
            #expect(count >= least, "\(name)")
            let chance = BinomialTest(of: 0.9).chance(of: held, in: count)
            print("\(name): \(held) of \(count) held, p = \(chance)")
            let areMany = Double(held) >= 0.9 * Double(count)
            #expect(chance >= 0.05 || (onlyTooFew && areMany), "\(name): \(held) of \(count)")
        }
    }

    private static func lives(_ source: Source) throws -> [Trajectory] {
        let url = try Repository.shared("data/battery/\(source.folder)/\(source.file)")
        var rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = rows.removeFirst()
        let cell = try #require(header.firstIndex(of: "cell_id"))
        let cycle = try #require(header.firstIndex(of: "cycle"))
        let capacity = try #require(header.firstIndex(of: "capacity_Ah"))
        var points: [Substring: [(use: Double, capacity: Double)]] = [:]
        for row in rows {
            guard let use = Double(row[cycle]), let charge = Double(row[capacity]) else { continue }
            points[row[cell], default: []].append((use, limit * charge / source.endAh))
        }
        return points.sorted { $0.key < $1.key }.compactMap { _, points in
            Trajectory(uses: points.map(\.use), capacities: points.map(\.capacity))
        }
    }
}
