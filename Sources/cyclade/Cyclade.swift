import ArgumentParser

/// The command line of Cyclade: `noun verb`.
@main
struct Cyclade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cyclade",
        abstract: "A battery's life on a ledger that anyone can check.",
        discussion: """
            EXIT STATUS
              0  done
              1  a check failed
              2  wrong usage
              3  not found
              4  refused by a rule
              5  not available: busy, in use, damaged or out of reach
            """,
        subcommands: [
            NodeCommand.self, TransactionCommand.self, LedgerCommand.self, BatteryCommand.self,
            Verify.self, Replay.self, Demo.self, Bench.self,
        ]
    )
}
