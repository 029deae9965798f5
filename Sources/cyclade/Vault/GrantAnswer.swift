import Vault
import Vocabulary

/// A grant that a vault has given, for a program and for a person.
struct GrantAnswer: Encodable {
    let member: String
    let grantedKeyDigest: String
    let granted: String
    let revoked: String?

    init(_ grant: GrantEntry) {
        member = grant.grantee.text
        grantedKeyDigest = "\(grant.digest)"
        granted = grant.granted.text
        revoked = grant.revoked?.text
    }

    /// One line a grant.
    static func table(_ grants: [GrantEntry]) -> TextTable {
        TextTable(
            header: ["member", "granted", "taken back", "digest of its key"],
            rows: grants.map(GrantAnswer.init).map {
                [$0.member, $0.granted, $0.revoked ?? "-", $0.grantedKeyDigest]
            }
        )
    }
}
