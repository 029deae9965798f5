import ArgumentParser
import LedgerNode
import Supervision
import Vocabulary

/// `cyclade supervision`: who owes what, what is wrong, whom to trust, what it all comes to.
struct SupervisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervision",
        abstract: "Show duties, warnings, credit and indicators, each with its entries.",
        discussion: """
            Executes the ledger again from its genesis, so what is shown rests on nothing but the
            entries: whoever has the ledger arrives at the same. See docs/supervision.md.
            """,
        subcommands: [Due.self, Warnings.self, CreditOf.self, Figures.self, Recompute.self]
    )
}

/// The ledger that is looked at, and as of when.
struct SupervisionOptions: ParsableArguments {
    @OptionGroup var data: DataDirectoryOption

    @Option(
        help: ArgumentHelp(
            "Look at it as of the end of a day in China, or 'now'.",
            discussion: "Without it, as of the newest block.",
            valueName: "date"
        )
    )
    var asOf: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws { _ = try time() }

    private func time() throws -> UInt64? {
        switch asOf {
        case nil: return nil
        case "now"?: return LedgerNode.systemClock()
        case let text?:
            guard let date = try? CivilDate(text), date.year >= 1971 else {
                throw ValidationError("'--as-of' takes a date such as 2026-03-01, or 'now'.")
            }
            return UInt64(date.daysSince1970 + 1) * 86_400_000 - 8 * 3_600_000
        }
    }

    func read() throws -> Supervisor {
        try SupervisedLedger.reading(data.directory, asOf: time())
    }
}
