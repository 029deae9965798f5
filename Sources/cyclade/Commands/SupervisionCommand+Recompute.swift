import ArgumentParser
import CycladeSchema
import LedgerNode
import Supervision

extension SupervisionCommand {
    struct Recompute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute a warning on the ledger again, and compare.",
            discussion: """
                Ends with status 1 if the entries do not bear the warning out.

                EXAMPLES
                  cyclade supervision recompute w-26acf85af5c0c5a5bd7a3c0aa4a1b9c3
                """
        )

        @OptionGroup var options: SupervisionOptions

        @Argument(help: ArgumentHelp("The warning's id.", valueName: "warning"))
        var warning: String

        func run() async throws {
            try await ExitStatus.report {
                let reader = try LedgerReader(options.data.directory)
                let record = try reader.queries().record("warning/\(warning)")
                guard case .some(.warning(let raised)) = record?.content else {
                    Terminal.say("cyclade: No warning \(warning) is on the ledger.")
                    throw ExitStatus.notFound
                }
                let findings = try options.read().findings
                guard let finding = findings.first(where: { $0.command == raised.terms }) else {
                    Terminal.say("cyclade: The entries do not bear \(warning) out.")
                    throw ExitStatus.failedCheck
                }
                let answer = FindingAnswer(finding)
                if options.json { return try JSON.print(answer) }
                print("\(warning) is borne out: \(answer.rule) of \(answer.subject),")
                print("\(answer.explanation), by entries \(answer.evidence).")
            }
        }
    }
}
