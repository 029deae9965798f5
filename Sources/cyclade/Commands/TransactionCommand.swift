import ArgumentParser
import CycladeSchema
import FleetSimulation
import FoundationEssentials
import LedgerClient
import LedgerNode
import Rulebook
import SwiftProtobuf
import Verification
import Vocabulary

/// `cyclade tx`: sign and submit transactions.
struct TransactionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx",
        abstract: "Sign a transaction and submit it to a running node.",
        subcommands: [Submit.self]
    )

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Submit a transaction, and say what became of it.",
            discussion: """
                FILE holds a TransactionBody as proto3 JSON, signed here with '--key'. What it leaves
                out of ledger, member, key, times and nonce is filled in. With '--signed' it holds a
                serialized Transaction. Without '--url' it goes to the node in DIR, by its socket.

                EXAMPLES
                  echo '{"registerModel": {"modelId": "m-1", …}}' > model.json
                  cyclade tx submit model.json --key cyclade-data/keys/cells.json
                  cyclade tx submit tx.pb --signed --url http://127.0.0.1:8080
                """
        )

        @OptionGroup var data: DataDirectoryOption

        @Argument(help: ArgumentHelp("The transaction.", valueName: "file"))
        var file: String

        @Option(help: ArgumentHelp("The key file of the member that signs.", valueName: "file"))
        var key: String?

        @Flag(help: "The file holds a serialized Transaction.")
        var signed = false

        @Option(help: "Where the node answers, such as http://127.0.0.1:8080.")
        var url: String?

        func validate() throws {
            guard signed != (key != nil) else {
                throw ValidationError("Give either '--key FILE' or '--signed'.")
            }
        }

        func run() async throws {
            try await ExitStatus.report {
                guard let contents = FileManager.default.contents(atPath: file) else {
                    Terminal.say("cyclade: \(file) cannot be read.")
                    throw ExitStatus.notFound
                }
                let bytes = try key.map { try sign(contents, with: $0) } ?? Array(contents)
                let client =
                    url.map { NodeClient(url: $0) } ?? NodeClient(socket: data.directory.socketFile)
                do throws(NodeClientError) {
                    try report(await client.submit(bytes))
                } catch {
                    throw error.told
                }
            }
        }

        private func sign(_ json: Data, with keyFile: String) throws -> [UInt8] {
            let keys = try MemberKeys(readingFrom: keyFile)
            var body: TransactionBody
            do {
                body = try TransactionBody(jsonUTF8Bytes: json)
            } catch {
                Terminal.say("cyclade: \(file) is no TransactionBody in proto3 JSON: \(error)")
                throw ExitCode(2)
            }
            if body.ledger.isEmpty {
                guard url == nil else {
                    Terminal.say("cyclade: With '--url' the file must name its ledger.")
                    throw ExitCode(2)
                }
                body.ledger = try LedgerReader(data.directory).origin
            }
            if body.memberID.isEmpty { body.memberID = keys.memberID }
            if body.keyID.isEmpty { body.keyID = keys.keyID }
            let now = LedgerNode.systemClock()
            if body.occurredMs == 0 { body.occurredMs = now }
            if body.validUntilMs == 0 { body.validUntilMs = now + Rulebook.longestValidity / 2 }
            if body.nonce.isEmpty {
                body.nonce = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
            }
            return try TransactionSigner(ledger: body.ledger, keys: keys).sign(body)
        }

        private func report(_ receipt: Receipt) {
            guard let entry = try? Entry(serializedBytes: receipt.transaction.entry),
                let transaction = try? SignedTransaction(Array(entry.transaction))
            else { return print("accepted, with a receipt that cannot be read") }
            print(
                """
                accepted     \(transaction.body.command?.typeName ?? "")
                transaction  \(transaction.id)
                block        \(entry.height), leaf \(receipt.transaction.leafIndex)
                """
            )
        }
    }
}

extension NodeClientError {
    /// Says what happened, and gives the exit status.
    fileprivate var told: ExitCode {
        Terminal.say("cyclade: \(reason)")
        return if case .refused = self { ExitStatus.refused } else { ExitStatus.unavailable }
    }
}
