import ArgumentParser
import CycladeSchema
import LedgerNode
import Vault
import Vocabulary

extension VaultCommand {
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a payload that another member has granted.",
            discussion: """
                Before, the parcel is compared with the ledger in DIR, or with the digest
                that the ledger was seen to have. Only there is it signed that the grantor
                meant it.

                EXAMPLES
                  cyclade vault accept dealer.parcel --member dealer
                  cyclade vault accept dealer.parcel --member dealer --granted-key-digest 5f70bf18…
                """
        )

        @OptionGroup var options: VaultOptions

        @Argument(help: ArgumentHelp("The parcel.", valueName: "file"))
        var file: String

        @Option(
            help: ArgumentHelp(
                "What the ledger says of the grant; do not look at the ledger in DIR.",
                valueName: "hex"
            )
        )
        var grantedKeyDigest: DigestArgument?

        @Flag(help: "Compare with nothing: who sent the parcel is known by other means.")
        var unchecked = false

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard !unchecked || grantedKeyDigest == nil else {
                throw ValidationError("Give either '--granted-key-digest' or '--unchecked'.")
            }
        }

        private struct Answer: Encodable {
            let commitment: String
            let kind: String
            let subject: String
            let grantedBy: String
            let comparedWith: String
        }

        func run() async throws {
            try await ExitStatus.report {
                let parcel = try VaultParcel(readingFrom: file)
                let store = try options.open()
                let compared = try compare(parcel, for: store.owner)
                let payload = try store.accept(parcel.grant, with: parcel.blob)
                try store.close()
                let answer = Answer(
                    commitment: "\(payload.commitment)",
                    kind: "\(payload.kind)",
                    subject: payload.subject,
                    grantedBy: parcel.grant.scope.grantor.text,
                    comparedWith: compared
                )
                if json { return try JSON.print(answer) }
                print(
                    """
                    commitment     \(answer.commitment)
                    kind           \(answer.kind)
                    subject        \(answer.subject)
                    granted by     \(answer.grantedBy)
                    compared with  \(answer.comparedWith)
                    """
                )
            }
        }

        /// Compares the parcel with what is signed on the ledger, and says with what.
        private func compare(_ parcel: VaultParcel, for owner: VaultOwner) throws -> String {
            if unchecked { return "nothing" }
            if let grantedKeyDigest {
                try parcel.compare(with: grantedKeyDigest.digest)
                return "the digest given"
            }
            guard let ledger = try VaultLedger(options.data.directory, of: owner) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "There is no ledger in \(options.data.directory.path) to compare the parcel "
                        + "with. Give '--granted-key-digest', as the ledger has it."
                )
            }
            try parcel.compare(with: ledger)
            return "the ledger"
        }
    }
}
