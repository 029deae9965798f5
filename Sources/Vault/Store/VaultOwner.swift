public import Vocabulary

/// Whose vault it is, and of which ledger.
public struct VaultOwner: Hashable, Sendable {
    /// The ledger's origin.
    public let ledger: LedgerOrigin
    /// The member.
    public let member: MemberID

    /// Names an owner.
    public init(ledger: LedgerOrigin, member: MemberID) {
        self.ledger = ledger
        self.member = member
    }

    /// As the vault's file keeps it, sealed: it opens with the vault's own keys only.
    var bytes: [UInt8] { Array("\(ledger)\0\(member)".utf8) }

    /// What the sealed owner is sealed as.
    static let context = Array("cyclade/vault-owner/v1".utf8)

    init?(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 2,
            let ledger = try? LedgerOrigin(String(decoding: parts[0], as: UTF8.self)),
            let member = try? MemberID(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(ledger: ledger, member: member)
    }
}
