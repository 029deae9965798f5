import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import StateMap
import SwiftProtobuf
import Verification
import Vocabulary

/// Re-verifies a ledger entry by entry: signatures, rules, roots and links.
///
/// Believes nothing that is stored but the genesis and the entries: records, tree and roots are made
/// anew, and compared with what the seals say.
struct LedgerAudit: ~Copyable {
    private let origin: String
    private let records = RecordStore()
    private let keys: KeyTable
    private let state: LedgerState
    private var map = StateMap()
    private var tree = LogTree()
    private var previous: SealEntry?
    private var used: Set<Digest> = []
    /// The entries of the block that is being read.
    private var open: [(entry: Entry, bytes: [UInt8])] = []
    private(set) var report = AuditReport()

    private let observer: BlockObserver?

    init(origin: String, observer: BlockObserver? = nil) {
        self.origin = origin
        self.observer = observer
        keys = KeyTable(records: records)
        state = LedgerState(over: records)
    }

    /// The root of the tree so far.
    var root: Digest { tree.root }

    /// Reads the next entry of the log.
    mutating func read(_ bytes: [UInt8], genesis: [UInt8]) throws {
        let leaf = tree.size + UInt64(open.count)
        let entry: Entry
        do {
            entry = try Canonical.decode(Entry.self, from: bytes)
        } catch {
            throw AuditFinding.entry(leaf: leaf, "it is not in its one encoding: \(error)")
        }
        let height = previous.map { $0.height + 1 } ?? 0
        guard entry.height == height, entry.index == UInt32(open.count) else {
            throw AuditFinding.entry(leaf: leaf, "it says that it is elsewhere in the log")
        }
        open.append((entry, bytes))
        guard case .seal = entry.content else { return }
        try close(bytes, genesis: genesis)
    }

    /// Whether the last entry read was a seal.
    var isComplete: Bool { open.isEmpty && previous != nil }

    /// Executes the block whose seal was read, and compares.
    private mutating func close(_ bytes: [UInt8], genesis: [UInt8]) throws {
        let height = previous.map { $0.height + 1 } ?? 0
        let seal: SealEntry
        do {
            seal = try SealEntry(entry: bytes)
            if let previous { try SealChain.check(seal, follows: previous) }
        } catch {
            throw AuditFinding.seal(height: height, "\(error)")
        }
        if previous == nil {
            try found(seal, genesis)
        } else {
            try execute(seal)
        }
        let (changed, _) = state.takeChanges()
        let stored = changed.map { StoredBytes(path: $0.path, bytes: encoded($0.record)) }
        try map.update(
            stored.map {
                StateMap.Change(path: $0.path, valueHash: StateMap.valueHash(of: $0.bytes))
            }
        )
        guard map.root == seal.stateRoot else {
            throw AuditFinding.seal(height: height, "the rules lead to another state root")
        }
        records.install(stored)
        keys.reset()
        _ = tree.append(open.map { LogHash.leaf($0.bytes) })
        report.blocks += 1
        report.transactions += UInt64(open.count - 1)
        report.refusals += UInt64(seal.refusals.count)
        report.records = records.count
        report.treeSize = tree.size
        report.root = tree.root
        previous = seal
        open.removeAll(keepingCapacity: true)
    }

    private mutating func found(_ seal: SealEntry, _ bytes: [UInt8]) throws {
        guard seal.batchDigest == GenesisDigest.of(bytes), open.count == 1 else {
            throw AuditFinding.genesis("block 0 seals another one")
        }
        do {
            let genesis = try Genesis(serializedBytes: bytes)
            let founding = try AppliedTransaction(founding: genesis)
            state.begin(leaf: 0)
            for event in founding.events { event.apply(to: state) }
            observer?([founding])
        } catch {
            throw AuditFinding.genesis("\(error)")
        }
    }

    private mutating func execute(_ seal: SealEntry) throws {
        let entries = open.dropLast()
        var transactions: [SignedTransaction] = []
        for (offset, item) in entries.enumerated() {
            let leaf = tree.size + UInt64(offset)
            guard item.entry.timeMs == seal.timeMs else {
                throw AuditFinding.entry(leaf: leaf, "its time is not its block's")
            }
            do {
                transactions.append(try SignedTransaction(Array(item.entry.transaction)))
            } catch {
                throw AuditFinding.transaction(leaf: leaf, "\(error)")
            }
        }
        try checkSignatures(transactions)
        var applied: [AppliedTransaction] = []
        for refusal in seal.refusals { try use(refusal.transactionID, at: seal.height) }
        for (offset, transaction) in transactions.enumerated() {
            let leaf = tree.size + UInt64(offset)
            try use(transaction.id, at: seal.height)
            guard transaction.body.ledger == origin else {
                throw AuditFinding.transaction(leaf: leaf, "it is for another ledger")
            }
            state.begin(leaf: leaf)
            let ordered = OrderedTransaction(id: transaction.id, body: transaction.body)
            do {
                let events = try Rulebook.decide(ordered, at: seal.timeMs, in: state)
                for event in events { event.apply(to: state) }
                guard observer != nil else { continue }
                applied.append(
                    AppliedTransaction(
                        leaf: leaf,
                        blockTime: seal.timeMs,
                        body: transaction.body,
                        events: events
                    )
                )
            } catch {
                throw AuditFinding.transaction(
                    leaf: leaf,
                    "the rules refuse it: \(error.code) \(error.field)"
                )
            }
        }
        observer?(applied)
    }

    private mutating func use(_ id: Digest, at height: UInt64) throws {
        guard used.insert(id).inserted else {
            throw AuditFinding.seal(height: height, "transaction \(id) was used up before")
        }
    }

    /// Verifies the signatures of a block on all cores.
    private func checkSignatures(_ transactions: [SignedTransaction]) throws {
        let jobs = try transactions.enumerated().map { offset, transaction in
            do throws(Refusal) {
                return (transaction, try keys.key(for: transaction.body))
            } catch {
                let leaf = tree.size + UInt64(offset)
                throw AuditFinding.transaction(leaf: leaf, "its key may not sign: \(error.code)")
            }
        }
        let first = tree.size
        try Cores.forEach(0..<jobs.count) { offset in
            guard jobs[offset].0.isSigned(by: jobs[offset].1) else {
                let leaf = first + UInt64(offset)
                throw AuditFinding.transaction(leaf: leaf, "its signature is bad")
            }
        }
    }
}
