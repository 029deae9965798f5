import ArgumentParser
import BatteryHealth

/// `cyclade health forecast`: how long a battery still lasts.
struct HealthForecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Tell the remaining life from how the capacity went.",
        discussion: """
            The file has a line of column names, then a measurement a line: use, which
            rises (equivalent full cycles, or months), and capacity_pct, of the rated
            one, or with --rated-ah capacity_Ah. A library is a folder of such files,
            each a whole life of a like cell. Nothing is told before 3 % were lost, and
            without five such lives nothing beyond three times the use that was seen.

            EXAMPLES
              cyclade health forecast capacities.csv --end 80
              cyclade health forecast capacities.csv --rated-ah 150 --cycles-per-month 25
              cyclade health forecast capacities.csv --library lives --end 70 --json
            """
    )

    @Argument(help: "The capacities, as a CSV file.")
    var file: String

    @Option(help: "The capacity at which life ends, in per cent of the rated one.")
    var end = 80.0

    @Option(name: .customLong("rated-ah"), help: "The rated capacity, in ampere-hours.")
    var ratedCapacity: Double?

    @Option(help: ArgumentHelp("Whole lives of like cells.", valueName: "folder"))
    var library: String?

    @Option(help: "How much it is used in a month, in the unit of 'use'.")
    var cyclesPerMonth: Double?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard end > 0, end < 100 else {
            throw ValidationError("'--end' must be more than 0 and less than 100.")
        }
        if let ratedCapacity, !(ratedCapacity > 0 && ratedCapacity.isFinite) {
            throw ValidationError("'--rated-ah' must be more than 0.")
        }
        if let cyclesPerMonth, !(cyclesPerMonth > 0 && cyclesPerMonth.isFinite) {
            throw ValidationError("'--cycles-per-month' must be more than 0.")
        }
    }

    func run() async throws {
        try await ExitStatus.report {
            let series = CapacitySeries(ratedCapacity: ratedCapacity)
            let history = try series.trajectory(file)
            let limit = end / 100
            let known = try library.flatMap { try series.library(in: $0, until: limit) }
            let answer = RemainingLifeAnswer(until: limit) { () throws(RemainingLifeRefusal) in
                try RemainingLife(
                    of: history,
                    until: limit,
                    library: known,
                    usePerMonth: cyclesPerMonth
                )
            }
            guard !json else { return try JSON.print(answer) }
            print(answer.text)
        }
    }
}
