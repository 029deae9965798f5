import FoundationEssentials
public import GBT32960
import GRDB
import Synchronization

/// What a vehicle said at a login.
public struct VehicleLogin: Hashable, Sendable {
    /// The vehicle as its frames name it.
    public let vehicle: SenderID
    /// The login's own time, Unix milliseconds.
    public let atMs: UInt64
    /// The codes of the packs, as they were sent.
    public let packCodes: [String]

    /// Names a login.
    public init(vehicle: SenderID, atMs: UInt64, packCodes: [String]) {
        self.vehicle = vehicle
        self.atMs = atMs
        self.packCodes = packCodes
    }
}

extension SummaryStore {
    /// Remembers a login, and what it contradicts; written with the next flush.
    public func note(_ login: VehicleLogin, _ contradiction: LoginContradiction?) {
        pending.withLock { $0.logins.append((login, contradiction)) }
    }

    /// The logins that are remembered: the newest of each vehicle, in order.
    public func logins() throws(SummaryError) -> [VehicleLogin] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM login ORDER BY vehicle, at_ms").map { row in
                guard let name = String.fromDatabaseValue(row["vehicle"]),
                    let vehicle = SenderID(name),
                    let atMs = Int64.fromDatabaseValue(row["at_ms"]).flatMap(UInt64.init(exactly:)),
                    let codes = Self.list(row["codes"])
                else { throw damaged("login") }
                return VehicleLogin(vehicle: vehicle, atMs: atMs, packCodes: codes)
            }
        }
    }

    /// The logins that named other batteries than the ledger, in order.
    public func contradictions() throws(SummaryError) -> [LoginContradiction] {
        try database.read { db in
            let sql = "SELECT * FROM contradiction ORDER BY at_ms, vehicle"
            return try Row.fetchAll(db, sql: sql).map { row in
                guard let vehicle = String.fromDatabaseValue(row["vehicle"]),
                    let atMs = Int64.fromDatabaseValue(row["at_ms"]).flatMap(UInt64.init(exactly:)),
                    let claimed = Self.list(row["claimed"]), let fitted = Self.list(row["fitted"])
                else { throw damaged("contradiction") }
                return LoginContradiction(
                    vehicle: vehicle,
                    atMs: atMs,
                    claimed: claimed,
                    fitted: fitted
                )
            }
        }
    }

    private static func list(_ value: DatabaseValue) -> [String]? {
        guard let text = String.fromDatabaseValue(value) else { return nil }
        return try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    }
}

extension PendingSummaries {
    /// Writes the logins, and forgets the oldest of vehicles that have many.
    func writeLogins(_ db: Database) throws {
        for (login, contradiction) in logins {
            let vehicle = login.vehicle.text
            let atMs = Int64(clamping: login.atMs)
            try db.execute(
                sql: "INSERT OR REPLACE INTO login VALUES (?, ?, ?)",
                arguments: [vehicle, atMs, try Self.text(login.packCodes)]
            )
            try Self.forgetOldest("login", vehicle, db)
            guard let contradiction else { continue }
            try Self.forgetOldest("contradiction", vehicle, db)
            try db.execute(
                sql: "INSERT OR REPLACE INTO contradiction VALUES (?, ?, ?, ?)",
                arguments: [
                    vehicle, atMs, try Self.text(contradiction.claimed),
                    try Self.text(contradiction.fitted),
                ]
            )
        }
    }

    /// Keeps the newest rows of a vehicle.
    private static func forgetOldest(
        _ table: String,
        _ vehicle: String,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                DELETE FROM \(table) WHERE vehicle = ?1 AND at_ms <
                (SELECT at_ms FROM \(table) WHERE vehicle = ?1
                 ORDER BY at_ms DESC LIMIT 1 OFFSET ?2)
                """,
            arguments: [vehicle, BatteryAttributor.rememberedLogins - 1]
        )
    }

    private static func text(_ list: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
    }
}
