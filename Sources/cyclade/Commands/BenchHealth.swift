import ArgumentParser

extension Bench {
    /// `cyclade bench health`: how fast batteries are judged, by how many there are.
    struct Health: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure how fast batteries are judged, and used cells made into packs.",
            discussion: """
                Stored summaries of whole fleets, the readings of one pack, and used cells, at
                each of the counts given; the limits are the same tables read, and the same
                cells sorted. A million summaries take minutes to store first.

                EXAMPLES
                  cyclade bench health
                  cyclade bench health --summaries 100000 --summaries 1000000 --json
                """
        )

        @Option(help: "Batteries with stored summaries.")
        var summaries: [Int] = [10_000, 100_000]

        @Option(help: "Readings of one pack; 260,000 are a month.")
        var readings: [Int] = [26_000, 260_000]

        @Option(help: "Used cells.")
        var cells: [Int] = [10_000, 100_000]

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard (summaries + readings + cells).allSatisfy({ (1...10_000_000).contains($0) })
            else { throw ValidationError("Counts are from 1 to 10,000,000.") }
        }

        func run() async throws {
            try await Bench.withDirectory(nil) { directory in
                let progress = Progress()
                defer { progress.clear() }
                let figures = try HealthScale(
                    summaries: summaries,
                    readings: readings,
                    cells: cells,
                    directory: directory,
                    progress: progress
                ).run()
                progress.clear()
                if json { try JSON.print(figures) } else { print(figures.table) }
            }
        }
    }
}
