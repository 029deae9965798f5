import ArgumentParser
import CycladeSchema
import FoundationEssentials
import LedgerNode
import Vault

extension VaultCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open every payload, and compare the vault with the ledger in DIR.",
            discussion: """
                Ends with status 1 when something is wrong. What only the ledger lacks comes
                with the transactions that it lacks, to be submitted in the order of their
                names.

                EXAMPLES
                  cyclade vault check --member bank
                  cyclade vault check --member bank --transactions lacking --json
                """
        )

        @OptionGroup var options: VaultOptions

        @Option(
            help: ArgumentHelp(
                "Write what the ledger lacks into this new directory.",
                valueName: "dir"
            )
        )
        var transactions: String?

        @Flag(help: "Print one JSON object.")
        var json = false

        private struct Answer: Encodable {
            struct Finding: Encodable {
                let commitment: String?
                let problem: String
                let transaction: String?
            }

            let opened: Int
            let comparedWithLedger: Bool
            let findings: [Finding]
        }

        func run() async throws {
            try await ExitStatus.report {
                let (store, keys, _) = try options.openWithKeys()
                let ledger = try VaultLedger(options.data.directory, of: store.owner)
                let audit = try VaultAudit(of: store, keys.publicKey, against: ledger)
                try store.close()
                let answer = Answer(
                    opened: audit.opened,
                    comparedWithLedger: ledger != nil,
                    findings: try write(audit.findings)
                )
                if json { try JSON.print(answer) } else { print(text(answer)) }
                guard answer.findings.isEmpty else { throw ExitStatus.failedCheck }
            }
        }

        /// Writes the transactions that the ledger lacks, if wished, and says which is where.
        private func write(_ findings: [VaultAudit.Finding]) throws -> [Answer.Finding] {
            if let transactions, findings.contains(where: { $0.remedy != nil }) {
                try FileManager.default.createDirectory(
                    atPath: transactions,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
            return try findings.enumerated().map { index, finding in
                Answer.Finding(
                    commitment: finding.commitment?.description,
                    problem: finding.problem,
                    transaction: try finding.remedy.flatMap { try write($0, index + 1) }
                )
            }
        }

        private func write(_ transaction: VaultTransaction, _ number: Int) throws -> String? {
            guard let transactions else { return nil }
            let zeros = String(repeating: "0", count: max(0, 6 - String(number).count))
            let path = "\(transactions)/\(zeros)\(number).json"
            try ReservedFile(path).write("\(transaction.json)\n".utf8)
            return path
        }

        private func text(_ answer: Answer) -> String {
            let compared =
                answer.comparedWithLedger
                ? "compared with the ledger in" : "not compared: there is no ledger in"
            let sum = """
                opened    \(answer.opened)
                ledger    \(compared) \(options.data.directory.path)
                findings  \(answer.findings.count)
                """
            guard !answer.findings.isEmpty else { return sum }
            return answer.findings.reduce(sum + "\n") { text, finding in
                let file = finding.transaction.map { "; submit \($0)" } ?? ""
                let what = finding.commitment.map { "Payload \($0)" } ?? "The encryption key"
                return "\(text)\n\(what) \(finding.problem)\(file)."
            }
        }
    }
}
