import FoundationEssentials
import GRDB
public import Vocabulary

extension VaultStore {
    /// Destroys the key of a payload in this vault, and the payload with it.
    ///
    /// When this returns, the file and its log hold neither the record key nor the sealed payload,
    /// not even sealed under the vault's keys. Older copies of the file still do: let backups expire,
    /// and keep the key file off them. If the process ends half-way, the next opening goes on; ask
    /// again for the statement. Asked again, it answers with the same statement.
    ///
    /// - Parameters:
    ///   - commitment: The payload.
    ///   - destroyed: When, by the member's clock.
    ///   - signer: The member's transaction key.
    /// - Returns: The member's statement. The members in ``grants(of:)`` make their own.
    /// - Throws: ``VaultError/notHeld(_:)`` for what was never here.
    public func erase(
        _ commitment: Commitment,
        at destroyed: UnixMilliseconds,
        by signer: StatementSigner
    ) throws(VaultError) -> Erasure {
        let statement = try Erasure.declaring(commitment, for: owner, at: destroyed, by: signer)
        let declared = try database.write { db in
            if let earlier = try self.statement(of: commitment, db) { return earlier }
            guard try StoredPayload.exists(commitment, db) else {
                throw VaultError.notHeld(commitment)
            }
            try StoredPayload.delete(commitment, db)
            try db.execute(
                sql: "INSERT INTO erasure (commitment, statement) VALUES (?, ?)",
                arguments: [commitment.key, Data(statement.bytes)]
            )
            return statement
        }
        try database.scrub()
        return declared
    }

    /// The member's statement that a payload is erased here; `nil` if it is not.
    public func erasure(of commitment: Commitment) throws(VaultError) -> Erasure? {
        try database.read { try statement(of: commitment, $0) }
    }

    func statement(of commitment: Commitment, _ db: Database) throws -> Erasure? {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT statement FROM erasure WHERE commitment = ?"),
            arguments: [commitment.key]
        )
        return try bytes.map { try Erasure(Array($0)) }
    }
}
