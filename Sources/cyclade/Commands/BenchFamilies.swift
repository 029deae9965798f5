import ArgumentParser
import LedgerNode

extension Bench {
    /// `cyclade bench families`: what each command costs, against its signature alone.
    struct Families: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure durable throughput of every command, by family.",
            discussion: """
                Lives of three batteries, a vehicle and a station go side by side from birth to
                recovered material. Each phase is one command, once or more for every life, signed
                before the clock starts; the limit is how many of the same signatures all cores
                verify, taken before and after. Every transaction must be accepted.

                With fewer than about 2,000 lives a phase fills only a block or two: the figure is
                then of latency rather than of throughput.

                EXAMPLES
                  cyclade bench families
                  cyclade bench families --batteries 10000 --json
                """
        )

        @Option(help: "Lives side by side: the transactions of a phase; from 1 to 100000.")
        var batteries = 4_000

        @Option(help: ArgumentHelp("Keep the ledger in this new directory.", valueName: "dir"))
        var dataDir: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(batteries) else {
                throw ValidationError("'--batteries' must be from 1 to 100000.")
            }
        }

        func run() async throws {
            let progress = Progress()
            defer { progress.clear() }
            let figures = try await Bench.withDirectory(dataDir) { directory in
                try await FamiliesBenchmark(
                    lifeCount: batteries,
                    directory: directory,
                    progress: progress
                ).run()
            }
            progress.clear()
            try json ? JSON.print(figures) : print(figures.table)
        }
    }
}

extension FamiliesFigures {
    /// The figures for a person.
    fileprivate var table: String {
        let rates = ["count", "tx/s", "limit/s", "ratio"]
        let commandTable = TextTable(
            header: ["command", "family"] + rates,
            rows: commands.map { row in
                [row.command, row.family.title]
                    + cells(row.count, row.txPerS, row.verifyLimitPerS, row.ratio)
            }
        )
        let familyTable = TextTable(
            header: ["family"] + rates + ["lowest", "of"],
            rows: families.map { row in
                [row.family.title]
                    + cells(row.count, row.txPerS, row.verifyLimitPerS, row.ratio)
                    + ["\(row.lowestRatio.rounded(places: 3))", row.lowestCommand]
            }
        )
        return """
            \(commandTable)

            \(familyTable)

            all in turn      \(overall.count) transactions, \(Int(overall.txPerS)) tx/s of \
            \(Int(overall.verifyLimitPerS)) /s: \(overall.ratio.rounded(places: 3))
            lowest family    \(overall.lowestFamily.title): \
            \(overall.lowestFamilyRatio.rounded(places: 3))
            lowest command   \(overall.lowestCommand): \
            \(overall.lowestRatio.rounded(places: 3))
            """
    }

    private func cells(_ count: Int, _ rate: Double, _ limit: Double, _ ratio: Double) -> [String] {
        ["\(count)", "\(Int(rate))", "\(Int(limit))", "\(ratio.rounded(places: 3))"]
    }
}
