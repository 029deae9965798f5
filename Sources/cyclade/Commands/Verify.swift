import ArgumentParser
import FoundationEssentials
import Glibc
import Verification

/// `cyclade verify`: check a receipt offline.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a receipt or a proof of telemetry offline, by the ledger's trust file.",
        discussion: """
            Prints each check by name. Ends with status 0 when all that is needed passed, else 1.

            EXAMPLES
              cyclade verify receipt.pb --trust trust.txt
              cyclade verify proof.pb --trust trust.txt --record record.bin
            """
    )

    @Argument(help: ArgumentHelp("The receipt or proof.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("The ledger's verifier keys, one a line.", valueName: "file"))
    var trust = "trust.txt"

    @Option(
        help: ArgumentHelp(
            "Write what a proven proof of telemetry is about, as it came.",
            valueName: "file"
        )
    )
    var record: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let bytes = try contents(of: file, limit: TelemetryVerifier.maximumByteCount)
        let trustFile: TrustFile
        do {
            trustFile = try TrustFile(
                parsing: contents(of: trust, limit: TrustFile.maximumByteCount)
            )
        } catch let error as TrustFileError {
            Terminal.say("cyclade: \(trust) is no trust file: \(error)")
            throw ExitCode(2)
        }
        let telemetry = TelemetryVerifier.verify(bytes, trust: trustFile)
        // A receipt holds no record.
        if telemetry.findings.record != nil { return try show(telemetry) }
        guard record == nil else {
            throw ExitStatus.saying(ExitStatus.usage, "\(file) is no proof of telemetry.")
        }
        try show(ReceiptVerifier.verify(bytes, trust: trustFile), of: bytes)
    }

    private func show(_ report: VerificationReport, of receipt: [UInt8]) throws {
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

    private func show(_ report: TelemetryReport) throws {
        let isProven = report.verdict == .proven
        if json {
            try JSON.print(TelemetryVerificationAnswer(report))
        } else {
            print(report.table)
            print(isProven ? "\nProven." : "\nNot proven.")
            print(TelemetryReport.doesNotProve)
        }
        guard isProven, let found = report.findings.record else { throw ExitStatus.failedCheck }
        guard let record else { return }
        // A frame names its vehicle, and perhaps where it was.
        umask(0o077)
        do {
            try Data(found.bytes).write(to: URL(fileURLWithPath: record))
        } catch {
            throw ExitStatus.saying(ExitStatus.unavailable, "\(record) cannot be written.")
        }
    }

    private func contents(of path: String, limit: Int) throws -> [UInt8] {
        do throws(InputFile.Failure) {
            return try InputFile(path).bytes(limit: limit)
        } catch {
            throw ExitStatus.saying(ExitStatus.notFound, "\(error)")
        }
    }
}
