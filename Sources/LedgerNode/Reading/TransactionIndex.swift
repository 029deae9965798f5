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
/// the commit, since a row with a random key costs two pages.
final class TransactionIndex: Sendable {
    private struct Recent {
        var leaves: [Digest: UInt64] = [:]
        /// The size of the tree that ``leaves`` and the file cover together.
        var treeSize: UInt64
        var isStopped = false
    }

    private static let foldingInterval = Duration.seconds(1)

    private let database: DatabaseQueue
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
        if let leaf = recent.withLock({ $0.leaves[id] }) { return [leaf] }
        let prefix = Int64(bitPattern: id.words.0)
        return try database.read { db in
            try Int64.fetchAll(
                db,
                sql: "SELECT leaf FROM transaction_leaf WHERE prefix = ? ORDER BY leaf",
                arguments: [prefix]
            ).map { UInt64(bitPattern: $0) }
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

    /// Moves what is in memory to the file every second, and once more when stopped.
    func foldUntilStopped() async throws {
        while !recent.withLock({ $0.isStopped }) {
            try? await Task.sleep(for: Self.foldingInterval)
            try fold()
        }
    }

    /// Ends ``foldUntilStopped()`` within a second.
    func stop() {
        recent.withLock { $0.isStopped = true }
    }

    private func fold() throws {
        let (leaves, treeSize) = recent.withLock { ($0.leaves, $0.treeSize) }
        guard !leaves.isEmpty else { return }
        try write(leaves, treeSize: treeSize)
        recent.withLock { recent in
            for id in leaves.keys { recent.leaves[id] = nil }
        }
    }

    private func write(_ leaves: [Digest: UInt64], treeSize: UInt64) throws {
        let rows = leaves.sorted { $0.key < $1.key }
        try database.write { db in
            let insert = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO transaction_leaf (prefix, leaf) VALUES (?, ?)"
            )
            for (id, leaf) in rows {
                try insert.execute(arguments: [Int64(bitPattern: id.words.0), Int64(leaf)])
            }
            try db.execute(sql: "UPDATE folded SET size = ?", arguments: [Int64(treeSize)])
        }
    }

    /// Reads the entries that the file lacks.
    private func catchUp(with ledger: LedgerStore, to treeSize: UInt64) throws {
        var size = try Self.foldedSize(in: database)
        while size < treeSize {
            var leaves: [Digest: UInt64] = [:]
            try ledger.read { snapshot in
                while size < treeSize, leaves.count < 32_768 {
                    let bundle = try snapshot.bundle(size / UInt64(EntryBundle.maximumCount))
                    let start = Int(size % UInt64(EntryBundle.maximumCount))
                    guard start < bundle.count else {
                        throw StoreError.corrupt("entry \(size) is missing")
                    }
                    for bytes in bundle[start...] {
                        for id in try Entry(serializedBytes: Array(bytes)).outcomeIDs() {
                            leaves[id] = size
                        }
                        size += 1
                    }
                }
            }
            try write(leaves, treeSize: size)
        }
    }

    private static func foldedSize(in database: DatabaseQueue) throws -> UInt64 {
        let size = try database.read { try Int64.fetchOne($0, sql: "SELECT size FROM folded") }
        return UInt64(bitPattern: size ?? 0)
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        let database = try DatabaseQueue(path: path, configuration: configuration)
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
