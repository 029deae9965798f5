import ArgumentParser
import CycladeSchema
import FoundationEssentials
import LedgerNode
import Vault
import Vocabulary

extension VaultCommand {
    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let another member read a payload.",
            discussion: """
                Writes a parcel, the sealed payload with its key for that member alone, and
                the transaction that says so. Submit the transaction, then send the parcel.
                The member's encryption key is taken from the ledger in DIR, or from
                '--encryption-key'.

                EXAMPLES
                  cyclade vault grant 6e340b9c… --member bank --to dealer \\
                    --out dealer.parcel --transaction grant.json
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var output: TransactionOptions

        @Argument(help: "The commitment.")
        var commitment: CommitmentArgument

        @Option(help: ArgumentHelp("The member that may read it.", valueName: "id"))
        var to: String

        @Option(help: ArgumentHelp("The parcel to write.", valueName: "file"))
        var out: String

        @Option(
            help: ArgumentHelp(
                "The member's encryption key; do not look at the ledger.",
                valueName: "hex"
            )
        )
        var encryptionKey: DigestArgument?

        func validate() throws {
            guard (try? MemberID(to)) != nil else {
                throw ValidationError("'\(to)' is no member's id: \(MemberID.pattern).")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                let commitment = commitment.commitment
                let store = try options.open()
                let blob = try store.sealed(commitment)
                let grantee = try grantee(blob, in: store)
                let transaction = try output.reserve()
                let parcel = try ReservedFile(out)
                let grant = try store.grant(
                    commitment,
                    to: grantee,
                    at: UnixMilliseconds(LedgerNode.systemClock())
                )
                try store.close()
                try parcel.write(VaultParcel(grant, blob).bytes)
                try output.finish(
                    .granting(commitment, to: grantee.member, grant.digest, of: store.owner),
                    in: transaction,
                    """
                    parcel             \(out), for \(to) only
                    digest of its key  \(grant.digest)
                    """
                )
            }
        }

        private func grantee(_ blob: SealedBlob, in store: VaultStore) throws -> Grantee {
            let member = try MemberID(to)
            if let encryptionKey {
                return try Grantee(member, encryptionKey: encryptionKey.digest.bytes)
            }
            guard let ledger = try VaultLedger(options.data.directory, of: store.owner) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "There is no ledger in \(options.data.directory.path) with the key of \(to). "
                        + "Give '--encryption-key', as \(to) has published it."
                )
            }
            try requireGrantable(blob, to: member, by: ledger)
            guard let key = ledger.member(member)?.encryptionKey, !key.isEmpty else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "The ledger has no encryption key of \(to). Ask \(to) to publish the one "
                        + "that 'cyclade vault create' has given it."
                )
            }
            return try Grantee(member, encryptionKey: Array(key))
        }

        /// What the ledger would refuse, or the grantee after it, is not begun.
        private func requireGrantable(
            _ blob: SealedBlob,
            to member: MemberID,
            by ledger: VaultLedger
        ) throws {
            guard let payload = ledger.payload(blob.commitment) else { return }
            guard payload.openGrant(of: member) == nil else {
                throw ExitStatus.saying(
                    ExitStatus.refused,
                    "\(member) may read payload \(blob.commitment) already, by the ledger. If the "
                        + "parcel was lost, take the grant back first: 'cyclade vault revoke'."
                )
            }
            guard payload.terms.sealedDigest == Data(blob.digest.bytes) else {
                throw ExitStatus.saying(
                    ExitStatus.refused,
                    "Payload \(blob.commitment) is sealed otherwise than the ledger says. Submit "
                        + "what it lacks first: 'cyclade vault check' lists it."
                )
            }
        }
    }
}
