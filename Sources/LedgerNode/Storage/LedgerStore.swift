import FoundationEssentials
import GRDB
import MerkleLog
import Vocabulary

/// A block as its row says.
struct BlockRow: Sendable {
    let height: UInt64
    /// The leaf of the block's first entry; its seal's leaf is `firstLeaf + transactionCount`.
    let firstLeaf: UInt64
    let transactionCount: UInt64
    let timeMs: UInt64

    var sealLeaf: UInt64 { firstLeaf + transactionCount }
    /// The size of the tree that ends with this block.
    var treeSize: UInt64 { sealLeaf + 1 }
}

/// Entries of one block that lie in one bundle.
///
/// A bundle is its runs one after the other, so a block never writes again what others wrote.
struct EntryRun: Sendable {
    let firstLeaf: UInt64
    /// Entries in the encoding of a bundle.
    let bytes: [UInt8]
}

/// What one block adds to the ledger's file.
struct BlockCommit: Sendable {
    let row: BlockRow
    let links: [UInt8]
    let entries: [EntryRun]
    let tiles: [LogTree.TileUpdate]
    let changes: [UInt8]
    let checkpoint: [UInt8]
    /// Change blobs below this height hold nothing that later ones do not.
    let oldestChange: UInt64

    /// About how many bytes go into the write-ahead log: a row in each of six tables, of which even
    /// the smallest takes a page, and what does not fit there.
    var loggedByteCount: Int {
        6 * 4_096 + links.count + changes.count
            + entries.reduce(0) { $0 + $1.bytes.count }
            + tiles.reduce(0) { $0 + $1.hashes.count * Digest.byteCount }
    }
}

/// The ledger's file: it is only ever appended to, one SQLite transaction a block.
///
/// Random rows cost two pages each whatever their size, so nothing here is keyed at random: the state
/// travels as one blob of changes a block, and lookups by id live in the views.
final class LedgerStore: Sendable {
    private let pool: DatabasePool
    private let checkpoints: LogCheckpoints?

    /// Opens the file at `path`, making it if `isNew`.
    init(path: String, isNew: Bool = false, readOnly: Bool = false) throws(StoreError) {
        if !readOnly { try DataDirectory.makePrivate(path) }
        (pool, checkpoints) = try StoreError.catching {
            var configuration = Configuration()
            configuration.readonly = readOnly
            configuration.busyMode = .timeout(5)
            let pool = try DatabasePool(path: path, configuration: configuration)
            if isNew {
                try pool.write {
                    try $0.execute(sql: Self.schema + "PRAGMA user_version = \(Self.format);")
                }
            }
            let found = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
            guard found == Self.format else {
                throw StoreError.otherFormat(found: found, expected: Self.format)
            }
            if readOnly { return (pool, nil) }
            try pool.writeWithoutTransaction { db in
                // GRDB sets NORMAL for a pool: a receipt must outlive a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
                // Debian's SQLite overwrites what is deleted with zeros. Here that is only what a
                // newer row repeats, and it would be most of what the disk has to take.
                try db.execute(sql: "PRAGMA secure_delete = OFF")
            }
            return (pool, try LogCheckpoints(path: path))
        }
    }

    /// Counts up when what the tables hold is written otherwise.
    private static let format = 2

    private static let schema = """
        CREATE TABLE genesis (id INTEGER PRIMARY KEY CHECK (id = 1), bytes BLOB NOT NULL);
        CREATE TABLE block (
            height INTEGER PRIMARY KEY,
            first_leaf INTEGER NOT NULL,
            transactions INTEGER NOT NULL,
            time_ms INTEGER NOT NULL,
            links BLOB NOT NULL
        );
        CREATE UNIQUE INDEX block_leaf ON block (first_leaf);
        CREATE TABLE entry_run (first_leaf INTEGER PRIMARY KEY, entries BLOB NOT NULL);
        CREATE TABLE tile (id INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
        CREATE TABLE change (height INTEGER PRIMARY KEY, records BLOB NOT NULL);
        CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), note BLOB NOT NULL);

        """

    /// What a pragma says on the writing connection; for `synchronous`, 2 is FULL.
    func pragma(_ name: String) throws(StoreError) -> Int? {
        try StoreError.catching {
            try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
        }
    }

    /// Writes the genesis of a new ledger.
    func write(genesis: [UInt8]) throws(StoreError) {
        try StoreError.catching {
            try pool.write { db in
                try db.execute(
                    sql: "INSERT INTO genesis (id, bytes) VALUES (1, ?)",
                    arguments: [Data(genesis)]
                )
            }
        }
    }

    /// Appends a block; when this returns, it is on the disk.
    func commit(_ block: BlockCommit) throws(StoreError) {
        try checkpoints?.check()
        try StoreError.catching {
            try pool.write { db in
                try Self.insert(block, into: db)
            }
        }
        checkpoints?.didCommit(byteCount: block.loggedByteCount, writer: pool)
    }

    private static func insert(_ block: BlockCommit, into db: Database) throws {
        for run in block.entries {
            try db.cachedStatement(
                sql: "INSERT INTO entry_run (first_leaf, entries) VALUES (?, ?)"
            ).execute(arguments: [Int64(run.firstLeaf), Data(run.bytes)])
        }
        for tile in block.tiles {
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO tile (id, hashes) VALUES (?, ?)"
            ).execute(arguments: [tile.id.rowID, Data(TileData.encode(tile.hashes))])
        }
        try db.cachedStatement(sql: "INSERT INTO change (height, records) VALUES (?, ?)")
            .execute(arguments: [Int64(block.row.height), Data(block.changes)])
        // A few at a time: a block must not wait for a thousand old ones to go.
        try db.cachedStatement(
            sql: """
                DELETE FROM change WHERE height IN
                (SELECT height FROM change WHERE height < ? ORDER BY height LIMIT 4)
                """
        ).execute(arguments: [Int64(block.oldestChange)])
        try db.cachedStatement(
            sql: """
                INSERT INTO block (height, first_leaf, transactions, time_ms, links)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                Int64(block.row.height), Int64(block.row.firstLeaf),
                Int64(block.row.transactionCount), Int64(block.row.timeMs), Data(block.links),
            ]
        )
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO checkpoint (id, note) VALUES (1, ?)")
            .execute(arguments: [Data(block.checkpoint)])
    }

    /// Reads from one snapshot of the file.
    func read<Value>(_ body: (LedgerSnapshot) throws -> Value) throws(StoreError) -> Value {
        try StoreError.catching {
            try pool.read { db in try body(LedgerSnapshot(db: db)) }
        }
    }

    /// Closes the file; what is committed stays.
    func close() throws(StoreError) {
        try StoreError.catching {
            try checkpoints?.close()
            try pool.close()
        }
    }
}

extension TileID {
    /// The tile's key in the file: level in the top byte, so that a level's tiles lie together.
    var rowID: Int64 { Int64(level) << 56 | Int64(index) }
}

extension StoreError {
    /// Runs `body`, telling damage from failure.
    static func catching<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB:
                throw .corrupt(error.message ?? "SQLite cannot read the file")
            case .SQLITE_FULL:
                throw .io("the disk is full")
            default:
                throw .io(error.message ?? "\(error.resultCode)")
            }
        } catch {
            throw .io("\(error)")
        }
    }
}
