import FoundationEssentials
import GRDB
import Vocabulary

import struct Crypto.SymmetricKey

/// A row of the vault: a sealed payload with its record key, which is sealed as well.
struct StoredPayload {
    let blob: SealedBlob
    /// Who granted it; `nil` for the member's own.
    let grantor: MemberID?
    private let sealedKey: Data

    init(
        _ blob: SealedBlob,
        key: SymmetricKey,
        grantor: MemberID?,
        keys: VaultKeys
    ) throws(VaultError) {
        self.blob = blob
        self.grantor = grantor
        sealedKey = try keys.seal(key, as: Self.context(of: blob, grantor))
    }

    /// The key that opens the payload.
    func recordKey(_ keys: VaultKeys) throws(VaultError) -> SymmetricKey {
        guard let key = keys.open(sealedKey, as: Self.context(of: blob, grantor)) else {
            throw .notOpened(blob.commitment)
        }
        return key
    }

    // A key that is moved to another row opens nothing there, nor one that is said to be the
    // member's own.
    private static func context(of blob: SealedBlob, _ grantor: MemberID?) -> [UInt8] {
        Array("cyclade/vault-key/v1\0\(grantor?.text ?? "")\0".utf8)
            + blob.commitment.digest.bytes + blob.digest.bytes
    }
}

// MARK: - Rows

extension StoredPayload {
    static func exists(_ commitment: Commitment, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM payload WHERE commitment = ?)"),
            arguments: [commitment.key]
        ) ?? false
    }

    /// Reads a row; `nil` if there is none.
    init?(reading commitment: Commitment, _ db: Database, path: String) throws {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT sealed, record_key, grantor FROM payload WHERE commitment = ?",
            arguments: [commitment.key]
        )
        guard let row else { return nil }
        guard let sealed = Data.fromDatabaseValue(row[0]),
            let blob = try? SealedBlob(Array(sealed)), blob.commitment == commitment,
            let sealedKey = Data.fromDatabaseValue(row[1])
        else { throw VaultError.file(path: path, .damaged("payload \(commitment) is not whole")) }
        let grantor = try String.fromDatabaseValue(row[2]).map { try MemberID($0) }
        self.blob = blob
        self.grantor = grantor
        self.sealedKey = sealedKey
    }

    /// Writes the row, in place of an older one.
    func save(_ db: Database) throws {
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO payload (commitment, sealed, record_key, grantor) VALUES (?, ?, ?, ?)
                ON CONFLICT (commitment) DO UPDATE
                SET sealed = excluded.sealed, record_key = excluded.record_key,
                    grantor = excluded.grantor
                """
        )
        try insertion.execute(
            arguments: [blob.commitment.key, Data(blob.bytes), sealedKey, grantor?.text]
        )
    }

    static func delete(_ commitment: Commitment, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM payload WHERE commitment = ?",
            arguments: [commitment.key]
        )
    }
}

extension Commitment {
    /// As the tables have it.
    var key: Data { Data(digest.bytes) }
}
