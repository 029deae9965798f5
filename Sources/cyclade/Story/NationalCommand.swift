import FleetSimulation
import FoundationEssentials
import LedgerNode
import Supervision

/// `cyclade demo --scenario`: play, and tell what was planted and what was found.
struct NationalCommand {
    let path: String
    let isJSON: Bool

    private struct Answer: Encodable {
        let dataDir: String
        let transactions: Int
        let transactionsByType: [String: Int]
        let swaps: Int
        let packs: Int
        let daysBetweenSwaps: Int
        let swapsPerPackMonth: Double
        let elapsedS: Double
        let cpuUsPerTransaction: Double
        let peakMib: Double
        let warnings: Int
        let overdueDuties: Int
        let lowestHonestCredit: UInt32
        let report: NationalReport
        let indicators: IndicatorsAnswer
    }

    /// Plays a scenario on a new ledger.
    func tell(_ scenario: NationalScenario, _ options: NationalOptions) async throws {
        let directory = DataDirectory(path)
        let clock = ContinuousClock()
        let start = clock.now
        let progress = Progress()
        defer { progress.clear() }
        let runner = NationalRunner(directory: directory, progress: progress)
        let result = try await runner.play(scenario, options)
        progress.clear()
        let report = NationalReport(result)
        let transactions = result.transactions.values.reduce(0, +)
        let answer = Answer(
            dataDir: path,
            transactions: transactions,
            transactionsByType: result.transactions,
            swaps: result.swaps,
            packs: options.fleet,
            daysBetweenSwaps: scenario.daysBetweenSwaps,
            swapsPerPackMonth: (Double(result.swaps) / Double(options.fleet * options.years * 12))
                .rounded(places: 2),
            elapsedS: (clock.now - start).seconds.rounded(places: 1),
            cpuUsPerTransaction: (Usage.cpuSeconds / Double(max(1, transactions)) * 1e6)
                .rounded(places: 0),
            peakMib: (Double(Usage.peakBytes) / 1_048_576).rounded(places: 0),
            warnings: result.supervisor.findings.count,
            overdueDuties: result.supervisor.dueList().count(where: \.isOverdue),
            lowestHonestCredit: report.lowestHonestCredit,
            report: report,
            indicators: IndicatorsAnswer(result.supervisor)
        )
        if isJSON { return try JSON.print(answer) }
        print(
            """
            \(answer.report)

            \(answer.indicators.rates)

            \(answer.transactions) transactions, \(answer.swaps) of them swaps: one every \
            \(answer.daysBetweenSwaps) days a car on the road, \(answer.swapsPerPackMonth) a \
            month and pack of the whole fleet.
            \(answer.warnings) warnings; \(answer.overdueDuties) duties are overdue at the end.
            \(answer.elapsedS) s, \(Int(answer.cpuUsPerTransaction)) us of processor time a transaction, \
            \(Int(answer.peakMib)) MiB at most.

            Try next:
              cyclade ledger audit --data-dir \(path)
              cyclade supervision due --data-dir \(path)
              cyclade supervision credit --data-dir \(path)
            """
        )
    }
}
