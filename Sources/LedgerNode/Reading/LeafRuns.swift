import FoundationEssentials
import GRDB

/// The first 64 bits of a transaction's id, and the leaf that holds its outcome.
struct IndexedLeaf: Hashable, Comparable, Sendable {
    let prefix: UInt64
    let leaf: UInt64

    static func < (lhs: IndexedLeaf, rhs: IndexedLeaf) -> Bool {
        (lhs.prefix, lhs.leaf) < (rhs.prefix, rhs.leaf)
    }
}

/// Leaves by the prefixes of transaction ids, in a file: sorted runs that are merged as they grow.
///
/// A row with a random key costs two pages of 4 KiB. So a batch is written as one run, in parts by
/// the first bits of the prefixes; looking up reads one part of each run. Eight runs of a level are
/// merged into one of the next: each leaf is written once a level, a page's worth at a time.
final class LeafRuns: Sendable {
    private struct Run {
        let id: Int64
        let count: Int
        /// How many of a prefix's first bits number its part.
        let partBits: Int
    }

    /// As many runs of one level are merged.
    private static let fanIn = 8
    /// The most that a part holds on average: with its scatter it fits a page.
    private static let partCount = 192
    /// A merge writes or deletes at most 2^6 parts in one transaction, so that commits go on.
    private static let partsAtOnceBits = 6
    private static let partNumberBits = 24
    /// The level of runs whose leaves are in a merged one, and which are to go.
    private static let mergedLevel = -1
    /// Counts up when the tables change; a file of another version is made anew.
    private static let version = 2

    private let database: DatabasePool

    /// Opens the file at `path`, making it if there is none.
    ///
    /// - Throws: Also when the file is damaged or of another version.
    init(path: String) throws {
        try DataDirectory.makePrivate(path)
        // GRDB sets a pool to the write-ahead log and `synchronous=NORMAL`.
        database = try DatabasePool(path: path)
        // Few pages at a time: the ledger's commits wait for the same disk.
        try database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_autocheckpoint = 256")
            // Debian's SQLite overwrites what is deleted with zeros: merged runs need no such care.
            try $0.execute(sql: "PRAGMA secure_delete = OFF")
        }
        try database.write { db in
            if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 {
                try db.execute(sql: Self.schema + "PRAGMA user_version = \(Self.version)")
            }
            guard try Int.fetchOne(db, sql: "PRAGMA user_version") == Self.version else {
                throw StoreError.corrupt("the views are of another version")
            }
            _ = try Self.runs(db)
            // A merge that was cut short left parts of a run that does not exist.
            let next = try Self.nextID(db)
            try db.execute(
                sql: "DELETE FROM part WHERE id >= ?",
                arguments: [next << Self.partNumberBits]
            )
        }
        try deleteMerged()
    }

    private static let schema = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            level INTEGER NOT NULL,
            count INTEGER NOT NULL,
            part_bits INTEGER NOT NULL
        );
        CREATE TABLE part (id INTEGER PRIMARY KEY, leaves BLOB NOT NULL);
        CREATE TABLE covered (id INTEGER PRIMARY KEY CHECK (id = 1), tree_size INTEGER NOT NULL);
        INSERT INTO covered (id, tree_size) VALUES (1, 0);

        """

    /// The size of the tree whose outcomes are all here.
    func treeSize() throws -> UInt64 {
        let size = try database.read {
            try Int64.fetchOne($0, sql: "SELECT tree_size FROM covered")
        }
        return UInt64(bitPattern: size ?? 0)
    }

    /// The leaves under `prefix`, in rising order.
    func leaves(under prefix: UInt64) throws -> [UInt64] {
        try database.read { db in
            try Self.runs(db).flatMap { run in
                let part = Int64(prefix.first(bits: run.partBits))
                return try Self.leaves(of: run, parts: part...part, db)
                    .filter { $0.prefix == prefix }.map(\.leaf)
            }
            .sorted()
        }
    }

    /// Marks the file as one that is to be made anew.
    func invalidate() throws {
        try database.write { try $0.execute(sql: "PRAGMA user_version = 0") }
    }

    /// Adds the leaves up to a tree of `treeSize`, and merges what has gathered.
    func add(_ leaves: [IndexedLeaf], treeSize: UInt64) throws {
        try database.write { db in
            let run = Run(
                id: try Self.nextID(db),
                count: leaves.count,
                partBits: Self.partBits(for: leaves.count)
            )
            try Self.insert(leaves.sorted(), as: run, db)
            try Self.insert(run, level: 0, db)
            try db.execute(
                sql: "UPDATE covered SET tree_size = ?",
                arguments: [Int64(bitPattern: treeSize)]
            )
        }
        var level = 0
        while try mergeRuns(ofLevel: level) { level += 1 }
    }
}

// MARK: - Merging

extension LeafRuns {
    /// Merges the runs of a level if there are enough; says whether there were.
    private func mergeRuns(ofLevel level: Int) throws -> Bool {
        let (runs, id) = try database.read { db in
            (try Self.runs(db, level: level), try Self.nextID(db))
        }
        guard runs.count >= Self.fanIn else { return false }
        let count = runs.reduce(0) { $0 + $1.count }
        let merged = Run(id: id, count: count, partBits: Self.partBits(for: count))
        let sliceBits = max(0, merged.partBits - Self.partsAtOnceBits)
        for slice in 0..<UInt64(1) << UInt64(sliceBits) {
            let leaves = try database.read { db in
                try runs.flatMap { try Self.leaves(of: $0, slice: slice, bits: sliceBits, db) }
            }
            try database.write { try Self.insert(leaves.sorted(), as: merged, $0) }
        }
        try database.write { db in
            for run in runs {
                try db.execute(
                    sql: "UPDATE run SET level = ? WHERE id = ?",
                    arguments: [Self.mergedLevel, run.id]
                )
            }
            try Self.insert(merged, level: level + 1, db)
        }
        try deleteMerged()
        return true
    }

    /// Deletes the runs whose leaves are in a merged one, some parts at a time.
    private func deleteMerged() throws {
        for run in try database.read({ try Self.runs($0, level: Self.mergedLevel) }) {
            var isEmpty = false
            while !isEmpty {
                isEmpty = try database.write { try Self.deletePart(of: run, $0) }
            }
        }
    }

    /// Deletes some parts of a run, and the run when it has no more; says whether it is gone.
    private static func deletePart(of run: Run, _ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM part WHERE id IN
                (SELECT id FROM part WHERE id >= ? AND id < ? LIMIT ?)
                """,
            arguments: [
                run.id << partNumberBits, (run.id + 1) << partNumberBits, 1 << partsAtOnceBits,
            ]
        )
        guard db.changesCount == 0 else { return false }
        try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.id])
        return true
    }

    /// The leaves of a run whose prefixes begin with the `bits` bits of `slice`.
    private static func leaves(
        of run: Run,
        slice: UInt64,
        bits: Int,
        _ db: Database
    ) throws -> [IndexedLeaf] {
        let finer = run.partBits - bits
        if finer >= 0 {
            let first = Int64(slice) << Int64(finer)
            return try leaves(of: run, parts: first...first + (1 << Int64(finer)) - 1, db)
        }
        let part = Int64(slice >> UInt64(-finer))
        return try leaves(of: run, parts: part...part, db)
            .filter { $0.prefix.first(bits: bits) == slice }
    }
}

// MARK: - Tables

extension LeafRuns {
    /// How many bits number the parts of a run, so that few parts are too large for a page.
    private static func partBits(for count: Int) -> Int {
        var bits = 0
        while count >> bits > partCount, bits < partNumberBits { bits += 1 }
        return bits
    }

    private static func nextID(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM run") ?? 1
    }

    /// The runs of a level, or all whose leaves are not in a merged one.
    private static func runs(_ db: Database, level: Int? = nil) throws -> [Run] {
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT id, count, part_bits FROM run WHERE level = ?1 OR (?1 IS NULL AND level >= 0)",
            arguments: [level]
        )
        return try rows.map { row in
            guard let id = Int64.fromDatabaseValue(row[0]), (1...1 << 38).contains(id),
                let count = Int.fromDatabaseValue(row[1]), (0...1 << 36).contains(count),
                let partBits = Int.fromDatabaseValue(row[2]), partBits == self.partBits(for: count)
            else { throw StoreError.corrupt("the views have a run that cannot be") }
            return Run(id: id, count: count, partBits: partBits)
        }
    }

    private static func insert(_ run: Run, level: Int, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO run (id, level, count, part_bits) VALUES (?, ?, ?, ?)",
            arguments: [run.id, level, run.count, run.partBits]
        )
    }

    /// Writes ascending leaves as parts of `run`.
    private static func insert(_ leaves: [IndexedLeaf], as run: Run, _ db: Database) throws {
        let insert = try db.cachedStatement(sql: "INSERT INTO part (id, leaves) VALUES (?, ?)")
        var rest = leaves[...]
        while let first = rest.first {
            let number = first.prefix.first(bits: run.partBits)
            let part = rest.prefix { $0.prefix.first(bits: run.partBits) == number }
            try insert.execute(
                arguments: [run.id << partNumberBits | Int64(number), encode(part)]
            )
            rest = rest.dropFirst(part.count)
        }
    }

    private static func leaves(
        of run: Run,
        parts: ClosedRange<Int64>,
        _ db: Database
    ) throws -> [IndexedLeaf] {
        let first = run.id << partNumberBits
        return try Data.fetchAll(
            db.cachedStatement(sql: "SELECT leaves FROM part WHERE id BETWEEN ? AND ? ORDER BY id"),
            arguments: [first | parts.lowerBound, first | parts.upperBound]
        )
        .flatMap(decode)
    }

    /// Prefix and leaf of each, 8 bytes big-endian.
    private static func encode(_ leaves: ArraySlice<IndexedLeaf>) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(leaves.count * 16)
        for leaf in leaves {
            for word in [leaf.prefix, leaf.leaf] {
                unsafe withUnsafeBytes(of: word.bigEndian) { unsafe bytes.append(contentsOf: $0) }
            }
        }
        return Data(bytes)
    }

    private static func decode(_ data: Data) -> [IndexedLeaf] {
        let bytes = Array(data)
        return stride(from: 0, to: bytes.count - 15, by: 16).map { start in
            func word(_ offset: Int) -> UInt64 {
                bytes[start + offset..<start + offset + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }
            return IndexedLeaf(prefix: word(0), leaf: word(8))
        }
    }
}

extension UInt64 {
    /// Its most significant bits, as a number.
    fileprivate func first(bits: Int) -> UInt64 { bits == 0 ? 0 : self >> UInt64(64 - bits) }
}
