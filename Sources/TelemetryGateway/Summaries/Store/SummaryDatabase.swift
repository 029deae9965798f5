import GRDB

/// The file of the summaries: SQLite with a write-ahead log.
///
/// What is lost with the power is made again from the segments, so a transaction does not wait for
/// the disk; SQLite keeps the file whole.
final class SummaryDatabase: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// Opens the file at `path`; makes it first if there is none.
    init(path: String) throws(SummaryError) {
        self.path = path
        try SummaryFile.prepare(path)
        queue = try SummaryError.catching(at: path) {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
            try Self.makeTables(queue, path)
            return queue
        }
    }

    /// Counts up when what the tables hold is written otherwise.
    private static let format = 2

    private static func makeTables(_ queue: DatabaseQueue, _ path: String) throws {
        try queue.write { db in
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            if found == 0 {
                try db.execute(sql: schema + "PRAGMA user_version = \(format);")
            } else if found != format {
                throw SummaryError.file(path: path, .otherFormat(found: found, expected: format))
            }
        }
    }

    private static let schema = """
        CREATE TABLE battery (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            newest INTEGER NOT NULL DEFAULT 0,
            records INTEGER NOT NULL DEFAULT 0,
            duplicates INTEGER NOT NULL DEFAULT 0,
            amended INTEGER NOT NULL DEFAULT 0,
            out_of_order INTEGER NOT NULL DEFAULT 0,
            bad_time INTEGER NOT NULL DEFAULT 0,
            unreadable INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE chunk (
            id INTEGER PRIMARY KEY,
            battery INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            carry BLOB NOT NULL,
            samples BLOB NOT NULL,
            UNIQUE (battery, chunk)
        );
        CREATE TABLE part (
            battery INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            number INTEGER NOT NULL,
            activity INTEGER NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            soc_start INTEGER,
            soc_end INTEGER,
            \(Aggregate.columnNames.map { "\($0) INTEGER" }.joined(separator: ", ")),
            PRIMARY KEY (battery, chunk, number)
        ) WITHOUT ROWID;
        CREATE TABLE alarm (
            battery INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            bit INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            rises INTEGER NOT NULL,
            PRIMARY KEY (battery, chunk, bit)
        ) WITHOUT ROWID;
        CREATE TABLE dirty (
            battery INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            field INTEGER NOT NULL,
            invalid INTEGER NOT NULL,
            abnormal INTEGER NOT NULL,
            out_of_range INTEGER NOT NULL,
            implausible INTEGER NOT NULL,
            PRIMARY KEY (battery, chunk, field)
        ) WITHOUT ROWID;
        CREATE TABLE stray (
            vehicle TEXT NOT NULL,
            reason TEXT NOT NULL,
            frames INTEGER NOT NULL,
            first_ms INTEGER NOT NULL,
            last_ms INTEGER NOT NULL,
            PRIMARY KEY (vehicle, reason)
        ) WITHOUT ROWID;
        CREATE TABLE login (
            vehicle TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            codes TEXT NOT NULL,
            PRIMARY KEY (vehicle, at_ms)
        ) WITHOUT ROWID;
        CREATE TABLE contradiction (
            vehicle TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            claimed TEXT NOT NULL,
            fitted TEXT NOT NULL,
            PRIMARY KEY (vehicle, at_ms)
        ) WITHOUT ROWID;
        CREATE TABLE followed (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            leaf INTEGER NOT NULL
        );
        CREATE TABLE redo (
            battery TEXT PRIMARY KEY,
            from_ms INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), mark TEXT NOT NULL);

        """

    /// Runs `body` in a transaction: all of it, or nothing.
    func write<Value>(_ body: (Database) throws -> Value) throws(SummaryError) -> Value {
        try SummaryError.catching(at: path) { try queue.write(body) }
    }

    /// Reads from one state of the file.
    func read<Value>(_ body: (Database) throws -> Value) throws(SummaryError) -> Value {
        try SummaryError.catching(at: path) { try queue.read(body) }
    }

    func close() throws(SummaryError) {
        try SummaryError.catching(at: path) { try queue.close() }
    }
}
