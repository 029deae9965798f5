import GRDB

/// A charge without a pause of more than ten minutes, as summaries have it.
public struct StoredCharge: Hashable, Sendable {
    /// Unix seconds of the first and the last sample.
    public let start: UInt32
    public internal(set) var end: UInt32
    /// As the battery's own management had them, in parts of 1.
    public let stateOfChargeAtStart: Double?
    public internal(set) var stateOfChargeAtEnd: Double?
    /// What went in, in ampere-hours.
    public internal(set) var charge: Double
    /// For how long, in seconds, and how much of that was not measured.
    public internal(set) var seconds: Int64
    public internal(set) var unmeasuredSeconds: Int64
    /// The warmest and the coldest probe, in °C.
    public internal(set) var temperatureMaximum: Double?
    public internal(set) var temperatureMinimum: Double?
    /// The highest cell, in volts.
    public internal(set) var cellMaximum: Double?

    /// Goes on with a part that follows within the longest pause; `false` if this one does not.
    mutating func append(_ next: StoredCharge) -> Bool {
        guard next.start >= end, next.start - end <= FoldRules.longestPause else { return false }
        end = next.end
        stateOfChargeAtEnd = next.stateOfChargeAtEnd ?? stateOfChargeAtEnd
        charge += next.charge
        seconds &+= next.seconds
        unmeasuredSeconds &+= next.unmeasuredSeconds
        temperatureMaximum = Self.extreme(temperatureMaximum, next.temperatureMaximum, max)
        temperatureMinimum = Self.extreme(temperatureMinimum, next.temperatureMinimum, min)
        cellMaximum = Self.extreme(cellMaximum, next.cellMaximum, max)
        return true
    }

    private static func extreme(
        _ one: Double?,
        _ other: Double?,
        _ choose: (Double, Double) -> Double
    ) -> Double? {
        guard let one, let other else { return one ?? other }
        return choose(one, other)
    }
}

/// What is kept of a battery that its health can be judged by.
public struct StoredHistory: Hashable, Sendable {
    public let batteryID: String
    /// In the order of time.
    public internal(set) var charges: [StoredCharge] = []
    /// How many samples there are, and from when to when, in Unix seconds.
    public internal(set) var samples: Int64 = 0
    public internal(set) var seconds: ClosedRange<UInt32>?
    /// Whether the battery has done nothing else since the last charge.
    var isCharging = false
}

extension SummaryStore {
    /// Tells the history of every battery; flush first for the newest.
    ///
    /// One battery is in memory at a time; the tables are read once, in their own order.
    ///
    /// - Parameter body: Takes the next battery.
    /// - Throws: ``SummaryError``.
    public func forEachHistory(_ body: (StoredHistory) -> Void) throws(SummaryError) {
        try database.read { db in
            let batteries = try Row.fetchCursor(db, sql: "SELECT id, name FROM battery ORDER BY id")
            let parts = try Row.fetchCursor(db, sql: HistoryRow.query)
            var row = try parts.next().map { try HistoryRow($0, in: self) }
            while let battery = try batteries.next() {
                guard let id = Int64.fromDatabaseValue(battery[0]),
                    let name = String.fromDatabaseValue(battery[1])
                else { throw damaged("battery") }
                var history = StoredHistory(batteryID: name)
                while let part = row, part.battery <= id {
                    if part.battery == id { history.add(part) }
                    row = try parts.next().map { try HistoryRow($0, in: self) }
                }
                body(history)
            }
        }
    }
}

/// A row of the parts, as far as health can be judged by it.
private struct HistoryRow {
    let battery: Int64
    let activity: Activity
    let samples: Int64
    let charge: StoredCharge

    static let query = """
        SELECT battery, activity, start, end, soc_start, soc_end, seconds, unmeasured, charge_in,
            temp_max, temp_min, cell_max, samples
        FROM part
        ORDER BY battery, chunk, number
        """

    init(_ row: Row, in store: SummaryStore) throws {
        func value(_ column: Int, per unit: Double) -> Double? {
            Int64.fromDatabaseValue(row[column]).map { Double($0) / unit }
        }
        guard let battery = Int64.fromDatabaseValue(row[0]),
            let activity = UInt8.fromDatabaseValue(row[1]).flatMap(Activity.init),
            let start = UInt32.fromDatabaseValue(row[2]),
            let end = UInt32.fromDatabaseValue(row[3]), start <= end,
            let seconds = Int64.fromDatabaseValue(row[6]),
            let unmeasured = Int64.fromDatabaseValue(row[7]), let charge = value(8, per: 72_000)
        else { throw store.damaged("part") }
        self.battery = battery
        self.activity = activity
        samples = Int64.fromDatabaseValue(row[12]) ?? 0
        self.charge = StoredCharge(
            start: start,
            end: end,
            stateOfChargeAtStart: value(4, per: 1_000),
            stateOfChargeAtEnd: value(5, per: 1_000),
            charge: charge,
            seconds: seconds,
            unmeasuredSeconds: unmeasured,
            temperatureMaximum: value(9, per: 10),
            temperatureMinimum: value(10, per: 10),
            cellMaximum: value(11, per: 1_000)
        )
    }
}

extension StoredHistory {
    fileprivate mutating func add(_ part: HistoryRow) {
        switch part.activity {
        // The row of the whole stretch, whatever the battery did.
        case .unknown:
            samples &+= part.samples
            let first = min(seconds?.lowerBound ?? .max, part.charge.start)
            seconds = first...max(seconds?.upperBound ?? 0, part.charge.end)
        case .charge:
            let continues = isCharging && !charges.isEmpty
            isCharging = true
            if continues, charges[charges.count - 1].append(part.charge) { return }
            charges.append(part.charge)
        case .rest, .drive: isCharging = false
        }
    }
}
