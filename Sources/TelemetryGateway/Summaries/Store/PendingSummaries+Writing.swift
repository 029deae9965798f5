import GRDB

extension PendingSummaries {
    /// Writes every stretch that has changed, with its summaries, and those after that depend on it.
    mutating func write(_ db: Database) throws {
        var changed = stretches.filter(\.value.isChanged).map(\.key).sorted()
        var index = 0
        while index < changed.count {
            let key = changed[index]
            index += 1
            guard try write(key, db) else { continue }
            let next = ChunkRow.Key(battery: key.battery, chunk: key.chunk.next)
            guard index == changed.count || changed[index] != next else { continue }
            if try stretches[next] != nil || ChunkRow.carry(next, db) != nil {
                changed.insert(next, at: index)
            }
        }
        for tally in tallies where !tally.isWritten { try tally.write(db) }
        try strays.write(db)
        try writeLogins(db)
        try writeProgress(db)
    }

    /// Folds and writes one stretch; says whether the one after must be folded anew.
    private mutating func write(_ key: ChunkRow.Key, _ db: Database) throws -> Bool {
        if let place = stretches[key]?.battery, let merged = try stretches[key]?.samples.merge() {
            tallies[place].add(merged)
        }
        guard let samples = try stretches[key]?.samples ?? ChunkRow.samples(key, db) else {
            return false
        }
        let known = try ChunkRow.carry(key, db)
        let summary = ChunkSummary(try samples.samples(), after: try carry(before: key, db))
        try ChunkRow.write(key, samples, summary, db)
        return summary.carry != known
    }

    // The stretch before has been written already: it is earlier in the order.
    private func carry(before key: ChunkRow.Key, _ db: Database) throws -> Carry {
        guard let previous = key.chunk.previous else { return Carry() }
        let before = ChunkRow.Key(battery: key.battery, chunk: previous)
        return try ChunkRow.carry(before, db) ?? Carry()
    }

    /// Says that everything is on the disk.
    mutating func markWritten() {
        for key in stretches.filter(\.value.isChanged).map(\.key) {
            stretches[key]?.isChanged = false
        }
        tallies = tallies.map { BatteryTally(row: $0.row, newest: $0.newest) }
        forgetBatteriesIfMany()
        strays = StrayCounts()
        logins = []
        mark = nil
        leaf = nil
        redo = []
        redone = []
    }

    /// Frees the memory of what is written; it is read again where it is needed.
    mutating func forgetStretches() {
        stretches = stretches.filter(\.value.isChanged)
    }
}

extension StrayCounts {
    fileprivate func write(_ db: Database) throws {
        for (key, count) in counts {
            try db.execute(
                sql: """
                    INSERT INTO stray VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (vehicle, reason) DO UPDATE
                    SET frames = frames + excluded.frames,
                        first_ms = min(first_ms, excluded.first_ms),
                        last_ms = max(last_ms, excluded.last_ms)
                    """,
                arguments: [
                    key.vehicle, key.reason.rawValue, Int64(clamping: count.frames),
                    Int64(clamping: count.firstMs), Int64(clamping: count.lastMs),
                ]
            )
        }
    }
}
