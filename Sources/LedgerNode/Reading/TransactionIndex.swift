import CycladeSchema
import FoundationEssentials
import GRDB
import MerkleLog
import SwiftProtobuf
import Synchronization
import Verification
import Vocabulary

/// Finds the leaf that holds a transaction's outcome by the transaction's id.
///
/// The newest are in memory; older ones in the views' file, written in large sorted batches behind
/// the commit, since a row with a random key costs two pages. A batch is a fixed share of what the
/// file holds, so that several of its rows fall on each page however large the file grows.
final class TransactionIndex: Sendable {
    private struct Recent {
        /// What the file has not got.
        var leaves: [Digest: UInt64] = [:]
        /// What is being written to the file just now.
        var folding: [Digest: UInt64] = [:]
        /// The size of the tree that both and the file cover together.
        var treeSize: UInt64
        var isStopped = false
    }

    private static let foldingInterval = Duration.seconds(1)
    /// The fewest leaves that are worth a batch, and which share of all leaves is enough.
    private static let smallestBatch = (count: 4_096, share: 32)
    /// The most rows in one transaction of the file, so that readers see it move.
    private static let rowsAtOnce = 8_192

    private let database: DatabasePool
    private let recent: Mutex<Recent>

    /// Opens the index at `path` and brings it up to date with the ledger.
    ///
    /// A file that is lost, damaged or ahead of the ledger is made anew.
    init(path: String, ledger: LedgerStore, treeSize: UInt64) throws {
        if let database = try? Self.open(path), try Self.foldedSize(in: database) <= treeSize {
            self.database = database
        } else {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            database = try Self.open(path)
        }
        recent = Mutex(Recent(treeSize: treeSize))
        try catchUp(with: ledger, to: treeSize)
    }

    /// The leaves that may hold the outcome of `id`: its entry, or the seal that refuses it.
    ///
    /// Older ones are found by a prefix of the id, so the caller must look at what they hold.
    func candidates(for id: Digest) throws -> [UInt64] {
        let (leaf, treeSize) = recent.withLock { recent in
            (recent.leaves[id] ?? recent.folding[id], recent.treeSize)
        }
        if let leaf { return [leaf] }
        let prefix = Int64(bitPattern: id.words.0)
        return try database.read { db in
            try Int64.fetchAll(
                db,
                sql: "SELECT leaf FROM transaction_leaf WHERE prefix = ? ORDER BY leaf",
                arguments: [prefix]
            )
            .map { UInt64(bitPattern: $0) }
            // The file may be damaged, or belong to a ledger that went on.
            .filter { $0 < treeSize }
        }
    }

    /// Adds the outcomes of a block whose tree has `treeSize` leaves.
    func add(_ outcomes: [Outcome?], treeSize: UInt64) {
        recent.withLock { recent in
            for case let outcome? in outcomes {
                switch outcome.verdict {
                case .accepted(let leaf): recent.leaves[outcome.id] = leaf
                case .refused: recent.leaves[outcome.id] = treeSize - 1
                }
            }
            recent.treeSize = treeSize
        }
    }

    /// Moves what is in memory to the file from time to time, and once more when stopped.
    func foldUntilStopped() async throws {
        while !recent.withLock({ $0.isStopped }) {
            try? await Task.sleep(for: Self.foldingInterval)
            try fold()
        }
        // What came while the last batch was written.
        try fold()
    }

    /// Ends ``foldUntilStopped()`` within a second.
    func stop() {
        recent.withLock { $0.isStopped = true }
    }

    private func fold() throws {
        let (leaves, treeSize) = recent.withLock { recent in
            let enough = max(
                Self.smallestBatch.count,
                Int(recent.treeSize) / Self.smallestBatch.share
            )
            guard recent.isStopped || recent.leaves.count >= enough else {
                return ([Digest: UInt64](), recent.treeSize)
            }
            recent.folding = recent.leaves
            recent.leaves = [:]
            return (recent.folding, recent.treeSize)
        }
        guard !leaves.isEmpty else { return }
        try write(leaves, treeSize: treeSize)
        recent.withLock { $0.folding = [:] }
    }

    private func write(_ leaves: [Digest: UInt64], treeSize: UInt64) throws {
        let rows = leaves.map { (Int64(bitPattern: $0.key.words.0), Int64($0.value)) }.sorted {
            $0 < $1
        }
        for start in stride(from: 0, to: rows.count, by: Self.rowsAtOnce) {
            try database.write { db in
                let insert = try db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO transaction_leaf (prefix, leaf) VALUES (?, ?)"
                )
                for (prefix, leaf) in rows[start..<min(start + Self.rowsAtOnce, rows.count)] {
                    try insert.execute(arguments: [prefix, leaf])
                }
            }
        }
        try database.write { db in
            try db.execute(sql: "UPDATE folded SET size = ?", arguments: [Int64(treeSize)])
        }
    }

    /// Reads the entries that the file lacks.
    private func catchUp(with ledger: LedgerStore, to treeSize: UInt64) throws {
        var size = try Self.foldedSize(in: database)
        while size < treeSize {
            let end = min(size + 65_536, treeSize)
            var leaves: [Digest: UInt64] = [:]
            try ledger.read { snapshot in
                try snapshot.forEachEntry(at: size..<end) { leaf, bytes in
                    for id in try Entry(serializedBytes: bytes).outcomeIDs() { leaves[id] = leaf }
                }
            }
            try write(leaves, treeSize: end)
            size = end
        }
    }

    private static func foldedSize(in database: DatabasePool) throws -> UInt64 {
        let size = try database.read { try Int64.fetchOne($0, sql: "SELECT size FROM folded") }
        return UInt64(bitPattern: size ?? 0)
    }

    private static func open(_ path: String) throws -> DatabasePool {
        try DataDirectory.makePrivate(path)
        // GRDB sets a pool to the write-ahead log and `synchronous=NORMAL`.
        let database = try DatabasePool(path: path)
        try database.write { try $0.execute(sql: schema) }
        return database
    }

    private static let schema = """
        CREATE TABLE IF NOT EXISTS transaction_leaf (
            prefix INTEGER NOT NULL,
            leaf INTEGER NOT NULL,
            PRIMARY KEY (prefix, leaf)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS folded (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL
        );
        INSERT OR IGNORE INTO folded (id, size) VALUES (1, 0);
        """
}

extension Entry {
    /// The transactions whose outcome this entry holds.
    func outcomeIDs() throws -> [Digest] {
        switch content {
        case .transaction(let bytes): [try SignedTransaction(Array(bytes)).id]
        case .seal(let seal): seal.refusals.compactMap { Digest($0.transactionID) }
        case nil: []
        }
    }
}
