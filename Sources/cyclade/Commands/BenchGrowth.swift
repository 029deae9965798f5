import ArgumentParser
import Glibc
import LedgerNode

extension Bench {
    /// `cyclade bench growth`: what a transaction costs as the ledger grows.
    struct Growth: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure what a transaction costs as the ledger grows.",
            discussion: """
                Grows a ledger with \(BenchClient.mix), and measures at 10,000, 30,000 … entries. A
                cost in verifications is the CPU time of a transaction over that of one P-256
                verification taken before and after; its growth is to stay below the logarithm's.

                EXAMPLES
                  cyclade bench growth
                  cyclade bench growth --entries 300000 --json
                """
        )

        @Option(help: "Where to stop; from 10000 to 5000000.")
        var entries: UInt64 = 5_000_000

        @Option(help: "Seed of what is assessed.")
        var seed: UInt64 = 1

        @Option(help: ArgumentHelp("Keep the ledger in this new directory.", valueName: "dir"))
        var dataDir: String?

        @Flag(help: "Print one JSON object a point.")
        var json = false

        func validate() throws {
            guard (10_000...5_000_000).contains(entries) else {
                throw ValidationError("'--entries' must be from 10000 to 5000000.")
            }
        }

        func run() async throws {
            if !json { print("seed \(seed)\n\(GrowthPoint.heading)") }
            let progress = Progress()
            defer { progress.clear() }
            try await Bench.withDirectory(dataDir) { directory in
                let benchmark = GrowthBenchmark(
                    entries: entries,
                    seed: seed,
                    directory: directory,
                    progress: progress
                )
                try await benchmark.run { point in
                    progress.clear()
                    try json ? JSON.print(point) : print(point.row)
                    // It goes into a log that somebody reads meanwhile.
                    fflush(nil)
                }
            }
        }
    }
}

extension GrowthPoint {
    fileprivate static let heading =
        "  entries    tx/s  ratio  CPU µs  in verifications  growth  of log n   MiB"

    fileprivate var row: String {
        [
            String(entries).padded(9), String(Int(txPerS)).padded(8),
            "\(ratio.rounded(places: 3))".padded(7), "\(cpuUs.rounded(places: 1))".padded(8),
            "\(costInVerifications.rounded(places: 2))".padded(18),
            "\(costGrowth.rounded(places: 2))".padded(8),
            "\(logGrowth.rounded(places: 2))".padded(10), String(Int(residentMib)).padded(6),
        ].joined()
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
