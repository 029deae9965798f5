import CycladeSchema
import Finality
import FoundationEssentials
import MerkleLog
import Rulebook
import StateMap
import Verification
import Vocabulary

/// The one writer of the ledger: it executes ordered batches, commits blocks, and proves records.
///
/// ## Concurrency
///
/// Runs on a thread of its own, one block at a time, without suspending in between: what it proves
/// always belongs to one committed block.
actor LedgerEngine {
    private nonisolated let executor = SerialQueueExecutor(label: "ledger-engine")
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let store: LedgerStore
    private let records: RecordStore
    private let replayed: ReplayWindow
    private let keys: KeyTable
    private let keyring: NodeKeyring
    private let origin: String
    private let observer: BlockObserver?

    private let state: LedgerState
    private var map: StateMap
    private var tree: LogTree
    private var head: Head?
    private var rolling: RollingCopy
    /// Set when memory has gone ahead of the disk: nothing is written after that.
    private var failure: StoreError?

    init(
        restored: consuming RestoredLedger,
        store: LedgerStore,
        keyring: NodeKeyring,
        observer: BlockObserver? = nil
    ) {
        self.store = store
        self.observer = observer
        self.keyring = keyring
        records = restored.records
        replayed = restored.replayed
        keys = restored.keys
        origin = restored.origin
        state = LedgerState(over: restored.records)
        tree = restored.tree
        head = restored.head
        rolling = RollingCopy(startingAt: restored.head.map { $0.height + 1 } ?? 0)
        map = restored.map
    }

    /// The newest block.
    var newest: Head? { head }

    /// Seals the first state as block 0.
    func found(_ genesis: Genesis, bytes: [UInt8]) throws {
        var block = BlockBuilder(after: nil, clockMs: genesis.timeMs)
        state.begin(leaf: 0)
        let events = try Rulebook.found(genesis, in: state)
        for event in events { event.apply(to: state) }
        try commit(&block, batchDigest: GenesisDigest.of(bytes), proposer: "")
    }

    /// Executes a batch and commits its block.
    ///
    /// - Returns: The outcome of each transaction, in the batch's order, `nil` for one whose id was
    ///   used up before, which leaves no trace; and the size of the tree with the block.
    func execute(
        _ transactions: [SignedTransaction],
        of encodedBatch: EncodedBatch
    ) throws(StoreError) -> (outcomes: [Outcome?], treeSize: UInt64) {
        if let failure { throw failure }
        let batch = encodedBatch.batch
        var block = BlockBuilder(
            after: head,
            clockMs: batch.clockMs,
            isObserved: observer != nil
        )
        replayed.forget(before: block.timeMs)
        let verdicts = zip(transactions, batch.transactions).map {
            transaction,
            bytes -> Outcome.Verdict? in
            let isNew = replayed.insert(transaction.id, validUntil: transaction.body.validUntilMs)
            return isNew ? block.execute(transaction, bytes: bytes, in: state) : nil
        }
        do {
            let digest = BatchDigest.of(encodedBatch.bytes)
            try commit(&block, batchDigest: digest, proposer: batch.memberID)
        } catch {
            failure = error
            throw error
        }
        if transactions.contains(where: \.body.changesKeys) { keys.reset() }
        observer?(block.applied)
        let outcomes = zip(transactions, verdicts).map { transaction, verdict in
            verdict.map {
                Outcome(
                    id: transaction.id,
                    height: block.height,
                    timeMs: block.timeMs,
                    verdict: $0
                )
            }
        }
        return (outcomes, tree.size)
    }

    private func commit(
        _ block: inout BlockBuilder,
        batchDigest: Digest,
        proposer: String
    ) throws(StoreError) {
        let (changed, links) = state.takeChanges()
        let stored = changed.map { StoredBytes(path: $0.path, bytes: encoded($0.record)) }
        let changes = stored.map {
            StateMap.Change(path: $0.path, valueHash: StateMap.valueHash(of: $0.bytes))
        }
        let transactionCount = UInt64(block.entries.count)
        let checkpoint: [UInt8]
        let tiles: [LogTree.TileUpdate]
        do {
            try map.update(changes)
            block.seal(
                previous: head?.sealHash,
                stateRoot: map.root,
                batchDigest: batchDigest,
                proposer: proposer
            )
            tiles = tree.append(block.entries.map { LogHash.leaf($0) })
            let text = try Checkpoint(origin: origin, size: tree.size, root: tree.root)
            checkpoint = try keyring.sign(text, time: block.timeMs / 1_000).encoded
        } catch {
            throw .io("the block cannot be sealed: \(error)")
        }
        let row = BlockRow(
            height: block.height,
            firstLeaf: block.firstLeaf,
            transactionCount: transactionCount,
            timeMs: block.timeMs
        )
        let copy = records.rollingCopy(stored.count)
        let entries = try Self.runs(of: block.entries, from: block.firstLeaf)
        try store.commit(
            BlockCommit(
                row: row,
                links: HistoryLinks.encode(links),
                entries: entries,
                tiles: tiles,
                changes: ChangeBlob.encode(stored + copy.records),
                checkpoint: checkpoint,
                oldestChange: rolling.oldestNeeded(at: block.height, isComplete: copy.isComplete)
            )
        )
        records.install(stored)
        head = Head(
            height: block.height,
            timeMs: block.timeMs,
            sealLeaf: row.sealLeaf,
            seal: block.entries[block.entries.count - 1],
            checkpoint: checkpoint
        )
    }

    /// The entries of a block, parted where a bundle ends.
    private static func runs(
        of entries: [[UInt8]],
        from firstLeaf: UInt64
    ) throws(StoreError) -> [EntryRun] {
        var runs: [EntryRun] = []
        var rest = entries[...]
        var leaf = firstLeaf
        while !rest.isEmpty {
            let width = UInt64(EntryBundle.maximumCount)
            let run = rest.prefix(Int(width - leaf % width))
            var bundle = EntryBundle()
            do {
                for entry in run { try bundle.append(entry) }
            } catch {
                throw .io("an entry does not fit its bundle: \(error)")
            }
            runs.append(EntryRun(firstLeaf: leaf, bytes: bundle.bytes))
            leaf += UInt64(run.count)
            rest = rest.dropFirst(run.count)
        }
        return runs
    }
}

// MARK: - Proving

extension LedgerEngine: ProvableState {
    func prove(_ paths: [Digest]) -> ProvenPaths {
        ProvenPaths(
            head: head,
            records: paths.map { (records.bytes(at: $0), map.proof(for: $0)) }
        )
    }
}

/// Which change blobs are still needed; see ``RecordStore/rollingCopy(_:)``.
private struct RollingCopy {
    /// The height at which the present pass over all records began, and the one before it.
    private var passStart: UInt64
    private var needed: UInt64 = 0

    init(startingAt height: UInt64) {
        passStart = height
    }

    /// The lowest height whose blob is needed once the block of `height` is committed.
    mutating func oldestNeeded(at height: UInt64, isComplete: Bool) -> UInt64 {
        if isComplete {
            needed = passStart
            passStart = height + 1
        }
        return needed
    }
}

extension TransactionBody {
    /// Whether the transaction may change who signs.
    fileprivate var changesKeys: Bool {
        switch command {
        case .admitMember, .suspendMember, .reinstateMember, .approve, .rotateKey, .revokeKey: true
        default: false
        }
    }
}
