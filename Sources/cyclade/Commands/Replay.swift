import ArgumentParser
import FleetSimulation
import FoundationEssentials
import LedgerNode

/// `cyclade replay`: measured lives of real cells, as packs on a ledger.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play the measured lives of real cells through the whole loop.",
        discussion: """
            Reads per-cycle capacities from the collections below DIR: nasa_pcoe, calce_cs2,
            hust_lfp, xjtu_ncm, tbsi_ncm811 and matr_lfp; any may be missing. Each cell stands
            for a leased pack that ages as the cell did. Where raw charges of the cells are there
            too, a pack in service is judged by them: by an estimator that has not seen its cell.

            EXAMPLES
              cyclade replay ../shared/data/battery --data-dir replay-data
            """
    )

    @Argument(help: ArgumentHelp("The folder of the collections.", valueName: "dir"))
    var folder: String

    @Option(help: ArgumentHelp("Where to make the ledger.", valueName: "dir"))
    var dataDir = "cyclade-replay"

    @Option(
        help:
            "The seed of what is not measured: confidential values and places; keys and salts are random."
    )
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await ExitStatus.report {
            var lives: [MeasuredLife] = []
            for dataset in Dataset.allCases {
                guard let path = dataset.path,
                    let contents = FileManager.default.contents(atPath: "\(folder)/\(path)")
                else { continue }
                let read = try MeasuredLives(bytes: Array(contents), dataset: dataset, file: path)
                Terminal.say(
                    "\(path): \(read.lives.count) cells, \(read.skippedRows) rows left out"
                )
                let estimates = try LifeEstimates.of(dataset, in: folder)
                if !estimates.isEmpty {
                    let count = estimates.values.reduce(0) { $0 + $1.count }
                    Terminal.say("\(path): \(estimates.count) of them judged by \(count) charges")
                }
                lives += read.lives.map { $0.estimated(estimates[$0.id] ?? []) }
            }
            guard !lives.isEmpty else {
                Terminal.say("cyclade: \(folder) holds none of the collections.")
                throw ExitStatus.notFound
            }
            var options = StoryOptions()
            options.seed = seed
            let command = StoryCommand(path: dataDir, isJSON: json)
            try await command.tell(lives, options)
        }
    }
}
