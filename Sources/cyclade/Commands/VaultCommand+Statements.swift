import ArgumentParser
import CycladeSchema
import Vault
import Vocabulary

extension VaultCommand {
    struct Statements: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the statements of what is erased here; write one to a file.",
            discussion: """
                A statement proves who declared the destruction, not that nobody kept a copy.

                EXAMPLES
                  cyclade vault statements --member bank
                  cyclade vault statements 6e340b9c… --member bank --out statement.pb
                """
        )

        @OptionGroup var options: VaultOptions

        @Argument(help: "Only of this payload.")
        var commitment: CommitmentArgument?

        @Option(
            help: ArgumentHelp("Write that statement, an ErasureStatement.", valueName: "file")
        )
        var out: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard out == nil || commitment != nil else {
                throw ValidationError("Say which statement to write: name its commitment.")
            }
        }

        private struct Row: Encodable {
            let commitment: String
            let member: String
            let keyId: String
            let destroyed: String
            /// Who had the key from here, and has not declared the same on the ledger.
            let mustErase: [String]
            /// The serialized `ErasureStatement`, in hexadecimal digits.
            let statement: String
        }

        func run() async throws {
            try await ExitStatus.report {
                let store = try options.open()
                let ledger = try VaultLedger(options.data.directory, of: store.owner)
                let erasures = try erasures(in: store)
                let rows = try erasures.map { try Self.row($0, in: store, ledger) }
                try store.close()
                if let out, let erasure = erasures.first {
                    try ReservedFile(out).write(erasure.bytes)
                }
                if json { return try JSON.print(["statements": rows]) }
                print(Self.table(rows))
            }
        }

        private func erasures(in store: VaultStore) throws -> [Erasure] {
            guard let commitment = commitment?.commitment else { return try store.erasures() }
            guard let erasure = try store.erasure(of: commitment) else {
                throw ExitStatus.saying(
                    ExitStatus.notFound,
                    "Payload \(commitment) is not erased here. 'cyclade vault erase' erases it."
                )
            }
            return [erasure]
        }

        private static func row(
            _ erasure: Erasure,
            in store: VaultStore,
            _ ledger: VaultLedger?
        ) throws -> Row {
            Row(
                commitment: "\(erasure.commitment)",
                member: erasure.member.text,
                keyId: erasure.keyID.text,
                destroyed: erasure.destroyed.text,
                mustErase: try store.grants(of: erasure.commitment, notErasedOn: ledger)
                    .map(\.grantee.text),
                statement: erasure.bytes.hex
            )
        }

        private static func table(_ rows: [Row]) -> TextTable {
            TextTable(
                header: ["commitment", "erased", "key", "must still erase"],
                rows: rows.map { row in
                    [
                        row.commitment, row.destroyed, row.keyId,
                        row.mustErase.isEmpty ? "-" : row.mustErase.joined(separator: ", "),
                    ]
                }
            )
        }
    }
}
