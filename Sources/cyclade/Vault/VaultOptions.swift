import ArgumentParser
import FoundationEssentials
import Glibc
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
        try KeySource(path: keyPath, passphraseFile: passphraseFile).read()
    }

    /// Opens the vault.
    func open() throws -> VaultStore { try openWithKeys().store }

    /// Opens the vault, and tells what it opened with.
    ///
    /// The keys are read once: a passphrase that comes through a pipe is not there a second time.
    func openWithKeys() throws -> (store: VaultStore, keys: VaultKeys, passphrase: Passphrase?) {
        Self.leaveNoCore()
        // Whoever has no vault is not asked for its passphrase.
        guard FileManager.default.fileExists(atPath: path) else {
            throw ExitStatus.saying(
                ExitStatus.notFound,
                "There is no vault \(path). Make one with 'cyclade vault create'."
            )
        }
        let (keys, passphrase) = try readKeys()
        let store = try VaultStore(opening: path, keys: keys)
        guard member == nil || member == store.owner.member.text else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(path) is the vault of \(store.owner.member), not of \(member ?? "")."
            )
        }
        return (store, keys, passphrase)
    }

    /// Sees to it that a crash writes nothing of the memory to the disk.
    static func leaveNoCore() {
        // With 0 the system would still give it to a program that collects cores.
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    }
}
