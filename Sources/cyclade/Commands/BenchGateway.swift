import ArgumentParser
import FoundationEssentials
import Glibc
import LedgerNode

extension Bench {
    /// `cyclade bench gateway`: how many frames become durable evidence.
    struct Gateway: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure a gateway: links, evidence on the disk, and summaries.",
            discussion: """
                Terminals send reports of 586 bytes as fast as the gateway takes them, over loopback,
                from another process on the same cores. A report counts when it is acknowledged:
                synchronised to the disk and in its segment's tree. The limit is how fast the same
                bytes are written and synchronised, 8 MiB at a time, with nothing else done.

                EXAMPLES
                  cyclade bench gateway
                  cyclade bench gateway --frames 10000000 --json
                """
        )

        @Option(help: ArgumentHelp("Reports; repeat it for several runs.", valueName: "count"))
        var frames: [Int] = [100_000, 1_000_000]

        @Option(help: "Terminals.")
        var connections = 1_000

        @Option(help: "Reports that a terminal sends at once; repeat it for several runs.")
        var framesPerWrite: [Int] = [1, 32]

        @Option(help: "Terminals that are logged in and say nothing; 0 to leave that out.")
        var idle = 10_000

        @Option(help: ArgumentHelp("Keep the evidence in this new directory.", valueName: "dir"))
        var dataDir: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (1...50_000).contains(connections), (0...50_000).contains(idle),
                frames.allSatisfy({ (connections...100_000_000).contains($0) }),
                framesPerWrite.allSatisfy({ (1...64).contains($0) })
            else {
                throw ValidationError(
                    "At most 50000 terminals, 64 reports a write, and a report for each terminal."
                )
            }
        }

        func run() async throws {
            umask(0o077)
            try await Bench.withDirectory(dataDir) { directory in
                var runs: [GatewayBenchmark.Figures] = []
                for perWrite in framesPerWrite {
                    let benchmark = GatewayBenchmark(
                        connections: connections,
                        framesPerWrite: perWrite,
                        directory: directory
                    )
                    for count in frames { runs.append(try await benchmark.run(frames: count)) }
                }
                let benchmark = GatewayBenchmark(
                    connections: connections,
                    framesPerWrite: 1,
                    directory: directory
                )
                let idleMib = idle > 0 ? try await benchmark.idle(idle) : nil
                let limit = try DiskLimit.bytesPerSecond(in: directory)
                let figures = GatewayFigures(runs: runs, idleMib: idleMib, limit: limit)
                try json ? JSON.print(figures) : print(figures.text(idle: idle))
            }
        }
    }

    /// The load of `cyclade bench gateway`, in a process of its own.
    struct GatewayLoad: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gateway-load",
            abstract: "Send reports to a gateway that listens on this machine.",
            shouldDisplay: false
        )

        @Option var port: Int
        @Option var frames = 0
        @Option var connections: Int
        @Option var framesPerWrite = 1
        @Flag var hold = false

        func run() throws {
            let load = FrameLoad(
                port: port,
                frames: frames,
                connections: connections,
                framesPerWrite: framesPerWrite
            )
            let ready = {
                print(GatewayLoadMark.ready)
                fflush(nil)
            }
            let now = LedgerNode.systemClock()
            if hold { return try load.hold(at: now, whenReady: ready) }
            let outcome = try load.run(endingAt: now, whenReady: ready)
            print(String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self))
        }
    }
}

/// The figures of `cyclade bench gateway`.
struct GatewayFigures: Encodable {
    let runs: [GatewayBenchmark.Figures]
    let idleMib: Int?
    let limitBytesPerS: Int
    /// The fastest run's bytes over the limit.
    let ratio: Double

    init(runs: [GatewayBenchmark.Figures], idleMib: Int?, limit: Double) {
        self.runs = runs
        self.idleMib = idleMib
        limitBytesPerS = Int(limit)
        let fastest = runs.map(\.framesPerS).max() ?? 0
        ratio = (Double(fastest * BenchReports.of2016.count) / limit).rounded(places: 3)
    }

    func text(idle: Int) -> String {
        let table = TextTable(
            header: ["frames", "a write", "frames/s", "summarised/s", "MiB", "us", "load us"],
            rows: runs.map { run in
                [
                    "\(run.frames)", "\(run.framesPerWrite)", "\(run.framesPerS)",
                    "\(run.summarisedPerS)", "\(run.peakMib)", "\(run.cpuUsPerFrame)",
                    "\(run.loadCpuUsPerFrame)",
                ]
            }
        )
        let idleLine = idleMib.map { "\n\(idle) idle links      \($0) MiB" } ?? ""
        return """
            \(table)
            limit: writing the bytes   \(limitBytesPerS) bytes/s, ratio \(ratio)\(idleLine)
            """
    }
}
