import FoundationEssentials
import GRDB
public import Vocabulary

/// What a row of the vault says of a payload, which stays sealed.
///
/// A row that was altered is found only when the payload is opened.
public struct VaultEntry: Hashable, Sendable {
    /// The payload.
    public let commitment: Commitment
    /// Who granted it; `nil` for the member's own.
    public let grantor: MemberID?
    /// What its sealed form is called by; see ``SealedBlob/digest``.
    public let sealedDigest: Digest
}

extension VaultStore {
    /// What the vault's file says of a payload.
    ///
    /// - Throws: ``VaultError/notHeld(_:)`` or ``VaultError/erased(_:)``.
    public func entry(_ commitment: Commitment) throws(VaultError) -> VaultEntry {
        let stored = try database.read { try held(commitment, $0) }
        return VaultEntry(
            commitment: commitment,
            grantor: stored.grantor,
            sealedDigest: stored.blob.digest
        )
    }

    /// The member's statements of what is erased here, in the order of the commitments.
    public func erasures() throws(VaultError) -> [Erasure] {
        try database.read { db in
            try Data.fetchAll(db, sql: "SELECT statement FROM erasure ORDER BY commitment")
                .map { try Erasure(Array($0)) }
        }
    }
}
