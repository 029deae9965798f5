import GRDB
import Synchronization

/// What has to be told of a battery anew, as the ledger learnt late what happened.
public struct SummaryRedo: Hashable, Sendable {
    /// What the ledger calls the battery.
    public let batteryID: String
    /// From when on, Unix milliseconds.
    public let fromMs: UInt64

    /// Names a battery and a time.
    public init(batteryID: String, fromMs: UInt64) {
        self.batteryID = batteryID
        self.fromMs = fromMs
    }
}

extension SummaryStore {
    /// Where the records begin that are not in the summaries yet.
    public func position() throws(SummaryError) -> SegmentPosition {
        try mark().flatMap { SegmentPosition($0) } ?? .start
    }

    /// The first leaf of the ledger that the summaries do not follow yet; `nil` if they never did.
    public func ledgerLeaf() throws(SummaryError) -> UInt64? {
        let leaf = try database.read {
            try Int64.fetchOne($0, sql: "SELECT leaf FROM followed")
        }
        return leaf.flatMap { UInt64(exactly: $0) }
    }

    /// Notes that the ledger was followed so far, and what has to be told anew; written, together,
    /// with the next flush.
    public func note(followedTo leaf: UInt64, _ redo: [SummaryRedo]) {
        pending.withLock { pending in
            pending.leaf = leaf
            pending.redo += redo
        }
    }

    /// What has to be told anew, and is not yet.
    public func redo() throws(SummaryError) -> [SummaryRedo] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM redo ORDER BY battery").map { row in
                guard let battery = String.fromDatabaseValue(row["battery"]),
                    let fromMs = Int64.fromDatabaseValue(row["from_ms"])
                        .flatMap(UInt64.init(exactly:))
                else { throw damaged("redo") }
                return SummaryRedo(batteryID: battery, fromMs: fromMs)
            }
        }
    }

    /// Says that this has been told anew; written with the next flush, as what was told.
    public func finish(_ redo: [SummaryRedo]) {
        pending.withLock { $0.redone += redo }
    }
}

extension PendingSummaries {
    /// Writes how far segments and ledger were followed, and what is still to be done.
    func writeProgress(_ db: Database) throws {
        if let mark {
            try db.execute(
                sql: "INSERT OR REPLACE INTO progress (id, mark) VALUES (1, ?)",
                arguments: [mark]
            )
        }
        if let leaf {
            try db.execute(
                sql: "INSERT OR REPLACE INTO followed (id, leaf) VALUES (1, ?)",
                arguments: [Int64(clamping: leaf)]
            )
        }
        for item in redone {
            // What was noted meanwhile of an earlier time stays.
            try db.execute(
                sql: "DELETE FROM redo WHERE battery = ? AND from_ms >= ?",
                arguments: [item.batteryID, Int64(clamping: item.fromMs)]
            )
        }
        for item in redo {
            try db.execute(
                sql: """
                    INSERT INTO redo VALUES (?, ?)
                    ON CONFLICT (battery) DO UPDATE SET from_ms = min(from_ms, excluded.from_ms)
                    """,
                arguments: [item.batteryID, Int64(clamping: item.fromMs)]
            )
        }
    }
}
