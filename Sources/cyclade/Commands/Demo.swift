import ArgumentParser
import FleetSimulation
import FoundationEssentials

/// `cyclade demo`: the whole loop on a seeded fleet, without outside data.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a seeded fleet through the whole loop, and verify the ledger.",
        discussion: """
            The fleet fades by the laws of docs/fade-laws.md. Ends with the ledger re-verified from
            its genesis, and with commands to try next.

            With '--scenario', a country is played instead, over years: 'national' for the
            scenario that comes with Cyclade, or a file of one's own. It plants wrongs, and ends with
            what was planted and what supervision found; see docs/national-scenario.md.

            EXAMPLES
              cyclade demo
              cyclade demo --packs 500 --seed 7 --data-dir my-demo
              cyclade demo --json
              cyclade demo --scenario national --years 8 --fleet 20000 --seed 7
              cyclade demo --print-scenario > my-scenario.yaml
            """
    )

    @Option(help: "How many packs, without a scenario.")
    var packs = 120

    @Option(help: ArgumentHelp("'national', or a scenario's file.", valueName: "name"))
    var scenario: String?

    @Option(help: "How many years a scenario lasts.")
    var years = 8

    @Option(help: "How many packs a scenario's fleet has.")
    var fleet = 20_000

    @Flag(help: "Print the scenario that comes with Cyclade, and do nothing else.")
    var printScenario = false

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
        guard (1...20).contains(years) else {
            throw ValidationError("'--years' must be from 1 to 20.")
        }
        guard (100...1_000_000).contains(fleet) else {
            throw ValidationError("'--fleet' must be from 100 to 1000000.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            if printScenario { return print(NationalScenario.builtIn, terminator: "") }
            if let scenario { return try await play(scenario) }
            var options = StoryOptions()
            options.seed = seed
            let lives = SimulatedLives(count: packs, seed: seed).lives
            let command = StoryCommand(path: dataDir, isJSON: json)
            try await command.tell(lives, options)
        }
    }

    private func play(_ name: String) async throws {
        let text = try name == "national" ? NationalScenario.builtIn : read(name)
        let scenario: NationalScenario
        do throws(ScenarioError) {
            scenario = try NationalScenario(yaml: text)
        } catch {
            Terminal.say("cyclade: \(name): \(error)")
            throw ExitStatus.usage
        }
        let options = NationalOptions(years: years, fleet: fleet, seed: seed)
        try await NationalCommand(path: dataDir, isJSON: json).tell(scenario, options)
    }

    private func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            Terminal.say("cyclade: There is no scenario \(path); try 'national'.")
            throw ExitStatus.notFound
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
