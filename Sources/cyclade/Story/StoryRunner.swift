import CycladeSchema
import FleetSimulation
import LedgerNode

/// Plays a story on a ledger of its own.
struct StoryRunner {
    let directory: DataDirectory
    let progress: Progress

    /// What a play left behind.
    struct Result: Sendable {
        let summary: StorySummary
        let transactions: Int
        let treeSize: UInt64
        /// The battery to which the most kinds of thing happened.
        let hero: String
    }

    /// Makes a ledger for the story of `lives`, and plays it to the end.
    func play(_ lives: [MeasuredLife], _ options: StoryOptions) async throws -> Result {
        let ledger = try await StoryLedger(in: directory, .story)
        return try await ledger.run {
            // A fiftieth of what playing it takes.
            let count = Story(of: lives, options: options).reduce(0) { count, _ in count + 1 }
            progress.begin("transactions", total: count)
            let story = Story(of: lives, options: options, keeper: ledger.vaults)
            var summary = StorySummary()
            var kinds: [String: Set<String>] = [:]
            for batch in StoryBatches(story.makeIterator(), most: StoryLedger.mostInBatch) {
                try await ledger.commit(try ledger.sign(batch))
                for intent in batch {
                    summary.add(intent)
                    let kind = intent.command.typeName
                    for id in intent.command.batteryIDs { kinds[id, default: []].insert(kind) }
                }
                progress.advance(by: batch.count)
            }
            let hero = kinds.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
            return Result(
                summary: summary,
                transactions: count,
                treeSize: await ledger.treeSize,
                hero: hero ?? ""
            )
        }
    }
}
