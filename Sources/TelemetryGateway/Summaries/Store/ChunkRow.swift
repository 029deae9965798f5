import FoundationEssentials
import GRDB

/// The rows of one battery in one stretch.
struct ChunkRow {
    struct Key: Hashable, Sendable, Comparable {
        /// The battery's row.
        let battery: Int64
        let chunk: ChunkIndex

        static func < (lhs: Key, rhs: Key) -> Bool {
            (lhs.battery, lhs.chunk) < (rhs.battery, rhs.chunk)
        }
    }

    /// The samples of a stretch; `nil` if there are none.
    static func samples(_ key: Key, _ db: Database) throws -> SampleChunk? {
        let bytes = try blob("samples", key, db)
        return try bytes.map { try SampleChunk($0) }
    }

    /// What a stretch leaves to the next, as it was last written; `nil` if there are no samples.
    static func carry(_ key: Key, _ db: Database) throws -> Carry? {
        try blob("carry", key, db).map { try Carry($0) }
    }

    private static func blob(_ column: String, _ key: Key, _ db: Database) throws -> [UInt8]? {
        let selection = try db.cachedStatement(
            sql: "SELECT \(column) FROM chunk WHERE battery = ? AND chunk = ?"
        )
        let data = try Data.fetchOne(selection, arguments: [key.battery, key.chunk.rawValue])
        return data.map { Array($0) }
    }

    /// The stretches of a battery that have samples, within a range, in order.
    static func chunks(
        of battery: Int64,
        in range: ClosedRange<UInt32>,
        _ db: Database
    ) throws -> [ChunkIndex] {
        try UInt32.fetchAll(
            db,
            sql: """
                SELECT chunk FROM chunk WHERE battery = ? AND chunk BETWEEN ? AND ?
                ORDER BY chunk
                """,
            arguments: [battery, range.lowerBound, range.upperBound]
        ).map { ChunkIndex(rawValue: $0) }
    }

    /// Writes a stretch, in place of what was there; without samples nothing is left of it.
    static func write(
        _ key: Key,
        _ samples: SampleChunk,
        _ summary: ChunkSummary,
        _ db: Database
    ) throws {
        try delete(key, summary.first == nil ? ["chunk"] + derived : derived, db)
        guard summary.first != nil else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO chunk (battery, chunk, first, last, carry, samples)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (battery, chunk) DO UPDATE
                SET first = excluded.first, last = excluded.last, carry = excluded.carry,
                    samples = excluded.samples
                """
        ).execute(
            arguments: [
                key.battery, key.chunk.rawValue, summary.first ?? 0, summary.last ?? 0,
                Data(summary.carry.encoded), Data(samples.encoded),
            ]
        )
        try writeParts(key, summary, db)
        try writeAlarms(key, summary, db)
        try writeDirty(key, summary, db)
    }

    /// The tables of what is folded from the samples.
    private static let derived = ["part", "alarm", "dirty"]

    private static func delete(_ key: Key, _ tables: [String], _ db: Database) throws {
        for table in tables {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE battery = ? AND chunk = ?")
                .execute(arguments: [key.battery, key.chunk.rawValue])
        }
    }

    private static func writeParts(_ key: Key, _ summary: ChunkSummary, _ db: Database) throws {
        let marks = Array(repeating: "?", count: 8 + Aggregate.columnNames.count)
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO part VALUES (\(marks.joined(separator: ", ")))
                """
        )
        // The first row is of the whole stretch, whatever the battery did.
        let whole = SessionPart(
            activity: .unknown,
            start: summary.first ?? 0,
            end: summary.last ?? 0,
            socStart: nil,
            socEnd: nil,
            aggregate: summary.whole
        )
        for (number, part) in ([whole] + summary.parts).enumerated() {
            let place: [Int64?] = [
                key.battery, Int64(key.chunk.rawValue), Int64(number),
                Int64(part.activity.rawValue), Int64(part.start), Int64(part.end), part.socStart,
                part.socEnd,
            ]
            try insertion.execute(arguments: StatementArguments(place + part.aggregate.columns))
        }
    }

    private static func writeAlarms(_ key: Key, _ summary: ChunkSummary, _ db: Database) throws {
        for (bit, alarm) in summary.alarms.sorted(by: { $0.key < $1.key }) {
            try db.cachedStatement(sql: "INSERT INTO alarm VALUES (?, ?, ?, ?, ?, ?)").execute(
                arguments: [
                    key.battery, key.chunk.rawValue, bit, alarm.first, alarm.last, alarm.rises,
                ]
            )
        }
    }

    private static func writeDirty(_ key: Key, _ summary: ChunkSummary, _ db: Database) throws {
        for (lane, count) in summary.dirty.enumerated() where !count.isZero {
            try db.cachedStatement(sql: "INSERT INTO dirty VALUES (?, ?, ?, ?, ?, ?, ?)").execute(
                arguments: [
                    key.battery, key.chunk.rawValue, lane, count.invalid, count.abnormal,
                    count.outOfRange, count.implausible,
                ]
            )
        }
    }
}
