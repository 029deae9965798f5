import FoundationEssentials
import Glibc
import LedgerNode
import Vault
import Vocabulary

/// A vault on the disk, and what it opens with.
struct VaultPlace {
    /// The vault's file.
    let path: String
    let keys: KeySource
    /// Whose it must be; `nil` if that is all the same.
    let memberID: String?

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
        let (keys, passphrase) = try keys.read()
        let store = try VaultStore(opening: path, keys: keys)
        guard memberID == nil || memberID == store.owner.member.text else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(path) is the vault of \(store.owner.member), not of \(memberID ?? "")."
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
