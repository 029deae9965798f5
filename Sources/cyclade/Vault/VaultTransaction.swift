import ArgumentParser
import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Vault
import Vocabulary

/// The transactions by which the ledger learns what was done in a vault, ready for
/// `cyclade tx submit`.
struct VaultTransaction {
    /// Who is to sign it, and for which ledger.
    let owner: VaultOwner
    /// What it says.
    let command: TransactionBody.OneOf_Command

    static func publishing(_ encryptionKey: [UInt8], of owner: VaultOwner) -> Self {
        var command = PublishEncryptionKey()
        command.encryptionKey = Data(encryptionKey)
        return Self(owner: owner, command: .publishEncryptionKey(command))
    }

    static func committing(_ payload: Payload, _ sealed: Digest, of owner: VaultOwner) -> Self {
        var command = CommitPayload()
        command.commitment = payload.commitment.data
        command.kind = payload.kind
        command.subject = payload.subject
        command.sealedDigest = Data(sealed.bytes)
        return Self(owner: owner, command: .commitPayload(command))
    }

    static func granting(
        _ commitment: Commitment,
        to grantee: MemberID,
        _ granted: Digest,
        of owner: VaultOwner
    ) -> Self {
        var command = GrantAccess()
        command.commitment = commitment.data
        command.granteeID = grantee.text
        command.grantedKeyDigest = Data(granted.bytes)
        return Self(owner: owner, command: .grantAccess(command))
    }

    static func revoking(
        _ commitment: Commitment,
        from grantee: MemberID,
        _ sealed: Digest,
        of owner: VaultOwner
    ) -> Self {
        var command = RevokeAccess()
        command.commitment = commitment.data
        command.granteeID = grantee.text
        command.sealedDigest = Data(sealed.bytes)
        return Self(owner: owner, command: .revokeAccess(command))
    }

    static func destroying(_ commitment: Commitment, of owner: VaultOwner) -> Self {
        var command = DestroyPayloadKey()
        command.commitment = commitment.data
        return Self(owner: owner, command: .destroyPayloadKey(command))
    }

    /// A `TransactionBody` in proto3 JSON; key, times and nonce are left to `tx submit`.
    var json: String {
        get throws {
            var body = TransactionBody()
            body.ledger = owner.ledger.text
            body.memberID = owner.member.text
            body.command = command
            return try body.jsonString()
        }
    }
}

extension Commitment {
    /// As the ledger's messages have it.
    var data: Data { Data(digest.bytes) }
}

/// Where a command leaves the transaction that belongs on the ledger.
struct TransactionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the transaction that tells the ledger, for 'cyclade tx submit FILE'.",
            valueName: "file"
        )
    )
    var transaction: String?

    @Flag(help: "Print that transaction as JSON, and nothing else.")
    var json = false

    /// Makes the file before anything is done that could not be done again.
    func reserve() throws(VaultError) -> ReservedFile? {
        guard let transaction else { return nil }
        return try ReservedFile(transaction)
    }

    /// Gives out the transaction, and `text` to a person.
    func finish(
        _ done: VaultTransaction,
        in file: consuming ReservedFile?,
        _ text: @autoclosure () -> String
    ) throws {
        let json = try done.json
        if let file { try file.write("\(json)\n".utf8) }
        guard !self.json else { return print(json) }
        print(text())
        guard let transaction else { return }
        print("\nNext: cyclade tx submit \(transaction) --key FILE")
    }
}
