/// The figures of `cyclade bench families`.
struct FamiliesFigures: Codable, Sendable {
    /// Lives played side by side: the least number of transactions in a phase.
    var batteries: Int
    var commands: [CommandFigures]
    var families: [FamilyFigures]
    var overall: OverallFigures
}

/// The throughput of one command.
struct CommandFigures: Codable, Sendable {
    var command: String
    var family: BenchFamily
    var count: Int
    /// Durable transactions a second.
    var txPerS: Double
    /// P-256 verifications a second on all cores of the same transactions, before and after.
    var verifyLimitPerS: Double
    var ratio: Double
}

/// The throughput of a family, all its phases one after another.
struct FamilyFigures: Codable, Sendable {
    var family: BenchFamily
    var count: Int
    var txPerS: Double
    var verifyLimitPerS: Double
    var ratio: Double
    /// The command of the family that has the lowest ratio.
    var lowestCommand: String
    var lowestRatio: Double
}

/// The throughput of all phases one after another, and the lowest ratios of all.
struct OverallFigures: Codable, Sendable {
    var count: Int
    var txPerS: Double
    var verifyLimitPerS: Double
    var ratio: Double
    var lowestCommand: String
    var lowestRatio: Double
    var lowestFamily: BenchFamily
    var lowestFamilyRatio: Double
}

extension FamiliesFigures {
    /// - Throws: ``BenchError`` when a family has no command.
    init(batteries: Int, _ tallies: CommandTallies) throws {
        let commands = tallies.rows.map { CommandFigures($0.command, $0.family, $0.tally) }
        let families = try BenchFamily.allCases.map { family in
            let rows = tallies.rows.filter { $0.family == family }
            let lowest = rows.min { $0.tally.ratio < $1.tally.ratio }
            guard let lowest else { throw BenchError.setUp("\(family.title) has no command") }
            return FamilyFigures(
                family,
                sum(of: rows.map(\.tally)),
                lowest: (lowest.command, lowest.tally.ratio)
            )
        }
        let overall = OverallFigures(sum(of: tallies.rows.map(\.tally)), families)
        guard let overall else { throw BenchError.setUp("there is no family") }
        self.init(batteries: batteries, commands: commands, families: families, overall: overall)
    }
}

private func sum(of tallies: [BenchTally]) -> BenchTally {
    tallies.reduce(into: BenchTally()) { $0 += $1 }
}

extension CommandFigures {
    fileprivate init(_ command: String, _ family: BenchFamily, _ tally: BenchTally) {
        self.init(
            command: command,
            family: family,
            count: tally.count,
            txPerS: tally.perSecond,
            verifyLimitPerS: tally.limit,
            ratio: tally.ratio
        )
    }
}

extension FamilyFigures {
    fileprivate init(
        _ family: BenchFamily,
        _ tally: BenchTally,
        lowest: (command: String, ratio: Double)
    ) {
        self.init(
            family: family,
            count: tally.count,
            txPerS: tally.perSecond,
            verifyLimitPerS: tally.limit,
            ratio: tally.ratio,
            lowestCommand: lowest.command,
            lowestRatio: lowest.ratio
        )
    }
}

extension OverallFigures {
    /// `nil` when there is no family.
    fileprivate init?(_ tally: BenchTally, _ families: [FamilyFigures]) {
        guard let lowest = families.min(by: { $0.lowestRatio < $1.lowestRatio }),
            let lowestFamily = families.min(by: { $0.ratio < $1.ratio })
        else { return nil }
        self.init(
            count: tally.count,
            txPerS: tally.perSecond,
            verifyLimitPerS: tally.limit,
            ratio: tally.ratio,
            lowestCommand: lowest.lowestCommand,
            lowestRatio: lowest.lowestRatio,
            lowestFamily: lowestFamily.family,
            lowestFamilyRatio: lowestFamily.ratio
        )
    }
}
