import ArgumentParser
import LedgerNode
import Vault
import Vocabulary

/// The vault that a command works on.
struct VaultOptions: ParsableArguments {
    @OptionGroup var data: DataDirectoryOption

    @Option(help: ArgumentHelp("The member whose vault it is.", valueName: "id"))
    var member: String?

    @Option(
        help: ArgumentHelp(
            "The vault.",
            discussion: "Without it DIR/vaults/ID.vault.",
            valueName: "file"
        )
    )
    var vault: String?

    @Option(
        help: ArgumentHelp(
            "The file with the keys of the vault.",
            discussion: "Without it DIR/keys/ID.vault-key. Keep a copy of it away from backups.",
            valueName: "file"
        )
    )
    var vaultKey: String?

    @Option(
        help: ArgumentHelp(
            "Read the passphrase of the key file from here, such as /dev/fd/3.",
            discussion: "Without it the terminal asks, if the key file has a passphrase.",
            valueName: "file"
        )
    )
    var passphraseFile: String?

    func validate() throws {
        if let member, (try? MemberID(member)) == nil {
            throw ValidationError("'\(member)' is no member's id: \(MemberID.pattern).")
        }
        guard member != nil || (vault != nil && vaultKey != nil) else {
            throw ValidationError(
                "Name the vault: '--member ID', or both '--vault FILE' and '--vault-key FILE'."
            )
        }
    }

    /// The vault's file.
    var path: String { vault ?? usualFiles.store }

    /// The vault's key file.
    var keyPath: String { vaultKey ?? usualFiles.keys }

    private var usualFiles: VaultFiles { VaultFiles(of: member ?? "", in: data.directory) }

    /// Reads the vault's keys.
    func readKeys() throws -> (keys: VaultKeys, passphrase: Passphrase?) {
        try place.keys.read()
    }

    /// Opens the vault.
    func open() throws -> VaultStore { try openWithKeys().store }

    /// Opens the vault, and tells what it opened with.
    func openWithKeys() throws -> (store: VaultStore, keys: VaultKeys, passphrase: Passphrase?) {
        try place.openWithKeys()
    }

    private var place: VaultPlace {
        VaultPlace(
            path: path,
            keys: KeySource(path: keyPath, passphraseFile: passphraseFile),
            memberID: member
        )
    }
}
