import FoundationEssentials
import GRDB
public import Vocabulary

import struct Crypto.SymmetricKey

/// A key that this vault has given away.
public struct GrantEntry: Hashable, Sendable {
    /// To whom.
    public let grantee: MemberID
    /// What the ledger calls the grant by; see ``KeyGrant/digest``.
    public let digest: Digest
    /// When.
    public let granted: UnixMilliseconds
    /// When it was taken back; `nil` while it stands.
    public let revoked: UnixMilliseconds?
}

extension VaultStore {
    /// Wraps the key of a payload to another member.
    ///
    /// - Returns: What the grantee needs beside the sealed payload. Put its digest on the ledger, and
    ///   send it to the grantee only.
    /// - Throws: ``VaultError/notOwn(_:grantor:)`` for what was itself granted.
    public func grant(
        _ commitment: Commitment,
        to grantee: Grantee,
        at granted: UnixMilliseconds
    ) throws(VaultError) -> KeyGrant {
        try database.write { db in
            let stored = try own(commitment, db)
            let grant = try wrap(stored.recordKey(keys), of: stored.blob, to: grantee)
            try GrantEntry(grant, at: granted).save(commitment, db)
            return grant
        }
    }

    /// Wraps a record key of this vault to another member.
    func wrap(
        _ key: SymmetricKey,
        of blob: SealedBlob,
        to grantee: Grantee
    ) throws(VaultError) -> KeyGrant {
        let scope = GrantScope(
            ledger: owner.ledger,
            grantor: owner.member,
            grantee: grantee.member,
            commitment: blob.commitment,
            sealedDigest: blob.digest
        )
        return try KeyGrant.wrapping(key, for: scope, to: grantee.encryptionKey)
    }

    /// Takes a payload that another member has granted.
    ///
    /// Before, compare ``KeyGrant/digest`` and ``SealedBlob/digest`` with the ledger: only there is it
    /// signed that the grantor meant it. A later grant of the same payload takes the place of an
    /// earlier one; the member's own payload is left as it is.
    ///
    /// - Returns: The payload.
    /// - Throws: ``VaultError/grant(_:_:)`` when the grant is for another ledger, member or payload,
    ///   ``VaultError/notOpened(_:)`` when its key does not give what the commitment says, and
    ///   ``VaultError/erased(_:)`` when this member has declared it destroyed.
    @discardableResult
    public func accept(_ grant: KeyGrant, with blob: SealedBlob) throws(VaultError) -> Payload {
        let (payload, stored) = try unwrap(grant, with: blob)
        try database.write { db in try save(stored, db) }
        return payload
    }

    /// Takes payloads that other members have granted, all of them or none; see ``accept(_:with:)``.
    public func accept(
        _ parcels: [(grant: KeyGrant, blob: SealedBlob)]
    ) throws(VaultError) {
        var rows: [StoredPayload] = []
        for (grant, blob) in parcels { rows.append(try unwrap(grant, with: blob).stored) }
        guard !rows.isEmpty else { return }
        try database.write { db in
            for row in rows { try save(row, db) }
        }
    }

    private func unwrap(
        _ grant: KeyGrant,
        with blob: SealedBlob
    ) throws(VaultError) -> (payload: Payload, stored: StoredPayload) {
        let scope = grant.scope
        guard scope.ledger == owner.ledger else { throw .grant(scope.commitment, .otherLedger) }
        guard scope.grantee == owner.member else {
            throw .grant(scope.commitment, .otherGrantee(scope.grantee))
        }
        guard scope.commitment == blob.commitment, scope.sealedDigest == blob.digest else {
            throw .grant(scope.commitment, .otherPayload)
        }
        let key = try grant.unwrap(with: keys.encryption)
        let payload = try blob.open(with: key)
        return (payload, try StoredPayload(blob, key: key, grantor: scope.grantor, keys: keys))
    }

    /// Stores what was granted, but for what is erased here or the member's own.
    private func save(_ granted: StoredPayload, _ db: Database) throws {
        let commitment = granted.blob.commitment
        try requireNotErased(commitment, db)
        let present = try StoredPayload(reading: commitment, db, path: database.path)
        if let present, present.grantor == nil { return }
        try granted.save(db)
    }

    /// Takes a grant back: later shares of the payload use a key that the member never had.
    ///
    /// What it has read it knows, and may have kept with the key that it had. Ask it to erase, and
    /// for its statement.
    ///
    /// - Returns: The payload as it is sealed from now on.
    /// - Throws: ``VaultError/notGranted(_:_:)`` when there is no such grant.
    @discardableResult
    public func revoke(
        _ commitment: Commitment,
        from grantee: MemberID,
        at revoked: UnixMilliseconds
    ) throws(VaultError) -> SealedBlob {
        let blob = try database.write { db in
            let stored = try own(commitment, db)
            try db.execute(
                sql: """
                    UPDATE key_grant SET revoked_ms = ?
                    WHERE commitment = ? AND grantee = ? AND revoked_ms IS NULL
                    """,
                arguments: [Int64(revoked.rawValue), commitment.key, grantee.text]
            )
            guard db.changesCount == 1 else { throw VaultError.notGranted(commitment, grantee) }
            return try renew(stored, db)
        }
        try database.scrub()
        return blob
    }

    /// Seals a payload anew under another record key, and destroys the old key here.
    ///
    /// Members that hold the older sealed form keep reading it with the key that they have.
    ///
    /// - Returns: The payload as it is sealed from now on.
    @discardableResult
    public func renew(_ commitment: Commitment) throws(VaultError) -> SealedBlob {
        let blob = try database.write { db in try renew(own(commitment, db), db) }
        try database.scrub()
        return blob
    }

    private func renew(_ stored: StoredPayload, _ db: Database) throws -> SealedBlob {
        let payload = try stored.blob.open(with: stored.recordKey(keys))
        let (blob, key) = try SealedBlob.sealing(payload)
        try StoredPayload(blob, key: key, grantor: nil, keys: keys).save(db)
        return blob
    }

    /// To whom this vault has given the key of a payload, also after the payload is erased.
    public func grants(of commitment: Commitment) throws(VaultError) -> [GrantEntry] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT grantee, digest, granted_ms, revoked_ms FROM key_grant
                    WHERE commitment = ? ORDER BY grantee
                    """,
                arguments: [commitment.key]
            ).map { row in
                guard let entry = try? GrantEntry(row) else {
                    throw VaultError.file(
                        path: database.path,
                        .damaged("a grant of \(commitment) is not whole")
                    )
                }
                return entry
            }
        }
    }
}

extension GrantEntry {
    init(_ grant: KeyGrant, at granted: UnixMilliseconds) {
        self.init(
            grantee: grant.scope.grantee,
            digest: grant.digest,
            granted: granted,
            revoked: nil
        )
    }

    /// Writes the row, in place of an earlier grant to the same member.
    func save(_ commitment: Commitment, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO key_grant (commitment, grantee, digest, granted_ms)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [
                commitment.key, grantee.text, Data(digest.bytes), Int64(granted.rawValue),
            ]
        )
    }

    fileprivate init?(_ row: Row) throws {
        guard let grantee = String.fromDatabaseValue(row[0]),
            let bytes = Data.fromDatabaseValue(row[1]), let digest = Digest(bytes),
            let granted = UInt64.fromDatabaseValue(row[2])
        else { return nil }
        self.grantee = try MemberID(grantee)
        self.digest = digest
        self.granted = try UnixMilliseconds(granted)
        revoked = try UInt64.fromDatabaseValue(row[3]).map { try UnixMilliseconds($0) }
    }
}
