import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import StateMap
import SwiftProtobuf
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
    let bundle: EntryBundle
    let head: Head?

    /// Rebuilds the ledger in `store`.
    ///
    /// - Throws: ``StoreError/corrupt(_:)`` when what is stored does not lead to the sealed roots.
    init(from store: LedgerStore) throws {
        let records = RecordStore()
        let replayed = ReplayWindow()
        var read: (origin: String, tree: LogTree, bundle: EntryBundle, head: Head?)?
        try store.read { snapshot in
            let genesis = try Genesis(serializedBytes: snapshot.genesis())
            try snapshot.forEachChange { height, blob in
                guard let changed = ChangeBlob.decode(blob) else {
                    throw StoreError.corrupt("the changes of block \(height)")
                }
                records.install(changed)
            }
            guard let block = try snapshot.lastBlock() else {
                read = (genesis.ledger, LogTree(), EntryBundle(), nil)
                return
            }
            let size = block.treeSize
            let tree = try LogTree(size: size) { tile in
                try snapshot.hashes(of: tile, width: tile.width(treeSize: size))
            }
            let width = size % UInt64(EntryBundle.maximumCount)
            let number = size / UInt64(EntryBundle.maximumCount)
            let bundle = width == 0 ? EntryBundle() : try snapshot.bundle(number)
            let head = Head(
                height: block.height,
                timeMs: block.timeMs,
                sealLeaf: block.sealLeaf,
                seal: try snapshot.entry(at: block.sealLeaf),
                checkpoint: try snapshot.checkpoint()
            )
            try Self.restore(replayed, from: snapshot, at: head)
            read = (genesis.ledger, tree, bundle, head)
        }
        guard let read else { throw StoreError.corrupt("it cannot be read") }
        let map = try records.stateMap()
        if let head = read.head { try Self.check(head, stateRoot: map.root, tree: read.tree) }
        self.map = map
        self.records = records
        self.replayed = replayed
        keys = KeyTable(records: records)
        origin = read.origin
        tree = read.tree
        bundle = read.bundle
        head = read.head
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

    /// Uses up the ids that the log shows and that would still be valid.
    private static func restore(
        _ replayed: ReplayWindow,
        from snapshot: LedgerSnapshot,
        at head: Head
    ) throws {
        let oldest = head.timeMs - min(head.timeMs, Rulebook.longestValidity)
        guard let first = try snapshot.firstBlock(since: oldest) else { return }
        var leaf = first.firstLeaf
        while leaf < head.treeSize {
            let bundle = try snapshot.bundle(leaf / UInt64(EntryBundle.maximumCount))
            let start = Int(leaf % UInt64(EntryBundle.maximumCount))
            guard start < bundle.count else {
                throw StoreError.corrupt("entry \(leaf) is missing")
            }
            for bytes in bundle[start...] {
                try use(Entry(serializedBytes: Array(bytes)), in: replayed)
            }
            leaf += UInt64(bundle.count - start)
        }
    }

    private static func use(_ entry: Entry, in replayed: ReplayWindow) throws {
        switch entry.content {
        case .transaction(let bytes):
            let transaction = try SignedTransaction(Array(bytes))
            _ = replayed.insert(transaction.id, validUntil: transaction.body.validUntilMs)
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
