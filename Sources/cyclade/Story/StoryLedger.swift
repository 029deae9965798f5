import CycladeSchema
import FleetSimulation
import LedgerClient
import LedgerNode
import Rulebook
import Synchronization
import Vocabulary

/// A new ledger on which a story is played: it signs each intent with its member's key, and has a
/// day's intents ordered in one block.
///
/// The ledger's clock is the story's: a batch is sealed at its last moment, so blocks carry the time
/// at which things happened and not the time of the replay.
struct StoryLedger {
    /// The most intents in a batch.
    static let mostInBatch = 900

    /// The first state, for those who follow the ledger from its beginning.
    let genesis: Genesis
    /// Keeps what the story's members do not put on the ledger.
    let vaults: StoryVaults
    private let node: LedgerNode
    private let clock: StoryClock
    private let signers: [String: TransactionSigner]
    /// The ids of the story's proposals, in its order.
    private let proposals = ProposalBook()

    /// Makes a ledger in a directory that holds none, and opens it.
    init(
        in directory: DataDirectory,
        _ cast: StoryCast,
        observer: BlockObserver? = nil
    ) async throws {
        let keys = cast.makeKeys()
        genesis = try cast.genesis(keys: keys)
        try await LedgerSetup.create(genesis, keys: keys, in: directory)
        vaults = try StoryVaults(of: keys, in: directory, ledger: StoryCast.origin)
        let clock = StoryClock(cast.foundingTime)
        self.clock = clock
        node = try LedgerSetup.open(directory, observer: observer, now: clock.now)
        signers = Dictionary(
            uniqueKeysWithValues: keys.map {
                ($0.memberID, TransactionSigner(ledger: StoryCast.origin, keys: $0))
            }
        )
    }

    /// Runs the ledger while `body` plays.
    func run<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let node = node
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await node.run() }
            defer { node.shutDown() }
            let value = try await body()
            try vaults.close()
            node.shutDown()
            try await group.waitForAll()
            return value
        }
    }

    /// The number of leaves of the log.
    var treeSize: UInt64 {
        get async { await node.treeSize() }
    }

    /// Signs a batch, and verifies it as any node would, on all cores.
    func sign(_ batch: [Intent]) throws -> SignedBatch {
        try vaults.check()
        guard let last = batch.last else { return SignedBatch(intents: [], transactions: []) }
        let known = proposals.ids
        let transactions = try ParallelMap.map(batch) { intent in
            guard let signer = signers[intent.memberID] else {
                throw StoryError.unknownMember(intent.memberID)
            }
            guard let command = intent.command(proposals: known) else {
                throw StoryError.unknownProposal(intent.proposal ?? 0)
            }
            return try node.verify(
                signer.sign(
                    command,
                    occurredMs: intent.occurred,
                    validUntilMs: last.time + Rulebook.longestValidity / 2
                )
            )
        }
        for (intent, transaction) in zip(batch, transactions) where intent.isProposal {
            proposals.add(transaction.id)
        }
        return SignedBatch(intents: batch, transactions: transactions)
    }

    /// Has a batch ordered, at the time of its last intent, and waits until it is durable.
    func commit(_ batch: SignedBatch) async throws {
        guard let last = batch.intents.last else { return }
        clock.advance(to: last.time)
        let results = await node.submit(inOrder: batch.transactions)
        for (intent, result) in zip(batch.intents, results) {
            if case .refused(let refusal) = try result.get().verdict {
                throw StoryError.refused(intent.command.typeName, refusal)
            }
        }
    }
}

/// Intents with their signed transactions.
struct SignedBatch: Sendable {
    let intents: [Intent]
    let transactions: [VerifiedTransaction]
}

/// The proposals that a story has signed; its batches are signed one after the other.
private final class ProposalBook: Sendable {
    private let known: Mutex<[Digest]> = Mutex([])

    var ids: [Digest] { known.withLock(\.self) }

    func add(_ id: Digest) { known.withLock { $0.append(id) } }
}

/// Why a story could not be played.
enum StoryError: Error, CustomStringConvertible {
    /// The story names a member that it does not introduce.
    case unknownMember(String)
    /// The story approves of what it has not proposed on a day before.
    case unknownProposal(Int)
    /// The rules refused what the story does.
    case refused(String, Refusal)

    var description: String {
        switch self {
        case .unknownMember(let id): "The story has no member \(id)."
        case .unknownProposal(let number): "The story has not made its proposal \(number) yet."
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
