import CycladeSchema
import Dispatch
import FleetSimulation
import LedgerNode
import Rulebook
import Supervision

/// Plays a national story on a ledger of its own, with a regulator that keeps watch.
struct NationalRunner {
    let directory: DataDirectory
    let progress: Progress

    /// What a play left behind.
    struct Result: Sendable {
        let supervisor: Supervisor
        let plantings: [Planting]
        /// How many transactions of each type there are.
        let transactions: [String: Int]
        let swaps: Int
        /// When the story ends, in Unix milliseconds.
        let endMs: UInt64
    }

    /// Makes a ledger for the scenario's members and plays it to the end.
    ///
    /// While a day is executed, the next two are told, signed and verified.
    func play(_ scenario: NationalScenario, _ options: NationalOptions) async throws -> Result {
        let watch = LiveSupervision(regulator: scenario.regulatorID)
        let ledger = try await StoryLedger(
            in: directory,
            .national(scenario),
            observer: watch.observer
        )
        watch.observer([try AppliedTransaction(founding: ledger.genesis)])
        return try await ledger.run {
            let start = NationalStory.foundingTime
            let end = start + UInt64(options.years) * 365 * 86_400_000
            progress.begin("days", total: options.years * 365)
            var batches = StoryBatches(
                NationalStory(scenario, options: options, keeper: ledger.vaults),
                most: StoryLedger.mostInBatch
            )
            var count: [String: Int] = [:]
            var swaps = 0
            var time = start
            var signing = SigningQueue(ledger)
            for _ in 0..<2 { signing.append(batches.next() ?? []) }
            var committing: Task<Void, any Error>?
            while let signed = try await signing.next(), let last = signed.intents.last {
                for intent in signed.intents { count[intent.command.typeName, default: 0] += 1 }
                swaps += signed.intents.count(where: \.isSwap)
                time = last.time
                let day = Int((time - start) / 86_400_000)
                progress.show(min(day, options.years * 365), of: options.years * 365)
                try await committing?.value
                // From all blocks up to here and no other, so that every run says the same.
                watch.mark()
                committing = Task { try await ledger.commit(signed) }
                let warnings = watch.commands(at: time)
                var upcoming = batches.next() ?? []
                if let last = upcoming.last {
                    upcoming += watch.intents(of: warnings, at: last.time)
                }
                signing.append(upcoming)
            }
            try await committing?.value
            return Result(
                supervisor: watch.finish(at: max(time, end)),
                plantings: batches.intents.plantings,
                transactions: count,
                swaps: swaps,
                endMs: max(time, end)
            )
        }
    }
}

/// Batches that are being signed ahead, one after the other: each takes all cores.
private struct SigningQueue {
    private let ledger: StoryLedger
    private var tasks: [Task<SignedBatch, any Error>] = []

    init(_ ledger: StoryLedger) {
        self.ledger = ledger
    }

    mutating func append(_ batch: [Intent]) {
        let (ledger, previous) = (ledger, tasks.last)
        tasks.append(
            Task.detached {
                _ = try await previous?.value
                // Beside the threads of the tasks, of which there are as few as cores: the ledger
                // would wait for one.
                return try await withCheckedThrowingContinuation { continuation in
                    DispatchQueue.global().async {
                        continuation.resume(with: Result { try ledger.sign(batch) })
                    }
                }
            }
        )
    }

    /// The first of the batches, once it is signed; `nil` if there is none.
    mutating func next() async throws -> SignedBatch? {
        tasks.isEmpty ? nil : try await tasks.removeFirst().value
    }
}

extension StoryCast {
    /// The cast of a national scenario.
    static func national(_ scenario: NationalScenario) -> StoryCast {
        StoryCast(
            members: scenario.members,
            voters: Set(scenario.voters),
            policy: scenario.policy,
            foundingTime: NationalStory.foundingTime
        )
    }
}

extension NationalScenario {
    /// The member that keeps watch.
    fileprivate var regulatorID: String {
        members.first { $0.roles.contains(.regulator) }?.id ?? ""
    }
}

extension Intent {
    fileprivate var isSwap: Bool {
        switch command {
        case .swap, .retireAtSwap: true
        default: false
        }
    }
}
