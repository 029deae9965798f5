import FoundationEssentials
import GRDB
import Vocabulary

import struct Crypto.SymmetricKey

/// The payloads of one member and of those who granted it theirs, on the member's own disk.
///
/// A payload is sealed under its record key, and the record key under the vault's keys, which lie in
/// a key file elsewhere: the file, a copy or a backup of it alone opens nothing. In clear it shows
/// what the ledger shows as well (commitments, grantees, times), and roughly how long payloads are.
///
/// ## Concurrency
///
/// Calls from any task are served one after the other. A second process is told
/// ``FileProblem/busy``. Calls wait for the disk: do not make them on an actor that must answer.
public final class VaultStore: Sendable {
    /// Whose vault it is.
    public let owner: VaultOwner
    /// The keys of the vault.
    let keys: VaultKeys
    let database: VaultDatabase

    private init(owner: VaultOwner, keys: VaultKeys, database: VaultDatabase) {
        self.owner = owner
        self.keys = keys
        self.database = database
    }

    /// Makes a vault.
    ///
    /// - Parameters:
    ///   - path: Where; its directory is made if need be, and must be its owner's alone.
    ///   - owner: Whose, and of which ledger.
    ///   - keys: Its keys. Write them to a key file first: without them the vault is lost.
    /// - Returns: The vault, opened.
    /// - Throws: ``VaultError/file(path:_:)``.
    public static func create(
        at path: String,
        for owner: VaultOwner,
        keys: VaultKeys
    ) throws(VaultError) -> VaultStore {
        let sealed = try keys.seal(owner.bytes, as: VaultOwner.context)
        let database = try VaultDatabase(path: path, newOwner: sealed)
        return VaultStore(owner: owner, keys: keys, database: database)
    }

    /// Opens a vault.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - keys: Its keys.
    ///   - patience: How long to wait, on this thread, for another that has it open: a gateway reads
    ///     its member's vault now and then, and commands hold one shortly.
    /// - Throws: ``VaultError/file(path:_:)`` when it is not there, exposed, in use, damaged, or made
    ///   with other keys.
    public convenience init(
        opening path: String,
        keys: VaultKeys,
        patience: Duration = .seconds(5)
    ) throws(VaultError) {
        let database = try VaultDatabase(path: path, patience: patience)
        let sealed = try database.read { try Data.fetchOne($0, sql: "SELECT owner FROM vault") }
        guard let sealed, let bytes = keys.open(sealed, as: VaultOwner.context),
            let owner = VaultOwner(unsafe bytes.withUnsafeBytes { unsafe Array($0) })
        else { throw .file(path: path, .otherKeys) }
        self.init(owner: owner, keys: keys, database: database)
    }

    /// Writes the vault, as it is now, to a new file that opens with the same keys.
    ///
    /// What is erased later stays in the copy until it is destroyed, or its keys are.
    ///
    /// - Throws: ``VaultError/file(path:_:)``, also when there is a file already.
    public func backUp(to path: String) throws(VaultError) {
        try database.copy(to: path)
    }

    /// Closes the file; what is stored stays.
    public func close() throws(VaultError) {
        try database.close()
    }
}

// MARK: - Payloads

extension VaultStore {
    /// Stores a payload of the member's own.
    ///
    /// What is stored already is left as it is.
    ///
    /// - Returns: What to put on the ledger, once this has returned.
    /// - Throws: ``VaultError/erased(_:)`` if it was stored before and then erased.
    @discardableResult
    public func put(_ payload: Payload) throws(VaultError) -> Commitment {
        let draft = try draft(payload)
        try store([draft])
        return draft.commitment
    }

    /// Opens a payload.
    ///
    /// - Throws: ``VaultError/notHeld(_:)``, ``VaultError/erased(_:)``, or
    ///   ``VaultError/notOpened(_:)`` when what is stored was altered.
    public func open(_ commitment: Commitment) throws(VaultError) -> Payload {
        let stored = try database.read { try held(commitment, $0) }
        return try stored.blob.open(with: stored.recordKey(keys))
    }

    /// A payload in its sealed form, to be sent to a grantee with the key.
    public func sealed(_ commitment: Commitment) throws(VaultError) -> SealedBlob {
        try database.read { try held(commitment, $0) }.blob
    }

    /// What the vault holds, in the order of the commitments.
    public func commitments() throws(VaultError) -> [Commitment] {
        try database.read { db in
            try Data.fetchAll(db, sql: "SELECT commitment FROM payload ORDER BY commitment")
        }.compactMap { Digest($0).map { Commitment($0) } }
    }

    /// The stored form of a payload, or why there is none.
    func held(_ commitment: Commitment, _ db: Database) throws -> StoredPayload {
        if let stored = try StoredPayload(reading: commitment, db, path: database.path) {
            return stored
        }
        try requireNotErased(commitment, db)
        throw VaultError.notHeld(commitment)
    }

    /// The stored form of a payload that the member itself put here.
    func own(_ commitment: Commitment, _ db: Database) throws -> StoredPayload {
        let stored = try held(commitment, db)
        if let grantor = stored.grantor {
            throw VaultError.notOwn(commitment, grantor: grantor)
        }
        return stored
    }

    func requireNotErased(_ commitment: Commitment, _ db: Database) throws {
        guard try statement(of: commitment, db) == nil else { throw VaultError.erased(commitment) }
    }
}

extension VaultStore: Confidential {
    public var description: String { "vault of \(owner.member) at \(database.path)" }
}
