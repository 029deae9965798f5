import ArgumentParser
import FoundationEssentials
import LedgerNode

/// `cyclade bench`: measure against a limit taken in the same run.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure Cyclade on this machine, against the machine's own limits.",
        subcommands: [
            Ledger.self, Growth.self, Families.self, Decode.self, Gateway.self,
            GatewayLoad.self, Health.self,
        ]
    )

    /// Hands out the directory at `path`, or a passing one if there is none.
    static func withDirectory<Output>(
        _ path: String?,
        _ body: (DataDirectory) async throws -> Output
    ) async throws -> Output {
        let passing = FileManager.default.temporaryDirectory
            .appending(path: "cyclade-bench-\(UUID().uuidString)").path
        return try await ExitStatus.report {
            defer { try? FileManager.default.removeItem(atPath: passing) }
            return try await body(DataDirectory(path ?? passing))
        }
    }

    struct Ledger: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure durable throughput, latency, memory and receipts of a node.",
            discussion: """
                The load is \(BenchClient.mix), signed before the clock starts. The limit is how
                many P-256 signatures all cores verify, taken before and after every repeat.

                EXAMPLES
                  cyclade bench ledger
                  cyclade bench ledger --batteries 1000000 --json
                """
        )

        @Option(help: "Batteries on the ledger before measuring.")
        var batteries = 100_000

        @Option(help: "Repeats, each with the limit before and after.")
        var pairs = 5

        @Option(help: ArgumentHelp("Transactions in a repeat.", valueName: "count"))
        var transactions = 40_960

        @Option(help: ArgumentHelp("Keep the ledger in this new directory.", valueName: "dir"))
        var dataDir: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            let fewest = LedgerBenchmark.fewestBatteries
            guard (fewest...999_999).contains(batteries) else {
                throw ValidationError("'--batteries' must be from \(fewest) to 999999.")
            }
            guard (1...100).contains(pairs) else {
                throw ValidationError("'--pairs' must be from 1 to 100.")
            }
            guard (2_048...400_000).contains(transactions) else {
                throw ValidationError("'--transactions' must be from 2048 to 400000.")
            }
        }

        func run() async throws {
            let progress = Progress()
            defer { progress.clear() }
            let figures = try await Bench.withDirectory(dataDir) { directory in
                try await LedgerBenchmark(
                    batteryCount: batteries,
                    pairs: pairs,
                    transactionsPerPair: transactions,
                    directory: directory,
                    progress: progress
                ).run()
            }
            progress.clear()
            if json {
                try JSON.print(figures)
            } else {
                print(figures.table)
            }
        }
    }
}

extension LedgerFigures {
    /// The figures for a person.
    fileprivate var table: String {
        """
        batteries on the ledger   \(batteries)
        durable throughput        \(Int(txPerS)) tx/s
        P-256 limit, all cores    \(Int(verifyLimitPerS)) /s
        ratio to the limit        \(ratio.rounded(places: 3))
        CPU ratio                 \(cpuRatio.rounded(places: 3))
        latency at half load      p50 \(p50Ms.rounded(places: 2)) ms, \
        p99 \(p99Ms.rounded(places: 2)) ms
        latency when idle         p50 \(idleP50Ms.rounded(places: 2)) ms, \
        p99 \(idleP99Ms.rounded(places: 2)) ms
        the disk's part of it     p50 \(diskSyncMs.rounded(places: 2)) ms \
        (4 KiB and fdatasync)
        file growth               \(Int(bytesPerTx)) bytes a transaction
        resident memory           \(Int(residentMib)) MiB
        reopening                 \(reopenS.rounded(places: 2)) s
        receipt with all proofs   p50 \(receiptP50Ms.rounded(places: 3)) ms
        PRAGMA synchronous        \(synchronous)
        """
    }
}
