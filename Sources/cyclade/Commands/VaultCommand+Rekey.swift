import ArgumentParser
import Vault

extension VaultCommand {
    struct Rekey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seal the vault under new keys, written to a new key file.",
            discussion: """
                Then destroy the old key file: what was erased is out of older copies and
                backups of the vault as well, which open with nothing else. The encryption
                key stays the same, and so does the passphrase unless another is given. If
                the program ends half-way, the vault opens with one of the two files.

                EXAMPLES
                  cyclade vault rekey bank.new.vault-key --member bank
                  cyclade vault rekey bank.new.vault-key --member bank --ask-passphrase
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var protection: NewPassphraseOptions

        @Argument(help: ArgumentHelp("The new key file.", valueName: "file"))
        var newKey: String

        func run() async throws {
            try await ExitStatus.report {
                // Opened first: no keys are made for a vault that does not open.
                let (store, keys, passphrase) = try options.openWithKeys()
                try store.close()
                let newKeys = keys.withNewStorageKey()
                try newKeys.write(
                    to: newKey,
                    passphrase: protection.passphrase(of: newKey) ?? passphrase
                )
                try VaultStore.rekey(at: options.path, from: keys, to: newKeys)
                print(
                    """
                    \(options.path) opens with \(newKey) now.
                    Destroy \(options.keyPath): older copies and backups open with it.
                    """
                )
            }
        }
    }
}
