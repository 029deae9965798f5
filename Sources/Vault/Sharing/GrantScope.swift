import FoundationEssentials
public import Vocabulary

/// What a granted key is for; the key opens nothing else.
public struct GrantScope: Hashable, Sendable {
    /// The ledger on which the commitment stands.
    public let ledger: LedgerOrigin
    /// Who gives the key.
    public let grantor: MemberID
    /// Who gets it.
    public let grantee: MemberID
    /// The payload.
    public let commitment: Commitment
    /// The sealed form of the payload that the key opens; see ``SealedBlob/digest``.
    public let sealedDigest: Digest

    /// Names a scope.
    public init(
        ledger: LedgerOrigin,
        grantor: MemberID,
        grantee: MemberID,
        commitment: Commitment,
        sealedDigest: Digest
    ) {
        self.ledger = ledger
        self.grantor = grantor
        self.grantee = grantee
        self.commitment = commitment
        self.sealedDigest = sealedDigest
    }

    /// What HPKE binds the key to, its `info`.
    ///
    /// No identifier contains a zero byte, so no two scopes have the same.
    var info: Data {
        Data("cyclade/grant/v1\0\(ledger)\0\(grantor)\0\(grantee)\0".utf8)
            + commitment.digest.bytes + sealedDigest.bytes
    }
}
