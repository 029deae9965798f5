import ArgumentParser
import CycladeSchema
import FoundationEssentials
import LedgerClient
import LedgerNode
import Vault
import Vocabulary

extension VaultCommand {
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy a payload and its key here, and sign a statement of it.",
            discussion: """
                This cannot be undone. Older copies and backups of the vault still have the
                payload: let them expire, or give the vault new keys with 'cyclade vault
                rekey' and destroy the old key file. Asked again, it gives the same
                statement.

                EXAMPLES
                  cyclade vault erase 6e340b9c… --member bank \\
                    --out statement.pb --transaction destroy.json
                """
        )

        @OptionGroup var options: VaultOptions

        @OptionGroup var output: TransactionOptions

        @Argument(help: "The commitment.")
        var commitment: CommitmentArgument

        @Option(
            help: ArgumentHelp(
                "The key file of the member, which signs; without it DIR/keys/ID.json.",
                valueName: "file"
            )
        )
        var key: String?

        @Option(help: ArgumentHelp("Write the signed statement.", valueName: "file"))
        var out: String?

        func run() async throws {
            try await ExitStatus.report {
                let commitment = commitment.commitment
                let store = try options.open()
                let signer = try signer(for: store.owner)
                let ledger = try VaultLedger(options.data.directory, of: store.owner)
                let transaction = try output.reserve()
                let file = try out.map { path throws(VaultError) in try ReservedFile(path) }
                let erasure = try store.erase(
                    commitment,
                    at: UnixMilliseconds(LedgerNode.systemClock()),
                    by: signer
                )
                let grants = try store.grants(of: commitment, notErasedOn: ledger)
                try store.close()
                if let file { try file.write(erasure.bytes) }
                try output.finish(
                    .destroying(commitment, of: store.owner),
                    in: transaction,
                    Self.text(erasure, grants)
                )
            }
        }

        private func signer(for owner: VaultOwner) throws -> StatementSigner {
            let path = key ?? LedgerSetup.keyFile(of: owner.member.text, in: options.data.directory)
            guard FileManager.default.fileExists(atPath: path) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "There is no key file \(path) to sign with. Name it with '--key FILE'."
                )
            }
            let keys = try MemberKeys(readingFrom: path)
            guard keys.memberID == owner.member.text else {
                throw ExitStatus.saying(
                    ExitStatus.usage,
                    "\(path) has the keys of \(keys.memberID), and the vault is \(owner.member)'s. "
                        + "Name the right file with '--key FILE'."
                )
            }
            return StatementSigner(keyID: try KeyID(keys.keyID), key: keys.signing)
        }

        private static func text(_ erasure: Erasure, _ grants: [GrantEntry]) -> String {
            let text = """
                Payload \(erasure.commitment) is erased here. The statement stays in the vault:
                \(erasure.member) declared it with \(erasure.keyID) at \(erasure.destroyed).
                """
            guard !grants.isEmpty else { return text }
            return "\(text)\n\nThese had its key, and must still erase it:\n"
                + GrantAnswer.table(grants).description
        }
    }
}
