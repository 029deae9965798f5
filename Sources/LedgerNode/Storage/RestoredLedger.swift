import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import StateMap
import SwiftProtobuf
import Synchronization
import Verification
import Vocabulary

/// A ledger as the disk gives it back: read, rebuilt, and compared with its last seal.
struct RestoredLedger: ~Copyable {
    let origin: String
    let records: RecordStore
    let replayed: ReplayWindow
    let keys: KeyTable
    let map: StateMap
    let tree: LogTree
    let head: Head?

    /// Rebuilds the ledger in `store`.
    ///
    /// - Parameters:
    ///   - store: The ledger's file; a node may be writing to it.
    ///   - forWriting: Whether the ids that are used up are wanted too.
    /// - Throws: ``StoreError/corrupt(_:)`` when what is stored does not lead to the sealed roots.
    init(from store: LedgerStore, forWriting: Bool = true) throws {
        let records = RecordStore()
        let replayed = ReplayWindow()
        // One snapshot: beside a running node the next one would hold a later block.
        let (origin, tree, head) = try store.read { snapshot in
            try Self.restore(records, from: snapshot)
            return try Self.readLog(snapshot)
        }
        let built = Mutex(StateMap())
        // Both take seconds where there are millions of records.
        try Cores.forEach(0..<2) { half in
            if half == 0 {
                try built.withLock { $0 = try records.stateMap() }
            } else if forWriting, let head {
                try Self.restore(replayed, from: store, at: head)
            }
        }
        let map = built.withLock { map in
            var taken = StateMap()
            swap(&map, &taken)
            return taken
        }
        if let head { try Self.check(head, stateRoot: map.root, tree: tree) }
        self.map = map
        self.records = records
        self.replayed = replayed
        keys = KeyTable(records: records)
        self.origin = origin
        self.tree = tree
        self.head = head
    }

    /// The ledger's name, the tree of its log, and its newest block.
    private static func readLog(
        _ snapshot: LedgerSnapshot
    ) throws -> (origin: String, tree: LogTree, head: Head?) {
        let genesis = try Genesis(serializedBytes: snapshot.genesis())
        guard let block = try snapshot.lastBlock() else { return (genesis.ledger, LogTree(), nil) }
        let size = block.treeSize
        let tree = try LogTree(size: size) { tile in
            try snapshot.hashes(of: tile, width: tile.width(treeSize: size))
        }
        let head = Head(
            height: block.height,
            timeMs: block.timeMs,
            sealLeaf: block.sealLeaf,
            seal: try snapshot.entry(at: block.sealLeaf),
            checkpoint: try snapshot.checkpoint()
        )
        return (genesis.ledger, tree, head)
    }

    private static func restore(_ records: RecordStore, from snapshot: LedgerSnapshot) throws {
        try snapshot.forEachChange { height, blob in
            guard let changed = ChangeBlob.decode(blob) else {
                throw StoreError.corrupt("the changes of block \(height)")
            }
            records.install(changed)
        }
    }

    /// Compares what was rebuilt with the last seal and the last checkpoint.
    private static func check(_ head: Head, stateRoot: Digest, tree: LogTree) throws {
        let entry = try Entry(serializedBytes: head.seal)
        guard entry.seal.height == head.height else {
            throw StoreError.corrupt("the last entry is not the seal of block \(head.height)")
        }
        guard Digest(entry.seal.stateRoot) == stateRoot else {
            throw StoreError.corrupt("the records do not lead to the state root of the last seal")
        }
        let note = try SignedNote(parsing: head.checkpoint)
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.size == tree.size, checkpoint.root == tree.root else {
            throw StoreError.corrupt("the tiles do not lead to the root of the last checkpoint")
        }
    }

    /// Uses up the ids that the log shows and that would still be valid, on all cores: a node that
    /// was busy has millions.
    private static func restore(
        _ replayed: ReplayWindow,
        from store: LedgerStore,
        at head: Head
    ) throws {
        let oldest = head.timeMs - min(head.timeMs, Rulebook.longestValidity)
        guard let first = try store.read({ try $0.firstBlock(since: oldest)?.firstLeaf }) else {
            return
        }
        let share: UInt64 = 16_384
        let shares = Int((head.treeSize - first + share - 1) / share)
        try Cores.forEach(0..<shares) { number in
            let start = first + UInt64(number) * share
            try store.read { snapshot in
                try snapshot.forEachEntry(at: start..<min(start + share, head.treeSize)) {
                    _,
                    bytes in
                    try use(Entry(serializedBytes: bytes), in: replayed)
                }
            }
        }
    }

    private static func use(_ entry: Entry, in replayed: ReplayWindow) throws {
        switch entry.content {
        case .transaction(let bytes):
            let body = try Transaction(serializedBytes: bytes).body
            let validUntil = try TransactionBody(serializedBytes: body).validUntilMs
            _ = replayed.insert(TransactionDigest.id(ofBody: body), validUntil: validUntil)
        case .seal(let seal):
            for refusal in seal.refusals {
                guard let id = Digest(refusal.transactionID) else { continue }
                _ = replayed.insert(id, validUntil: seal.timeMs + Rulebook.longestValidity)
            }
        case nil:
            throw StoreError.corrupt("an entry is empty")
        }
    }
}
