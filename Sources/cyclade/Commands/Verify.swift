import ArgumentParser
import FoundationEssentials
import Verification

/// `cyclade verify`: check a receipt offline.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a receipt offline, given only the ledger's trust file.",
        discussion: """
            Prints each check by name. Ends with status 0 when all that is needed passed, else 1.

            EXAMPLES
              cyclade verify receipt.pb --trust trust.txt
            """
    )

    @Argument(help: ArgumentHelp("The receipt.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The ledger's verifier keys, one a line.", valueName: "file"))
    var trust = "trust.txt"

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let receipt = try contents(of: file, limit: ReceiptVerifier.maximumByteCount)
        let trustFile: TrustFile
        do {
            trustFile = try TrustFile(
                parsing: contents(of: trust, limit: TrustFile.maximumByteCount)
            )
        } catch let error as TrustFileError {
            Terminal.say("cyclade: \(trust) is no trust file: \(error)")
            throw ExitCode(2)
        }
        let report = ReceiptVerifier.verify(receipt, trust: trustFile)
        let swap = report.verdict == .proven ? SwapReceipt(reading: receipt) : nil
        if json {
            try JSON.print(VerificationAnswer(report, swap: swap))
        } else {
            print(report.table)
            print(report.verdict == .proven ? "\nProven." : "\nNot proven.")
            if let swap { print("\n\(swap.text)\n") }
            print(VerificationReport.doesNotProve)
        }
        guard report.verdict == .proven else { throw ExitStatus.failedCheck }
    }

    private func contents(of path: String, limit: Int) throws -> [UInt8] {
        guard let handle = FileManager.default.contents(atPath: path) else {
            Terminal.say("cyclade: \(path) cannot be read.")
            throw ExitStatus.notFound
        }
        return Array(handle.prefix(limit + 1))
    }
}
