import FleetSimulation
import FoundationEssentials
import LedgerNode
import SwiftProtobuf
import Verification

/// What `replay` and `demo` share: play, summarise, audit, and tell one battery's life with proofs.
enum StoryCommand {
    static func tell(_ story: Story, in path: String) async throws {
        let directory = DataDirectory(path)
        let clock = ContinuousClock()
        let start = clock.now
        let runner = StoryRunner(directory: directory, progress: Terminal.progress)
        let result = try await runner.play(story)
        let elapsed = (clock.now - start).seconds
        Terminal.clearProgress()
        print(result.summary)
        print("\n\(result.transactions) transactions in \(Int(elapsed.rounded())) s.")

        let reader = try LedgerReader(directory)
        let report = try reader.audit { done, total in
            Terminal.progress("re-verifying entry \(done) of \(total)")
        }
        Terminal.clearProgress()
        print(
            """
            Re-verified from the genesis: \(report.blocks) blocks, \(report.transactions) \
            transactions, \(report.records) records, root \(report.root).

            """
        )
        try await tellLife(of: result.hero, reader, path)
    }

    private static func tellLife(of id: String, _ reader: LedgerReader, _ path: String) async throws
    {
        let queries = try reader.queries()
        print("The life of \(id):")
        for step in try queries.history(ofBattery: id).reversed() { print("  \(step.line)") }
        guard let receipt = try await queries.receipt(forBattery: id) else { return }
        let bytes: [UInt8] = try receipt.serializedBytes()
        let files = (receipt: "\(path)/receipt.pb", trust: "\(path)/trust.txt")
        let trust = try reader.trustFile()
        try Data(bytes).write(to: URL(filePath: files.receipt))
        try Data(trust.utf8).write(to: URL(filePath: files.trust))
        let verified = ReceiptVerifier.verify(
            bytes,
            trust: try TrustFile(parsing: Array(trust.utf8))
        )
        print("\nIts newest receipt, checked offline:\n\(verified.table)\n")
        print(
            """
            Try next:
              cyclade verify \(files.receipt) --trust \(files.trust)
              cyclade battery history \(id) --data-dir \(path)
              cyclade ledger export public-log --data-dir \(path)
            """
        )
    }
}
