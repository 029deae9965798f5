import FleetSimulation
import FoundationEssentials
import LedgerNode
import SwiftProtobuf
import Verification

/// What `replay` and `demo` share: play, summarise, audit, and tell one battery's life with proofs.
struct StoryCommand {
    /// Where the ledger is made.
    let path: String
    /// Whether the answer is one JSON object; otherwise it is told as it comes.
    let isJSON: Bool

    /// Plays the story of `lives` on a new ledger.
    func tell(_ lives: [MeasuredLife], _ options: StoryOptions) async throws {
        let directory = DataDirectory(path)
        let clock = ContinuousClock()
        let start = clock.now
        let progress = Progress()
        defer { progress.clear() }
        let runner = StoryRunner(directory: directory, progress: progress)
        let result = try await runner.play(lives, options)
        let elapsed = (clock.now - start).seconds
        progress.clear()
        say("\(result.summary)")
        say("\n\(result.transactions) transactions in \(Int(elapsed.rounded())) s.")

        let reader = try LedgerReader(directory)
        progress.begin("re-verifying: entries")
        let report = try reader.audit { progress.show(Int($0), of: Int($1)) }
        progress.clear()
        say(
            """
            Re-verified from the genesis: \(report.blocks) blocks, \(report.transactions) \
            transactions, \(report.records) records, root \(report.root).

            """
        )
        let life = try await tellLife(of: result.hero, reader)
        guard isJSON else { return }
        try JSON.print(
            StoryAnswer(
                dataDir: path,
                transactions: result.transactions,
                elapsedS: elapsed,
                summary: StoryAnswer.Summary(result.summary),
                audit: AuditAnswer(report, of: reader.origin),
                life: life
            )
        )
    }

    /// Says something to a person.
    private func say(_ text: String) {
        if !isJSON { print(text) }
    }

    /// Writes a battery's newest receipt and the trust file, and checks one by the other.
    ///
    /// - Returns: `nil` when there is no such battery.
    private func tellLife(of id: String, _ reader: LedgerReader) async throws -> StoryAnswer.Life? {
        let queries = try reader.queries()
        let history = try queries.history(of: "battery/\(id)")
        say("The life of \(id):")
        for step in history.reversed() { say("  \(step.line)") }
        guard let receipt = try await queries.receipt(for: "battery/\(id)") else { return nil }
        let bytes: [UInt8] = try receipt.serializedBytes()
        let files = (receipt: "\(path)/receipt.pb", trust: "\(path)/trust.txt")
        let trust = try reader.trustFile()
        try Data(bytes).write(to: URL(filePath: files.receipt))
        try Data(trust.utf8).write(to: URL(filePath: files.trust))
        let verified = ReceiptVerifier.verify(
            bytes,
            trust: try TrustFile(parsing: Array(trust.utf8))
        )
        say("\nIts newest receipt, checked offline:\n\(verified.table)\n")
        say(
            """
            Try next:
              cyclade verify \(files.receipt) --trust \(files.trust)
              cyclade battery history \(id) --data-dir \(path)
              cyclade ledger export public-log --data-dir \(path)
            """
        )
        return StoryAnswer.Life(
            batteryId: id,
            steps: HistoryAnswer(history).steps,
            receipt: files.receipt,
            trust: files.trust,
            verification: VerificationAnswer(verified)
        )
    }
}
