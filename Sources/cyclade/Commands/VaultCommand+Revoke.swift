import ArgumentParser
import CycladeSchema
import LedgerNode
import Vault
import Vocabulary

extension VaultCommand {
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a grant back, and seal the payload under a new key.",
            discussion: """
                What the member has read it knows, and may have kept with the key that it
                had. Ask it to erase the payload, and for its statement.

                EXAMPLES
                  cyclade vault revoke 6e340b9c… --member bank --from dealer \\
                    --transaction revoke.json
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var output: TransactionOptions

        @Argument(help: "The commitment.")
        var commitment: CommitmentArgument

        @Option(help: ArgumentHelp("The member that had the grant.", valueName: "id"))
        var from: String

        func validate() throws {
            guard (try? MemberID(from)) != nil else {
                throw ValidationError("'\(from)' is no member's id: \(MemberID.pattern).")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                let commitment = commitment.commitment
                let grantee = try MemberID(from)
                let store = try options.open()
                try requireRevocable(commitment, from: grantee, of: store.owner)
                let transaction = try output.reserve()
                let blob = try store.revoke(
                    commitment,
                    from: grantee,
                    at: UnixMilliseconds(LedgerNode.systemClock())
                )
                try store.close()
                try output.finish(
                    .revoking(commitment, from: grantee, blob.digest, of: store.owner),
                    in: transaction,
                    "Payload \(commitment) is shared with \(grantee) no longer."
                )
            }
        }

        /// What the ledger would refuse is not begun: only a revocation tells it how the payload is
        /// sealed afterwards, and without that no later grant would agree with it.
        private func requireRevocable(
            _ commitment: Commitment,
            from grantee: MemberID,
            of owner: VaultOwner
        ) throws {
            let ledger = try VaultLedger(options.data.directory, of: owner)
            guard let payload = ledger?.payload(commitment), payload.ownerID == owner.member.text,
                payload.openGrant(of: grantee) == nil
            else { return }
            throw ExitStatus.saying(
                ExitStatus.refused,
                "By the ledger \(grantee) may not read payload \(commitment), so it would not take "
                    + "this. If it lacks the grant, submit that first: 'cyclade vault check' lists it."
            )
        }
    }
}
