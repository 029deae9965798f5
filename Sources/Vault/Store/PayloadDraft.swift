import GRDB
public import Vocabulary

import struct Crypto.SymmetricKey

/// A payload that is sealed for a vault and does not lie in it yet.
///
/// Drafts are for many payloads at once, such as the vehicles of a fleet: ``VaultStore/store(_:)``
/// puts them on the disk together, with what was granted of them.
public struct PayloadDraft: Sendable {
    /// The sealed form.
    public let blob: SealedBlob
    fileprivate let stored: StoredPayload
    fileprivate let key: SymmetricKey
    fileprivate var grants: [GrantEntry] = []

    /// What to put on the ledger, once the draft is stored.
    public var commitment: Commitment { blob.commitment }
}

extension PayloadDraft: Confidential {
    public var description: String { "draft of \(blob)" }
}

extension VaultStore {
    /// Seals a payload for this vault; nothing is stored yet.
    public func draft(_ payload: Payload) throws(VaultError) -> PayloadDraft {
        let (blob, key) = try SealedBlob.sealing(payload)
        let stored = try StoredPayload(blob, key: key, grantor: nil, keys: keys)
        return PayloadDraft(blob: blob, stored: stored, key: key)
    }

    /// Wraps the key of a draft to another member; as `grant` does for what is stored.
    ///
    /// The vault knows of the grant once the draft is stored.
    public func grant(
        _ draft: inout PayloadDraft,
        to grantee: Grantee,
        at granted: UnixMilliseconds
    ) throws(VaultError) -> KeyGrant {
        let grant = try wrap(draft.key, of: draft.blob, to: grantee)
        draft.grants.append(GrantEntry(grant, at: granted))
        return grant
    }

    /// Stores drafts, all of them or none.
    ///
    /// What is stored already is left as it is.
    ///
    /// - Throws: ``VaultError/erased(_:)`` if one was stored before and then erased.
    public func store(_ drafts: [PayloadDraft]) throws(VaultError) {
        guard !drafts.isEmpty else { return }
        try database.write { db in
            for draft in drafts {
                try requireNotErased(draft.commitment, db)
                guard try !StoredPayload.exists(draft.commitment, db) else { continue }
                try draft.stored.save(db)
                for grant in draft.grants { try grant.save(draft.commitment, db) }
            }
        }
    }
}
