import CycladeSchema
import FoundationEssentials
import Vault
import Vocabulary

/// What is wrong in a vault, by itself and against the ledger.
struct VaultAudit {
    /// Something wrong, and the transaction that would mend it, if one would.
    struct Finding {
        /// The payload; `nil` for the vault's encryption key.
        let commitment: Commitment?
        let problem: String
        let remedy: VaultTransaction?
    }

    private let store: VaultStore
    private let ledger: VaultLedger?
    /// How many payloads were opened and found to be what they were committed to be.
    private(set) var opened = 0
    private(set) var findings: [Finding] = []

    /// Opens every payload, and compares with the ledger if there is one.
    ///
    /// - Parameters:
    ///   - store: The vault.
    ///   - encryptionKey: The public key of its own.
    ///   - ledger: The vault's ledger.
    /// - Throws: ``VaultError/file(path:_:)`` when the file itself cannot be read.
    init(
        of store: VaultStore,
        _ encryptionKey: [UInt8],
        against ledger: VaultLedger?
    ) throws(VaultError) {
        self.store = store
        self.ledger = ledger
        checkPublished(encryptionKey)
        for commitment in try store.commitments() { try check(commitment) }
        for erasure in try store.erasures() { checkErased(erasure.commitment) }
    }

    private mutating func check(_ commitment: Commitment) throws(VaultError) {
        let payload: Payload
        do {
            payload = try store.open(commitment)
        } catch .notOpened {
            return note(commitment, "does not open: it was altered; restore it from a backup")
        }
        opened += 1
        guard let ledger else { return }
        let entry = try store.entry(commitment)
        let record = ledger.payload(commitment)
        if let grantor = entry.grantor {
            checkReceived(commitment, from: grantor, record)
        } else if let record {
            try checkOwn(payload, entry, record)
        } else {
            note(
                commitment,
                "is not on the ledger",
                .committing(payload, entry.sealedDigest, of: store.owner)
            )
            // The grants go there after it.
            try checkGrants(entry, nil)
        }
    }

    private mutating func note(
        _ commitment: Commitment?,
        _ problem: String,
        _ remedy: VaultTransaction? = nil
    ) {
        findings.append(Finding(commitment: commitment, problem: problem, remedy: remedy))
    }
}

// MARK: - Against the ledger

extension VaultAudit {
    private mutating func checkPublished(_ encryptionKey: [UInt8]) {
        guard let ledger,
            ledger.member(store.owner.member)?.encryptionKey != Data(encryptionKey)
        else { return }
        note(
            nil,
            "is not the one that the ledger has, so what is granted does not open here",
            .publishing(encryptionKey, of: store.owner)
        )
    }

    private mutating func checkOwn(
        _ payload: Payload,
        _ entry: VaultEntry,
        _ record: CommittedPayload
    ) throws(VaultError) {
        let commitment = payload.commitment
        guard record.ownerID == store.owner.member.text else {
            return note(commitment, "is \(record.ownerID)'s, by the ledger")
        }
        if record.terms.kind != payload.kind || record.terms.subject != payload.subject {
            note(
                commitment,
                "is \(payload.kind) of \(payload.subject), and by the ledger \(record.terms.kind) "
                    + "of \(record.terms.subject)"
            )
        }
        if record.isDestroyed(by: store.owner.member) {
            note(commitment, "is still here, and by the ledger its key is destroyed; erase it")
        }
        try checkGrants(entry, record)
        // A revocation that the ledger lacks tells it how the payload is sealed now.
        let isExplained = try store.grants(of: commitment)
            .contains { $0.revoked != nil && record.openGrant(of: $0.grantee) != nil }
        if record.terms.sealedDigest != Data(entry.sealedDigest.bytes), !isExplained {
            note(
                commitment,
                "is sealed otherwise than the ledger says; put its value anew to share it"
            )
        }
    }

    /// Compares the grants of the vault with those of the ledger, both ways.
    private mutating func checkGrants(
        _ entry: VaultEntry,
        _ record: CommittedPayload?
    ) throws(VaultError) {
        let grants = try store.grants(of: entry.commitment)
        // The ledger must know how the payload is sealed now before it takes a grant of that.
        let ordered = grants.filter { $0.revoked != nil } + grants.filter { $0.revoked == nil }
        for grant in ordered {
            if grant.revoked == nil {
                checkStanding(grant, entry, record)
            } else if record?.openGrant(of: grant.grantee) != nil {
                note(
                    entry.commitment,
                    "is shared with \(grant.grantee) no longer, and the ledger does not say so",
                    .revoking(
                        entry.commitment,
                        from: grant.grantee,
                        entry.sealedDigest,
                        of: store.owner
                    )
                )
            }
        }
        let known = Set(grants.map(\.grantee.text))
        for grant in record?.grants ?? [] where !known.contains(grant.granteeID) {
            note(entry.commitment, "is granted to \(grant.granteeID), by the ledger, not from here")
        }
    }

    /// Compares a grant that was not taken back.
    private mutating func checkStanding(
        _ grant: GrantEntry,
        _ entry: VaultEntry,
        _ record: CommittedPayload?
    ) {
        let same = record?.grants.last {
            $0.granteeID == grant.grantee.text
                && $0.grantedKeyDigest == Data(grant.digest.bytes)
        }
        if let same {
            guard same.revokedMs != 0 else { return }
            note(entry.commitment, "is shared with \(grant.grantee) no longer, by the ledger")
        } else if record?.openGrant(of: grant.grantee) != nil {
            note(
                entry.commitment,
                "is granted to \(grant.grantee) by another key, by the ledger; take it back"
            )
        } else {
            note(
                entry.commitment,
                "is granted to \(grant.grantee), and the ledger does not say so",
                .granting(
                    entry.commitment,
                    to: grant.grantee,
                    grant.digest,
                    of: store.owner
                )
            )
        }
    }

    private mutating func checkReceived(
        _ commitment: Commitment,
        from grantor: MemberID,
        _ record: CommittedPayload?
    ) {
        guard let record else { return note(commitment, "of \(grantor) is not on the ledger") }
        if record.ownerID != grantor.text {
            note(commitment, "came from \(grantor), and is \(record.ownerID)'s by the ledger")
        }
        if record.isDestroyed(by: store.owner.member) {
            note(commitment, "is still here, and by the ledger its key is destroyed; erase it")
        }
    }

    private mutating func checkErased(_ commitment: Commitment) {
        guard let record = ledger?.payload(commitment),
            !record.isDestroyed(by: store.owner.member)
        else { return }
        let owner = store.owner
        note(
            commitment,
            "is erased here, and the ledger does not say so",
            .destroying(commitment, of: owner)
        )
    }
}
