import ArgumentParser
import Vault

/// The passphrase that a new key file gets, if any.
struct NewPassphraseOptions: ParsableArguments {
    @Flag(help: "Protect the new key file by a passphrase; the terminal asks for it.")
    var askPassphrase = false

    @Option(
        help: ArgumentHelp(
            "Protect the new key file by the passphrase in this file.",
            valueName: "file"
        )
    )
    var newPassphraseFile: String?

    func validate() throws {
        guard !askPassphrase || newPassphraseFile == nil else {
            throw ValidationError("Give either '--ask-passphrase' or '--new-passphrase-file'.")
        }
    }

    /// The passphrase for a key file; `nil` if it is to have none.
    func passphrase(of path: String) throws -> Passphrase? {
        try askPassphrase
            ? PassphrasePrompt.askForNew(for: path) : KeySource.read(newPassphraseFile)
    }
}
