import ArgumentParser
import Supervision

extension SupervisionCommand {
    struct CreditOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "credit",
            abstract: "Show members' credit, what it is made of, and the entries that moved it.",
            discussion: """
                EXAMPLES
                  cyclade supervision credit --data-dir cyclade-demo
                  cyclade supervision credit --member assessor
                """
        )

        @OptionGroup var options: SupervisionOptions

        @Option(help: ArgumentHelp("Only this member, with its entries.", valueName: "id"))
        var member: String?

        func run() async throws {
            try await ExitStatus.report {
                let supervisor = try options.read()
                if let member, !supervisor.memberIDs.contains(member) {
                    Terminal.say("cyclade: The ledger has no member \(member).")
                    throw ExitStatus.notFound
                }
                let ids = member.map { [$0] } ?? supervisor.memberIDs
                let credits = ids.map { CreditAnswer(supervisor.credit(of: $0)) }
                if options.json { return try JSON.print(["credit": credits]) }
                print(CreditAnswer.table(credits))
                guard member != nil, let credit = credits.first else { return }
                for factor in credit.factors {
                    print("\n\(factor.factor)   \(Self.good(factor))")
                    guard !factor.entries.isEmpty else { continue }
                    print(
                        TextTable(
                            header: ["entry", "date", "rule", ""],
                            rows: factor.entries.map { entry in
                                [
                                    String(entry.entry), entry.date, entry.rule,
                                    entry.isAnnulled ? "corrected" : "",
                                ]
                            }
                        )
                    )
                }
            }
        }

        private static func good(_ factor: CreditAnswer.Factor) -> String {
            guard factor.goodFacts > 0 else { return "no good facts" }
            let newest = factor.newestGoodEntries.map(String.init).joined(separator: ", ")
            return "\(factor.goodFacts) good facts, the newest in the entries \(newest)"
        }
    }
}
