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
    private let directory: DataDirectory
    private let node: LedgerNode
    private let clock: StoryClock
    private let keyring: StoryKeyring
    private let references = ReferenceBook()

    /// Makes a ledger in a directory that holds none, and opens it.
    init(
        in directory: DataDirectory,
        _ cast: StoryCast,
        observer: BlockObserver? = nil
    ) async throws {
        self.directory = directory
        let keys = cast.makeKeys()
        genesis = try cast.genesis(keys: keys)
        try await LedgerSetup.create(genesis, keys: keys, in: directory)
        vaults = try StoryVaults(of: keys, in: directory, ledger: StoryCast.origin)
        let clock = StoryClock(cast.foundingTime)
        self.clock = clock
        node = try LedgerSetup.open(directory, observer: observer, now: clock.now)
        keyring = StoryKeyring(keys, ledger: StoryCast.origin)
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
        let known = references.noted
        let assignments = try batch.map { intent in
            guard let command = known.command(of: intent) else {
                throw StoryError.unknownReference(intent.command.typeName)
            }
            return try keyring.assign(intent, command)
        }
        let transactions = try ParallelMap.map(assignments) { assignment in
            try node.verify(
                assignment.signer.sign(
                    assignment.command,
                    occurredMs: assignment.intent.occurred,
                    validUntilMs: last.time + Rulebook.longestValidity / 2
                )
            )
        }
        for (intent, transaction) in zip(batch, transactions) {
            if intent.isProposal { references.add(proposal: transaction.id) }
            if case .rotateKey = intent.command {
                try vaults.renewKey(of: intent.memberID, keyring)
            }
        }
        return SignedBatch(intents: batch, transactions: transactions)
    }

    /// Has a batch ordered, at the time of its last intent, and waits until it is durable.
    func commit(_ batch: SignedBatch) async throws {
        guard let last = batch.intents.last else { return }
        clock.advance(to: last.time)
        let results = await node.submit(inOrder: batch.transactions)
        for (intent, result) in zip(batch.intents, results) {
            switch try result.get().verdict {
            case .refused(let refusal):
                throw StoryError.refused(intent.command.typeName, refusal)
            case .accepted(let leaf):
                if intent.isCited { references.add(entry: leaf) }
            }
            if case .revokeKey = intent.command { try writeKey(of: intent.memberID) }
        }
    }

    /// Puts the key that a member signs with now beside the ledger, in place of the former.
    private func writeKey(of memberID: String) throws {
        let file = LedgerSetup.keyFile(of: memberID, in: directory)
        try keyring.newest(of: memberID)?.replace(at: file)
    }
}

/// Intents with their signed transactions.
struct SignedBatch: Sendable {
    let intents: [Intent]
    let transactions: [VerifiedTransaction]
}

/// What a story's intents may refer to; its batches are signed, and ordered, one after the other.
private final class ReferenceBook: Sendable {
    private let references = Mutex(StoryReferences())

    var noted: StoryReferences { references.withLock(\.self) }

    func add(proposal id: Digest) { references.withLock { $0.add(proposal: id) } }

    func add(entry leaf: UInt64) { references.withLock { $0.add(entry: leaf) } }
}

/// Why a story could not be played.
enum StoryError: Error, CustomStringConvertible {
    /// The story names a member that it does not introduce.
    case unknownMember(String)
    /// The story refers to what it did not propose, or have ordered, some days before.
    case unknownReference(String)
    /// The rules refused what the story does.
    case refused(String, Refusal)

    var description: String {
        switch self {
        case .unknownMember(let id): "The story has no member \(id)."
        case .unknownReference(let name): "\(name) refers to what is not on the ledger yet."
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
