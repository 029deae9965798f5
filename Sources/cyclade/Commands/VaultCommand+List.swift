import ArgumentParser
import CycladeSchema
import Vault
import Vocabulary

extension VaultCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what the vault holds, without the values.",
            discussion: """
                EXAMPLES
                  cyclade vault list --member bank
                  cyclade vault list --member bank --kind rent --subject lease/L-1 --json
                """
        )

        @OptionGroup var options: VaultOptions

        @Option(help: "Only values that say this.")
        var kind: PayloadKindName?

        @Option(help: ArgumentHelp("Only what belongs to this record.", valueName: "key"))
        var subject: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            try await ExitStatus.report {
                let store = try options.open()
                let rows = try store.commitments().compactMap { try row($0, in: store) }
                try store.close()
                if json { return try JSON.print(["payloads": rows]) }
                print(Self.table(rows))
            }
        }

        private struct Row: Encodable {
            let commitment: String
            let kind: String
            let subject: String
            let grantedBy: String?
            let grantedTo: [String]
        }

        private func row(_ commitment: Commitment, in store: VaultStore) throws -> Row? {
            let payload = try store.open(commitment)
            guard kind == nil || payload.kind == kind?.kind,
                subject == nil || payload.subject == subject
            else { return nil }
            return Row(
                commitment: "\(commitment)",
                kind: "\(payload.kind)",
                subject: payload.subject,
                grantedBy: try store.entry(commitment).grantor?.text,
                grantedTo: try store.grants(of: commitment)
                    .filter { $0.revoked == nil }.map(\.grantee.text)
            )
        }

        private static func table(_ rows: [Row]) -> TextTable {
            TextTable(
                header: ["commitment", "kind", "subject", "granted by", "granted to"],
                rows: rows.map { row in
                    [
                        row.commitment, row.kind, row.subject, row.grantedBy ?? "-",
                        row.grantedTo.isEmpty ? "-" : row.grantedTo.joined(separator: ", "),
                    ]
                }
            )
        }
    }
}
