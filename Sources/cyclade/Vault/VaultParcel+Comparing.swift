import CycladeSchema
import FoundationEssentials
import Vault
import Vocabulary

extension VaultParcel {
    /// Requires that the ledger has this very grant, and that it stands.
    ///
    /// The key says nothing of who wrapped it: on the ledger alone it is signed that the grantor
    /// meant it.
    func compare(with ledger: VaultLedger) throws {
        if let problem = problem(with: ledger.payload(grant.scope.commitment)) {
            throw ExitStatus.saying(
                ExitStatus.failedCheck,
                "The parcel is not taken: \(problem). Ask \(grant.scope.grantor)."
            )
        }
    }

    private func problem(with payload: CommittedPayload?) -> String? {
        let scope = grant.scope
        guard let payload else { return "the ledger has no payload \(scope.commitment)" }
        guard payload.ownerID == scope.grantor.text else {
            return "the payload is \(payload.ownerID)'s, by the ledger, not \(scope.grantor)'s"
        }
        let entry = payload.grants.last {
            $0.granteeID == scope.grantee.text
                && $0.grantedKeyDigest == Data(grant.digest.bytes)
                && $0.sealedDigest == Data(blob.digest.bytes)
        }
        guard let entry else { return "the ledger has no such grant to \(scope.grantee)" }
        guard entry.revokedMs == 0 else { return "the grant was taken back" }
        return nil
    }

    /// Requires that the grant has the digest that the ledger was seen to have.
    ///
    /// The digest covers the sealed payload, which the grant names.
    func compare(with digest: Digest) throws {
        guard digest == grant.digest else {
            throw ExitStatus.saying(
                ExitStatus.failedCheck,
                "The parcel is not taken: the digest of its key is \(grant.digest). "
                    + "Ask \(grant.scope.grantor)."
            )
        }
    }
}
