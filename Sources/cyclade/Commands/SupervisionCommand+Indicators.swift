import ArgumentParser
import Supervision

extension SupervisionCommand {
    struct Figures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "indicators",
            abstract: "Show the numbers that are reported, with the entries they sum.",
            discussion: """
                EXAMPLES
                  cyclade supervision indicators --data-dir cyclade-demo
                  cyclade supervision indicators --entries received
                """
        )

        @OptionGroup var options: SupervisionOptions

        @Option(
            help: ArgumentHelp("Print the entries that a number sums.", valueName: "name")
        )
        var entries: String?

        func run() async throws {
            try await ExitStatus.report {
                let answer = IndicatorsAnswer(try options.read())
                if let entries {
                    guard let sum = answer.sums[entries] else {
                        let names = answer.sums.keys.sorted().joined(separator: ", ")
                        Terminal.say("cyclade: There is no '\(entries)'; there are \(names).")
                        throw ExitStatus.notFound
                    }
                    if options.json { return try JSON.print([entries: sum.entries]) }
                    return print(sum.entries.map(String.init).joined(separator: "\n"))
                }
                if options.json { return try JSON.print(answer) }
                print(answer.table)
            }
        }
    }
}
