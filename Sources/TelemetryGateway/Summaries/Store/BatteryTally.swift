import GRDB

/// How a battery's records arrived, since this was last written.
///
/// Unlike everything else that is told of a battery, this depends on the order of arrival.
struct BatteryTally: Sendable {
    let row: Int64
    /// The newest sample, in Unix seconds.
    var newest: UInt32
    var records: Int64 = 0
    var duplicates: Int64 = 0
    var amended: Int64 = 0
    var outOfOrder: Int64 = 0
    var badTime: Int64 = 0
    var unreadable: Int64 = 0

    init(row: Int64, newest: UInt32) {
        self.row = row
        self.newest = newest
    }

    /// Finds the battery's row, or makes one.
    init(of name: String, _ db: Database) throws {
        let found = try Row.fetchOne(
            db,
            sql: "SELECT id, newest FROM battery WHERE name = ?",
            arguments: [name]
        )
        if let found {
            guard let row = Int64.fromDatabaseValue(found[0]),
                let newest = UInt32.fromDatabaseValue(found[1])
            else { throw MalformedSamples() }
            self.init(row: row, newest: newest)
        } else {
            try db.execute(sql: "INSERT INTO battery (name) VALUES (?)", arguments: [name])
            self.init(row: db.lastInsertedRowID, newest: 0)
        }
    }

    var isWritten: Bool { records == 0 && badTime == 0 && unreadable == 0 }

    func write(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE battery
                SET newest = ?, records = records + ?, duplicates = duplicates + ?,
                    amended = amended + ?, out_of_order = out_of_order + ?,
                    bad_time = bad_time + ?, unreadable = unreadable + ?
                WHERE id = ?
                """
        ).execute(
            arguments: [
                newest, records, duplicates, amended, outOfOrder, badTime, unreadable, row,
            ]
        )
    }

    mutating func add(_ merged: SampleChunk.Merged) {
        duplicates += Int64(merged.duplicates)
        amended += Int64(merged.amended)
    }
}
