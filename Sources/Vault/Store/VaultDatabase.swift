import FoundationEssentials
import GRDB
import Glibc

/// The vault's file, held by one process at a time.
///
/// It is SQLite with a write-ahead log. What is deleted is overwritten with zeros in the file
/// (`secure_delete`), and ``scrub()`` empties the log, which still has the pages as they were.
final class VaultDatabase: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Opens the file at `path`; makes it first, with its sealed owner, if that is given.
    init(
        path: String,
        newOwner: Data? = nil,
        patience: Duration = .zero
    ) throws(VaultError) {
        self.path = path
        if newOwner != nil { try PrivateFile.make(path) }
        try PrivateFile.check(path)
        queue = try Self.waiting(for: path, patience) {
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                // Nobody else reads, so the log can always be emptied.
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
                try db.execute(sql: "PRAGMA secure_delete = ON")
                try db.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            configuration.journalMode = .wal
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if let newOwner {
                try queue.write { db in
                    try db.execute(sql: Self.schema + "PRAGMA user_version = \(Self.format);")
                    try db.execute(
                        sql: "INSERT INTO vault (id, owner) VALUES (1, ?)",
                        arguments: [newOwner]
                    )
                }
            }
            let found = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
            guard found != 0 else { throw VaultError.file(path: path, .unfinished) }
            guard found == Self.format else {
                throw VaultError.file(
                    path: path,
                    .otherFormat(found: found, expected: Self.format)
                )
            }
            return queue
        }
        // A process may have ended between an erasure and its end.
        try scrub()
    }

    /// Opens the file at `path`, which another may have open for as long as `patience`.
    ///
    /// SQLite's own waiting does not serve: of two that share the file and both want it
    /// alone neither lets go, so each attempt begins anew.
    private static func waiting<Value>(
        for path: String,
        _ patience: Duration,
        _ open: () throws -> Value
    ) throws(VaultError) -> Value {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try VaultError.catching(at: path, open)
            } catch .file(path, .busy) where .now < deadline {
                usleep(.random(in: 10_000...50_000))
            }
        }
    }

    /// Counts up when what the tables hold is written otherwise.
    private static let format = 1

    private static let schema = """
        CREATE TABLE vault (id INTEGER PRIMARY KEY CHECK (id = 1), owner BLOB NOT NULL);
        CREATE TABLE payload (
            commitment BLOB PRIMARY KEY,
            sealed BLOB NOT NULL,
            record_key BLOB NOT NULL,
            grantor TEXT
        );
        CREATE TABLE key_grant (
            commitment BLOB NOT NULL,
            grantee TEXT NOT NULL,
            digest BLOB NOT NULL,
            granted_ms INTEGER NOT NULL,
            revoked_ms INTEGER,
            PRIMARY KEY (commitment, grantee)
        );
        CREATE TABLE erasure (commitment BLOB PRIMARY KEY, statement BLOB NOT NULL);

        """

    /// Runs `body` in a transaction: all of it is on the disk, or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(VaultError) -> Value {
        try VaultError.catching(at: path) { try queue.write(body) }
    }

    /// Reads from one state of the file.
    func read<Value>(_ body: (Database) throws -> Value) throws(VaultError) -> Value {
        try VaultError.catching(at: path) { try queue.read(body) }
    }

    /// Writes the log into the file, and cuts it to nothing.
    ///
    /// Pages that were deleted are zeros in the file then. What the file system or the disk keeps of
    /// the blocks that the log had is out of reach; it holds record keys sealed under the vault's.
    func scrub() throws(VaultError) {
        try VaultError.catching(at: path) {
            try queue.writeWithoutTransaction { db in
                let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                guard let row, row[0] == 0 else { throw VaultError.file(path: path, .busy) }
            }
        }
    }

    /// Writes what the tables hold now to a new file.
    func copy(to target: String) throws(VaultError) {
        try PrivateFile.make(target)
        try VaultError.catching(at: target) {
            try queue.writeWithoutTransaction {
                try $0.execute(sql: "VACUUM INTO ?", arguments: [target])
            }
        }
    }

    func close() throws(VaultError) {
        try VaultError.catching(at: path) { try queue.close() }
    }
}
