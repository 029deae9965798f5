import ArgumentParser

/// `cyclade health`: what batteries are worth, judged from what was measured.
struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Judge batteries from what was measured, with an honest interval.",
        discussion: """
            EXAMPLES
              cyclade health assess frames.csv --chemistry nmc --rated-ah 150 --cells 91
              cyclade health fleet readings --chemistry nmc --rated-ah 150 --cells 91 --out pages
              cyclade health regroup cells.csv --per-pack 16
              cyclade health forecast capacities.csv --end 80
              cyclade health learn readings --chemistry nmc --rated-ah 150 --cells 91 -o nmc-91.json
              cyclade health train measured --out models
              cyclade health estimate pulses.csv --model models/pulse.lfp20.json
              cyclade health benchmark --train measured
              cyclade health benchmark --train measured --test others --json
            """,
        subcommands: [
            HealthAssess.self, HealthFleet.self, HealthForecast.self, HealthRegroup.self,
            HealthLearn.self, HealthTrain.self, HealthEstimate.self, HealthBenchmark.self,
        ]
    )
}
