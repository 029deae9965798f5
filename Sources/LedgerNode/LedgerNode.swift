public import CycladeSchema
import Finality
import FoundationEssentials
import MerkleLog
public import Rulebook
public import ServiceLifecycle
import Verification
public import Vocabulary

/// Is told, block by block and in order, what the accepted transactions did.
///
/// Called on the thread that writes the ledger, once the block is durable: it hands on and returns.
public typealias BlockObserver = @Sendable ([AppliedTransaction]) -> Void

/// An organisation's node: it admits transactions, executes what is ordered, and answers with proofs.
///
/// ```swift
/// let node = try LedgerNode(opening: directory, keyring: keyring, memberID: "operator")
/// async let running: Void = node.run()
/// let outcome = try await node.submit(bytes)
/// let receipt = try await node.receipt(for: outcome.id)
/// ```
///
/// ## Lifecycle
///
/// A `Service`: ``run()`` returns on graceful shutdown, once everything admitted is answered, and
/// throws when the disk fails. Reading works before, while and after it runs.
public final class LedgerNode: Service {
    /// The ledger's origin: its name in transactions and checkpoints.
    public let origin: String

    /// Answers from memory and disk.
    public let queries: LedgerQueries

    private let store: LedgerStore
    private let engine: LedgerEngine
    private let index: TransactionIndex
    private let lock: DirectoryLock
    private let replayed: ReplayWindow
    private let keys: KeyTable
    private let memberID: String
    private let now: @Sendable () -> UInt64
    private let pool: TransactionPool

    /// Makes a ledger in a directory that holds none, and seals its genesis as block 0.
    public static func create(
        in directory: DataDirectory,
        genesis: Genesis,
        keyring: NodeKeyring
    ) async throws {
        try directory.make()
        let lock = try directory.lock()
        defer { lock.release() }
        guard !directory.holdsLedger else {
            throw StoreError.ledgerExists(directory: directory.path)
        }
        let bytes = encoded(genesis)
        do {
            let store = try LedgerStore(path: directory.ledgerFile, isNew: true)
            try store.write(genesis: bytes)
            let restored = try RestoredLedger(from: store)
            let engine = LedgerEngine(restored: restored, store: store, keyring: keyring)
            try await engine.found(genesis, bytes: bytes)
            try store.close()
        } catch {
            // A ledger without its first block is none.
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: directory.ledgerFile + suffix)
            }
            if let refusal = error as? Refusal {
                throw StoreError.genesis("\(refusal.field): \(refusal.explanation)")
            }
            throw error
        }
    }

    /// Opens the ledger in `directory` for writing.
    ///
    /// - Parameters:
    ///   - directory: Where the ledger is.
    ///   - keyring: Signs checkpoints.
    ///   - memberID: The member whose node this is: the proposer of its batches.
    ///   - queueCapacity: How many transactions may wait for a batch before others are told to
    ///     come back.
    ///   - observer: Is told of each block from now on.
    ///   - now: The clock, in Unix milliseconds.
    /// - Throws: ``StoreError``, also when what is stored contradicts itself.
    public init(
        opening directory: DataDirectory,
        keyring: NodeKeyring,
        memberID: String,
        queueCapacity: Int = 65_536,
        observer: BlockObserver? = nil,
        now: @escaping @Sendable () -> UInt64 = LedgerNode.systemClock
    ) throws {
        guard directory.holdsLedger else { throw StoreError.noLedger(directory: directory.path) }
        lock = try directory.lock()
        store = try LedgerStore(path: directory.ledgerFile)
        let restored = try RestoredLedger(from: store)
        origin = restored.origin
        let records = restored.records
        replayed = restored.replayed
        keys = restored.keys
        index = try TransactionIndex(
            path: directory.viewsFile,
            ledger: store,
            treeSize: restored.head?.treeSize ?? 0
        )
        engine = LedgerEngine(
            restored: restored,
            store: store,
            keyring: keyring,
            observer: observer
        )
        queries = LedgerQueries(store: store, records: records, state: engine)
        pool = TransactionPool(capacity: queueCapacity)
        self.memberID = memberID
        self.now = now
    }

    /// The system's clock, in Unix milliseconds.
    public static func systemClock() -> UInt64 {
        UInt64(max(0, Date().timeIntervalSince1970) * 1_000)
    }

    /// What `PRAGMA synchronous` says of the connection that commits: 2 is FULL.
    public func synchronous() throws(StoreError) -> Int {
        try store.pragma("synchronous") ?? -1
    }

    /// The number of leaves of the log.
    public func treeSize() async -> UInt64 { await engine.newest?.treeSize ?? 0 }

    /// Says where this node answers, for those who find the directory held.
    public func publish(address: String) {
        lock.publish(address: address)
    }

    /// Orders, executes and answers until graceful shutdown or a failure of the disk.
    public func run() async throws {
        let height = await engine.newest?.height ?? 0
        let start = SequencePosition(height)
        let sequencer = EmbeddedSequencer(after: start)
        let inFlight = InFlightBatches()
        let pipeline = PipelineExecutor(label: "ledger-pipeline")
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask(executorPreference: pipeline) {
                    try await self.propose(to: sequencer, inFlight)
                }
                group.addTask(executorPreference: pipeline) {
                    try await self.execute(sequencer.batches(after: start), inFlight)
                }
                // Writing waits for the disk, so it has a thread of its own too.
                let views = PipelineExecutor(label: "ledger-views")
                group.addTask(executorPreference: views) {
                    try await self.index.foldUntilStopped()
                }
                do {
                    // The first two end by themselves; folding ends when they have.
                    try await group.next()
                    try await group.next()
                    index.stop()
                    try await group.waitForAll()
                } catch {
                    let waiting = pool.abandon()
                    await sequencer.stop()
                    index.stop()
                    for admitted in inFlight.takeAll() + waiting {
                        admitted.reply(.failure(.indeterminate))
                    }
                    throw error
                }
            }
        } onGracefulShutdown: {
            self.pool.close()
        }
        lock.publish(address: "")
    }

    /// Admits nothing more; ``run()`` returns once everything admitted is answered.
    public func shutDown() {
        pool.close()
    }
}

// MARK: - Reading

extension LedgerNode {
    /// The receipt of a transaction that was ordered: its outcome, and every proof of it.
    ///
    /// - Parameters:
    ///   - id: The transaction's id.
    ///   - keys: Texts of record keys to prove as well, such as `battery/001PE…`.
    /// - Returns: `nil` when no transaction of this id was ordered.
    /// - Throws: ``StoreError`` when the ledger cannot be read or is damaged.
    public func receipt(for id: Digest, proving keys: [String] = []) async throws -> Receipt? {
        for leaf in try index.candidates(for: id) {
            let receipt = try await queries.receipt(of: id, at: leaf, proving: keys)
            if let receipt { return receipt }
        }
        return nil
    }
}

// MARK: - Writing

extension LedgerNode {
    /// Submits a signed transaction and waits for its outcome.
    ///
    /// The signature is verified here, on the caller's task, so that callers use all cores.
    ///
    /// - Parameter bytes: A serialized `Transaction`.
    /// - Returns: The outcome, once it is durable.
    /// - Throws: ``SubmissionError`` when it was not ordered.
    @concurrent
    public func submit(_ bytes: [UInt8]) async throws(SubmissionError) -> Outcome {
        let transaction: SignedTransaction
        do throws(Refusal) {
            transaction = try admit(bytes)
        } catch {
            throw .refused(error)
        }
        let result = await withCheckedContinuation { reply in
            let admitted = Admitted(transaction: transaction) { reply.resume(returning: $0) }
            if let error = pool.add(admitted) { reply.resume(returning: .failure(error)) }
        }
        return try result.get()
    }

    /// Checks form and signature of a transaction that is to be submitted later.
    ///
    /// - Parameter bytes: A serialized `Transaction`.
    /// - Returns: What ``submit(inOrder:)`` takes.
    /// - Throws: The refusal, when it is malformed, for another ledger, or badly signed.
    public func verify(_ bytes: [UInt8]) throws(Refusal) -> VerifiedTransaction {
        let transaction = try read(bytes)
        try checkSignature(of: transaction)
        return VerifiedTransaction(transaction)
    }

    /// Submits transactions that are to be ordered as they stand, and waits for them all.
    ///
    /// As many as fit are ordered in one block.
    ///
    /// - Parameter list: Transactions of which later ones may rest on earlier ones.
    /// - Returns: The outcome of each, or why it was not ordered.
    @concurrent
    public func submit(
        inOrder list: [VerifiedTransaction]
    ) async -> [Result<Outcome, SubmissionError>] {
        let answers = OrderedAnswers(count: list.count)
        return await withCheckedContinuation { continuation in
            answers.onceComplete { continuation.resume(returning: $0) }
            var admitted: [Admitted] = []
            for (index, verified) in list.enumerated() {
                do throws(Refusal) {
                    try checkTime(of: verified.transaction)
                    admitted.append(
                        Admitted(transaction: verified.transaction) { answers[index] = $0 }
                    )
                } catch {
                    answers[index] = .failure(.refused(error))
                }
            }
            guard let error = pool.add(contentsOf: admitted) else { return }
            for waiting in admitted { waiting.reply(.failure(error)) }
        }
    }

    /// Checks all that can be checked without the order, what is cheap first.
    private func admit(_ bytes: [UInt8]) throws(Refusal) -> SignedTransaction {
        let transaction = try read(bytes)
        try checkTime(of: transaction)
        try checkSignature(of: transaction)
        return transaction
    }

    private func read(_ bytes: [UInt8]) throws(Refusal) -> SignedTransaction {
        let transaction: SignedTransaction
        do throws(TransactionFormError) {
            transaction = try SignedTransaction(bytes)
        } catch {
            throw Refusal(error)
        }
        guard transaction.body.ledger == origin else {
            throw Refusal(.wrongLedger, "ledger", "This ledger is \(origin).")
        }
        return transaction
    }

    private func checkTime(of transaction: SignedTransaction) throws(Refusal) {
        try Rulebook.checkValidity(of: transaction.body, at: now())
        guard !replayed.contains(transaction.id) else {
            throw Refusal(.replayed, "", "It was ordered before: look its outcome up by its id.")
        }
    }

    private func checkSignature(of transaction: SignedTransaction) throws(Refusal) {
        guard transaction.isSigned(by: try keys.key(for: transaction.body)) else {
            throw Refusal(.badSignature, "signature", "The named key did not sign this body.")
        }
    }

    private func propose(
        to sequencer: EmbeddedSequencer,
        _ inFlight: InFlightBatches
    ) async throws {
        var number: UInt64 = 0
        var previous = Data()
        while let admitted = await pool.cut() {
            number += 1
            var batch = Batch()
            batch.ledger = origin
            batch.memberID = memberID
            batch.number = number
            batch.previousBatch = previous
            batch.clockMs = now()
            batch.transactions = admitted.map { Data($0.transaction.bytes) }
            inFlight.put(admitted, number: number)
            let bytes = encoded(batch)
            previous = Data(BatchDigest.of(bytes).bytes)
            do {
                try await sequencer.submit(EncodedBatch(batch, bytes: bytes))
            } catch {
                for waiting in inFlight.take(number: number) {
                    waiting.reply(.failure(.indeterminate))
                }
                throw error
            }
        }
        await sequencer.stop()
    }

    private func execute(
        _ batches: EmbeddedSequencer.Batches,
        _ inFlight: InFlightBatches
    ) async throws {
        for try await ordered in batches {
            let batch = ordered.encoded
            let admitted = inFlight.take(number: batch.batch.number)
            // Given up meanwhile, and answered: there is nobody to execute it for.
            guard admitted.count == batch.batch.transactions.count else {
                throw StoreError.io("the node stopped before batch \(batch.batch.number)")
            }
            do {
                let transactions = admitted.map(\.transaction)
                let block = try await engine.execute(transactions, of: batch)
                index.add(block.outcomes, treeSize: block.treeSize)
                for (waiting, outcome) in zip(admitted, block.outcomes) {
                    waiting.reply(outcome.asResult)
                }
            } catch {
                for waiting in admitted {
                    waiting.reply(.failure(.indeterminate))
                }
                throw error
            }
            pool.settle()
        }
    }
}

extension Outcome? {
    /// The answer to whoever submitted it; no outcome means that its id was used up.
    fileprivate var asResult: Result<Outcome, SubmissionError> {
        guard let self else {
            let refusal = Refusal(.replayed, "", "It was ordered before: look up its outcome.")
            return .failure(.refused(refusal))
        }
        return .success(self)
    }
}

extension Refusal {
    fileprivate init(_ error: TransactionFormError) {
        switch error {
        case .tooLarge(let count):
            self.init(.tooLarge, "", "\(count) bytes are more than 60,000.")
        case .encoding(.undecodable):
            self.init(.malformed, "", "The bytes are not a Transaction.")
        case .encoding(.unknownValue), .encoding(.notCanonical):
            self.init(.notCanonical, "", "Encode it with known fields and values only, in order.")
        case .nonce:
            self.init(.malformed, "nonce", "A nonce is 16 bytes.")
        case .signatureRange:
            self.init(.badSignature, "signature", "A signature is 64 bytes r ‖ s with low s.")
        }
    }
}
