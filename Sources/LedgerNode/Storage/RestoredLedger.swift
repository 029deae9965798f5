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
            try snapshot.forEachRunOfChanges { try records.restore(from: $0) }
            return try Self.readLog(snapshot)
        }
        let shares = forWriting ? try Self.recentShares(in: store, before: head) : []
        replayed.reserve(shares.reduce(0) { $0 + $1.count })
        let built = Mutex(StateMap())
        // Both take seconds where there are millions of records.
        try Cores.forEach(0..<shares.count + 1) { number in
            if number == 0 {
                try built.withLock { $0 = try records.stateMap() }
            } else {
                try Self.use(shares[number - 1], of: store, in: replayed)
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

    /// Compares what was rebuilt with the last seal and the last checkpoint.
    private static func check(_ head: Head, stateRoot: Digest, tree: LogTree) throws {
        let entry = try Entry(serializedBytes: head.seal)
        guard entry.seal.height == head.height, entry.seal.timeMs == head.timeMs else {
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

    /// The entries whose ids would still be valid, in shares for all cores: a node that was busy
    /// has millions.
    private static func recentShares(
        in store: LedgerStore,
        before head: Head?
    ) throws -> [Range<UInt64>] {
        guard let head else { return [] }
        let oldest = head.timeMs - min(head.timeMs, Rulebook.longestValidity)
        let block = try store.read { try $0.firstBlock(since: oldest) }
        guard let first = block?.firstLeaf, first < head.treeSize else {
            throw StoreError.corrupt("the rows of the newest blocks")
        }
        let share: UInt64 = 16_384
        return stride(from: first, to: head.treeSize, by: Int(share)).map {
            $0..<min($0 + share, head.treeSize)
        }
    }

    /// Uses up the ids in these entries.
    private static func use(
        _ leaves: Range<UInt64>,
        of store: LedgerStore,
        in replayed: ReplayWindow
    ) throws {
        var used: [(id: Digest, validUntil: UInt64)] = []
        used.reserveCapacity(Int(leaves.upperBound - leaves.lowerBound))
        try store.read { snapshot in
            try snapshot.forEachEntry(at: leaves) { _, entry in
                try EntryOutcomes.forEach(in: entry) { used.append(($0, $1)) }
            }
        }
        replayed.insert(all: used)
    }
}
