import ArgumentParser

/// `cyclade vault`: what a member keeps off the ledger, and whom it lets read it.
struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault",
        abstract: "Keep what is confidential off the ledger; grant, take back, erase.",
        discussion: """
            Values are read from standard input or a file, never from arguments, and
            only 'show --value' prints one. What the ledger is to learn comes as a
            transaction for 'cyclade tx submit'. See docs/vault.md.
            """,
        subcommands: [
            Create.self, Put.self, List.self, Show.self, Grant.self, Accept.self, Revoke.self,
            Erase.self, Statements.self, Check.self, Backup.self, Rekey.self,
        ]
    )
}
