import ArgumentParser
import FleetSimulation

/// `cyclade demo`: the whole loop on a seeded fleet, without outside data.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a seeded fleet through the whole loop, and verify the ledger.",
        discussion: """
            The fleet fades by the laws of docs/fade-laws.md. Ends with the ledger re-verified from
            its genesis, and with commands to try next.

            EXAMPLES
              cyclade demo
              cyclade demo --packs 500 --seed 7 --data-dir my-demo
              cyclade demo --json
            """
    )

    @Option(help: "How many packs.")
    var packs = 120

    @Option(help: "The seed; the same seed gives the same fleet.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Where to make the ledger.", valueName: "dir"))
    var dataDir = "cyclade-demo"

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...10_000).contains(packs) else {
            throw ValidationError("'--packs' must be from 1 to 10000.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            var options = StoryOptions()
            options.seed = seed
            let lives = SimulatedLives(count: packs, seed: seed).lives
            let command = StoryCommand(path: dataDir, isJSON: json)
            try await command.tell(Story(of: lives, options: options))
        }
    }
}
