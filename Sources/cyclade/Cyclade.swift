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
            RecordCommand.self,
            SupervisionCommand.self, TelemetryCommand.self, VaultCommand.self, PlanCommand.self,
            HealthCommand.self, Verify.self, Replay.self, Demo.self, Bench.self,
        ]
    )

    /// Runs the command named, and ends with the exit status that the help text promises.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.say(fullMessage(for: error))
            Self.exit(withError: ExitCode(2))
        }
    }
}
