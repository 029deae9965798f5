import ArgumentParser
import CycladeSchema
import Vault
import Vocabulary

extension VaultCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a payload and its grants; with '--value' the value.",
            discussion: """
                Only '--value' prints what is confidential: alone the value and nothing
                else, a document byte by byte; with '--json' as a part of the object.

                EXAMPLES
                  cyclade vault show 6e340b9c… --member bank
                  cyclade vault show 6e340b9c… --member bank --value
                  cyclade vault show 6e340b9c… --member bank --value > lease.pdf
                """
        )

        @OptionGroup var options: VaultOptions

        @Argument(help: "The commitment.")
        var commitment: CommitmentArgument

        @Flag(help: "Print the value.")
        var value = false

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                let store = try options.open()
                let payload = try store.open(commitment.commitment)
                let entry = try store.entry(commitment.commitment)
                let grants = try store.grants(of: commitment.commitment)
                try store.close()
                if json {
                    try JSON.print(Answer(payload, entry, grants, showsValue: value))
                } else if value {
                    try payload.content.printValue()
                } else {
                    print(Self.text(payload, entry))
                    if !grants.isEmpty { print("\n\(GrantAnswer.table(grants))") }
                }
            }
        }

        private static func text(_ payload: Payload, _ entry: VaultEntry) -> String {
            """
            commitment     \(payload.commitment)
            kind           \(payload.kind)
            subject        \(payload.subject)
            holds          \(payload.content)
            granted by     \(entry.grantor?.text ?? "-")
            sealed digest  \(entry.sealedDigest)
            """
        }

        private struct Answer: Encodable {
            let commitment: String
            let kind: String
            let subject: String
            let grantedBy: String?
            let sealedDigest: String
            let grants: [GrantAnswer]
            let value: ValueAnswer?

            init(
                _ payload: Payload,
                _ entry: VaultEntry,
                _ grants: [GrantEntry],
                showsValue: Bool
            ) {
                commitment = "\(payload.commitment)"
                kind = "\(payload.kind)"
                subject = payload.subject
                grantedBy = entry.grantor?.text
                sealedDigest = "\(entry.sealedDigest)"
                self.grants = grants.map(GrantAnswer.init)
                value = showsValue ? ValueAnswer(payload.content) : nil
            }
        }
    }
}
