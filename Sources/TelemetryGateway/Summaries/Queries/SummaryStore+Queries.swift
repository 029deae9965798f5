import GRDB

extension SummaryStore {
    /// The batteries that there are summaries of, in order.
    public func batteries() throws(SummaryError) -> [String] {
        try database.read { try String.fetchAll($0, sql: "SELECT name FROM battery ORDER BY name") }
    }

    /// What was written of a battery; `nil` if nothing ever was.
    ///
    /// Flush first for the newest.
    public func telemetry(
        of batteryID: String,
        _ query: TelemetryQuery = TelemetryQuery()
    ) throws(SummaryError) -> BatteryTelemetry? {
        try database.read { db -> BatteryTelemetry? in
            let battery = try Row.fetchOne(
                db,
                sql: "SELECT * FROM battery WHERE name = ?",
                arguments: [batteryID]
            )
            guard let battery else { return nil }
            let row: Int64 = try number(battery, "id")
            let books = try books(row, query, db)
            let long = books.sessions.filter { $0.end - $0.start >= query.shortestSession }
            let ends = try ends(row, db)
            return BatteryTelemetry(
                batteryID: batteryID,
                first: ends.map { timeText($0.lowerBound) },
                last: ends.map { timeText($0.upperBound) },
                sessions: long.prefix(query.mostSessions).compactMap(TelemetrySession.init),
                hasMoreSessions: long.count > query.mostSessions,
                days: books.days.summaries,
                alarms: try alarms(row, query, db),
                dirty: try dirty(row, query, db),
                delivery: try delivery(battery)
            )
        }
    }

    /// What was attributed to none, by vehicle and reason.
    public func strays() throws(SummaryError) -> [StrayTelemetry] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM stray ORDER BY vehicle, reason").map { row in
                guard let vehicle = String.fromDatabaseValue(row["vehicle"]),
                    let reason = String.fromDatabaseValue(row["reason"])
                else { throw damaged("stray") }
                return StrayTelemetry(
                    vehicle: vehicle,
                    reason: reason,
                    frames: try number(row, "frames"),
                    first: timeText(milliseconds: try number(row, "first_ms")),
                    last: timeText(milliseconds: try number(row, "last_ms"))
                )
            }
        }
    }

    private func books(
        _ battery: Int64,
        _ query: TelemetryQuery,
        _ db: Database
    ) throws -> (sessions: [SessionPart], days: DayBook) {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT * FROM part WHERE battery = ? AND chunk BETWEEN ? AND ?
                ORDER BY chunk, number
                """,
            arguments: [battery, query.chunks.lowerBound, query.chunks.upperBound]
        )
        var parts: [SessionPart] = []
        var days = DayBook()
        while let row = try rows.next() {
            let part = try part(row)
            days.add(part, of: ChunkIndex(rawValue: try number(row, "chunk")))
            if part.activity != .unknown { parts.append(part) }
        }
        return (SessionBook(parts).sessions, days)
    }

    private func part(_ row: Row) throws -> SessionPart {
        let columns = Aggregate.columnNames.map { Int64.fromDatabaseValue(row[$0]) }
        let start: UInt32 = try number(row, "start")
        let end: UInt32 = try number(row, "end")
        guard let activity = Activity(rawValue: try number(row, "activity")), start <= end,
            let aggregate = Aggregate(columns: columns)
        else { throw damaged("part") }
        return SessionPart(
            activity: activity,
            start: start,
            end: end,
            socStart: Int64.fromDatabaseValue(row["soc_start"]),
            socEnd: Int64.fromDatabaseValue(row["soc_end"]),
            aggregate: aggregate
        )
    }

    private func ends(_ battery: Int64, _ db: Database) throws -> ClosedRange<UInt32>? {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT min(first) AS first, max(last) AS last FROM chunk WHERE battery = ?",
            arguments: [battery]
        )
        guard let row, let first = UInt32.fromDatabaseValue(row["first"]),
            let last = UInt32.fromDatabaseValue(row["last"]), first <= last
        else { return nil }
        return first...last
    }

    private func alarms(
        _ battery: Int64,
        _ query: TelemetryQuery,
        _ db: Database
    ) throws -> [TelemetryAlarm] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT bit, min(first) AS first, max(last) AS last, sum(rises) AS rises
                FROM alarm WHERE battery = ? AND chunk BETWEEN ? AND ?
                GROUP BY bit ORDER BY bit
                """,
            arguments: [battery, query.chunks.lowerBound, query.chunks.upperBound]
        ).map { row in
            TelemetryAlarm(
                bit: try number(row, "bit"),
                first: timeText(try number(row, "first") as UInt32),
                last: timeText(try number(row, "last") as UInt32),
                rises: try number(row, "rises")
            )
        }
    }

    private func dirty(
        _ battery: Int64,
        _ query: TelemetryQuery,
        _ db: Database
    ) throws -> [DirtyField] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT field, sum(invalid) AS invalid, sum(abnormal) AS abnormal,
                    sum(out_of_range) AS out_of_range, sum(implausible) AS implausible
                FROM dirty WHERE battery = ? AND chunk BETWEEN ? AND ?
                GROUP BY field ORDER BY field
                """,
            arguments: [battery, query.chunks.lowerBound, query.chunks.upperBound]
        ).map { row in
            guard let field = SampleField(rawValue: try number(row, "field")) else {
                throw damaged("dirty")
            }
            return DirtyField(
                field: field.name,
                invalid: try number(row, "invalid"),
                abnormal: try number(row, "abnormal"),
                outOfRange: try number(row, "out_of_range"),
                implausible: try number(row, "implausible")
            )
        }
    }

    private func delivery(_ battery: Row) throws -> DeliveryCounts {
        DeliveryCounts(
            records: try number(battery, "records"),
            duplicates: try number(battery, "duplicates"),
            amended: try number(battery, "amended"),
            outOfOrder: try number(battery, "out_of_order"),
            badTime: try number(battery, "bad_time"),
            unreadable: try number(battery, "unreadable")
        )
    }

    private func number<Number: FixedWidthInteger & DatabaseValueConvertible>(
        _ row: Row,
        _ column: String
    ) throws -> Number {
        guard let value = Number.fromDatabaseValue(row[column]) else { throw damaged(column) }
        return value
    }

    func damaged(_ what: String) -> SummaryError {
        .file(path: database.path, .damaged("'\(what)' is not as it was written"))
    }
}
