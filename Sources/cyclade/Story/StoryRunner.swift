import CycladeSchema
import FleetSimulation
import LedgerClient
import LedgerNode
import Rulebook
import Synchronization

/// Plays a story on a ledger: signs each intent with its member's key, and has it ordered.
///
/// The ledger's clock is the story's: a day of the story is one batch, sealed at the day's last
/// moment, so blocks carry the time at which things happened and not the time of the replay.
struct StoryRunner {
    static let origin = "cyclade.example/story"
    private static let mostInBatch = 512

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

    /// Makes a ledger for the story's members and plays it to the end.
    func play(_ story: Story) async throws -> Result {
        let keys = Story.members.map {
            MemberKeys(generatingFor: $0.id, runsNode: Self.voters.contains($0.id))
        }
        var genesis = Genesis()
        genesis.ledger = Self.origin
        genesis.timeMs = Story.foundingTime
        genesis.policy = Story.policy
        genesis.founders = try zip(Story.members, keys).map { member, keys in
            try keys.admission(name: member.name, roles: member.roles, ledger: Self.origin)
        }
        try await LedgerSetup.create(genesis, keys: keys, in: directory)

        let clock = StoryClock(Story.foundingTime)
        let node = try LedgerSetup.open(directory, now: clock.now)
        let signers = Dictionary(
            uniqueKeysWithValues: keys.map {
                ($0.memberID, TransactionSigner(ledger: Self.origin, keys: $0))
            }
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.run() }
            defer { node.shutDown() }
            let result = try await play(story, on: node, clock, signers)
            node.shutDown()
            try await group.waitForAll()
            return result
        }
    }

    /// Four members run a node: one may fail or lie, and three still make a quorum.
    static let voters = ["asset-manager", "battery-maker", "dismantler", "regulator"]

    private func play(
        _ story: Story,
        on node: LedgerNode,
        _ clock: StoryClock,
        _ signers: [String: TransactionSigner]
    ) async throws -> Result {
        // A fiftieth of what playing it takes.
        progress.begin("transactions", total: story.reduce(0) { count, _ in count + 1 })
        var summary = StorySummary()
        var kinds: [String: Set<String>] = [:]
        var count = 0
        var day: [Intent] = []
        for intent in story {
            if let first = day.first,
                intent.time / 86_400_000 != first.time / 86_400_000 || day.count == Self.mostInBatch
            {
                try await submit(day, to: node, clock, signers)
                count += day.count
                progress.advance(by: day.count)
                day.removeAll(keepingCapacity: true)
            }
            day.append(intent)
            summary.add(intent)
            let kind = intent.command.typeName
            for id in intent.command.batteryIDs { kinds[id, default: []].insert(kind) }
        }
        try await submit(day, to: node, clock, signers)
        let hero = kinds.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? ""
        return Result(
            summary: summary,
            transactions: count + day.count,
            treeSize: await node.treeSize(),
            hero: hero
        )
    }

    private func submit(
        _ day: [Intent],
        to node: LedgerNode,
        _ clock: StoryClock,
        _ signers: [String: TransactionSigner]
    ) async throws {
        guard let last = day.last else { return }
        clock.advance(to: last.time)
        let bytes = try day.map { intent in
            guard let signer = signers[intent.memberID] else {
                throw StoryError.unknownMember(intent.memberID)
            }
            return try signer.sign(
                intent.command,
                occurredMs: intent.time,
                validUntilMs: last.time + Rulebook.longestValidity / 2
            )
        }
        for (intent, result) in zip(day, await node.submit(inOrder: bytes)) {
            if case .refused(let refusal) = try result.get().verdict {
                throw StoryError.refused(intent.command.typeName, refusal)
            }
        }
    }
}

/// Why a story could not be played.
enum StoryError: Error, CustomStringConvertible {
    /// The story names a member that it does not introduce.
    case unknownMember(String)
    /// The rules refused what the story does.
    case refused(String, Refusal)

    var description: String {
        switch self {
        case .unknownMember(let id): "The story has no member \(id)."
        case .refused(let name, let refusal):
            "\(name) was refused: \(refusal.code) \(refusal.field) \(refusal.explanation)"
        }
    }
}

/// The time in a story, as the node's clock.
private final class StoryClock: Sendable {
    private let time: Mutex<UInt64>

    init(_ start: UInt64) {
        time = Mutex(start)
    }

    func now() -> UInt64 { time.withLock { $0 } }

    func advance(to newTime: UInt64) {
        time.withLock { $0 = max($0, newTime) }
    }
}
