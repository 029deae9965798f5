import FoundationEssentials
import GRDB

extension VaultStore {
    /// Seals every record key of a closed vault under other keys.
    ///
    /// Older copies of the file open with the older keys only. Destroy those, and what was erased
    /// since is out of the backups as well. Write the new keys to a file of their own first: whenever
    /// the process ends, the vault opens with one of the two. The time grows with the number and the
    /// size of the payloads.
    ///
    /// - Parameters:
    ///   - path: The vault.
    ///   - keys: The keys that open it.
    ///   - newKeys: Those that are to open it; see ``VaultKeys/withNewStorageKey()``.
    /// - Throws: ``VaultError/file(path:_:)``, or ``VaultError/notOpened(_:)`` for a record key that
    ///   was altered; the vault is as it was then.
    public static func rekey(
        at path: String,
        from keys: VaultKeys,
        to newKeys: VaultKeys
    ) throws(VaultError) {
        let store = try VaultStore(opening: path, keys: keys)
        let commitments = try store.commitments()
        let sealedOwner = try newKeys.seal(store.owner.bytes, as: VaultOwner.context)
        try store.database.write { db in
            for commitment in commitments {
                let stored = try store.held(commitment, db)
                let key = try stored.recordKey(keys)
                try StoredPayload(stored.blob, key: key, grantor: stored.grantor, keys: newKeys)
                    .save(db)
            }
            try db.execute(sql: "UPDATE vault SET owner = ?", arguments: [sealedOwner])
        }
        try store.database.scrub()
        try store.close()
    }
}
