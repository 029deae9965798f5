import CycladeSchema
import LedgerNode
import Rulebook
import Vault
import Vocabulary

/// What the ledger says of payloads and of those who may read them.
struct VaultLedger {
    private let queries: LedgerQueries

    /// Opens the ledger in a directory; `nil` if there is none.
    ///
    /// - Throws: ``StoreError``; an exit status when it is another ledger than the vault's.
    init?(_ directory: DataDirectory, of owner: VaultOwner) throws {
        guard directory.holdsLedger else { return nil }
        let reader = try LedgerReader(directory)
        guard reader.origin == owner.ledger.text else {
            throw ExitStatus.saying(
                ExitStatus.usage,
                "\(directory.path) has the ledger \(reader.origin), and the vault belongs to "
                    + "\(owner.ledger). Name its directory with '--data-dir DIR'."
            )
        }
        queries = try reader.queries()
    }

    /// What it says of a payload; `nil` if nothing.
    func payload(_ commitment: Commitment) -> CommittedPayload? {
        let key = RecordKey<CommittedPayload>.payload(commitment.digest)
        guard case .committedPayload(let payload)? = queries.record(key.text)?.content else {
            return nil
        }
        return payload
    }

    /// A member of its consortium.
    func member(_ id: MemberID) -> Member? {
        let key = RecordKey<Member>.member(id.text)
        guard case .member(let member)? = queries.record(key.text)?.content else { return nil }
        return member
    }
}

extension CommittedPayload {
    /// The grant by which a member may read the payload now.
    func openGrant(of member: MemberID) -> PayloadGrant? {
        grants.last { $0.granteeID == member.text && $0.revokedMs == 0 && $0.destroyedMs == 0 }
    }

    /// Whether a holder has declared that its key is destroyed.
    func isDestroyed(by member: MemberID) -> Bool {
        if ownerID == member.text { return destroyedMs != 0 }
        let held = grants.filter { $0.granteeID == member.text }
        return !held.isEmpty && held.allSatisfy { $0.destroyedMs != 0 }
    }
}

extension VaultStore {
    /// To whom this vault has given the key of a payload, but for those who have declared on the
    /// ledger that it is destroyed.
    func grants(
        of commitment: Commitment,
        notErasedOn ledger: VaultLedger?
    ) throws(VaultError) -> [GrantEntry] {
        let record = ledger?.payload(commitment)
        return try grants(of: commitment).filter { record?.isDestroyed(by: $0.grantee) != true }
    }
}
