import LedgerNode

/// Where the vault of a member lies, unless it is told otherwise.
struct VaultFiles {
    /// The vault.
    let store: String
    /// Its keys; they belong on another backup than the vault.
    let keys: String

    init(of memberID: String, in directory: DataDirectory) {
        store = "\(directory.path)/vaults/\(memberID).vault"
        keys = "\(directory.keysDirectory)/\(memberID).vault-key"
    }
}
