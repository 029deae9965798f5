public import CycladeSchema
public import FoundationEssentials

/// Which batteries the ledger has put in which vehicles, and when: a fold over its accepted
/// transactions, in their order.
///
/// Times are those of the transactions: when it happened, not when the ledger was told.
public struct LedgerBatteries: Sendable {
    /// What changed in one vehicle.
    public struct Change: Hashable, Sendable {
        /// The vehicle as the ledger calls it.
        public let vehicleID: String
        public let batteryID: String
        /// Whether the battery was put in; else it was taken out.
        public let isInstalled: Bool
        /// When it happened, Unix milliseconds.
        public let atMs: UInt64
    }

    /// A change in few bytes: an operator's vehicles have millions.
    private struct Move {
        let atMs: UInt64
        let battery: Int32
        let isInstalled: Bool
    }

    private var vehicles: [Data: String] = [:]
    private var moves: [String: [Move]] = [:]
    private var places: [Int32: String] = [:]
    private var names: [String] = []
    private var numbers: [String: Int32] = [:]
    private var statements: [String: RecordIrregularity] = [:]

    /// Creates the fold of nothing.
    public init() {}

    /// The vehicle whose number a commitment hides; `nil` if none is registered with it.
    public func vehicle(committedTo commitment: Data) -> String? { vehicles[commitment] }

    /// Everything that happened to a vehicle's batteries, in the order of the ledger.
    public func changes(of vehicleID: String) -> [Change] {
        (moves[vehicleID] ?? []).map { move in
            Change(
                vehicleID: vehicleID,
                batteryID: names[Int(move.battery)],
                isInstalled: move.isInstalled,
                atMs: move.atMs
            )
        }
    }

    /// Takes an accepted transaction.
    ///
    /// - Returns: What it changed; nothing for most.
    public mutating func take(_ body: TransactionBody) -> [Change] {
        let atMs = body.occurredMs
        switch body.command {
        case .registerVehicle(let command):
            // What is on the ledger can be copied: the first who registers a number has it.
            if vehicles[command.vinCommitment] == nil {
                vehicles[command.vinCommitment] = command.vehicleID
            }
            return []
        case .installBattery(let command):
            return put(command.batteryID, in: command.vehicleID, atMs)
        case .removeBattery(let command): return take(out: command.batteryID, atMs)
        case .swap(let swap): return exchange(swap, atMs)
        case .retireAtSwap(let command): return exchange(command.swap, atMs)
        case .collectBattery(let command): return take(out: command.batteryID, atMs)
        case .reportLost(let command): return take(out: command.batteryID, atMs)
        case .reportExported(let command): return take(out: command.batteryID, atMs)
        case .reportDestroyed(let command): return take(out: command.batteryID, atMs)
        case .recordIrregularity(let statement):
            statements[statement.irregularityID] = statement
            return []
        case .confirmIrregularity(let command):
            guard let statement = statements.removeValue(forKey: command.irregularityID) else {
                return []
            }
            return follow(statement, atMs)
        default: return []
        }
    }

    private mutating func exchange(_ swap: Swap, _ atMs: UInt64) -> [Change] {
        take(out: swap.taken.batteryID, atMs)
            + put(swap.given.batteryID, in: swap.vehicleID, atMs)
    }

    /// Two members agree that a battery is elsewhere than the record has it.
    private mutating func follow(_ statement: RecordIrregularity, _ atMs: UInt64) -> [Change] {
        let left = take(out: statement.batteryID, atMs)
        guard case .vehicleID(let vehicleID) = statement.place.kind else { return left }
        return left + put(statement.batteryID, in: vehicleID, atMs)
    }

    private mutating func put(
        _ batteryID: String,
        in vehicleID: String,
        _ atMs: UInt64
    ) -> [Change] {
        let battery = number(of: batteryID)
        places[battery] = vehicleID
        return note(battery, in: vehicleID, isInstalled: true, atMs)
    }

    private mutating func take(out batteryID: String, _ atMs: UInt64) -> [Change] {
        guard let battery = numbers[batteryID],
            let vehicleID = places.removeValue(forKey: battery)
        else { return [] }
        return note(battery, in: vehicleID, isInstalled: false, atMs)
    }

    private mutating func note(
        _ battery: Int32,
        in vehicleID: String,
        isInstalled: Bool,
        _ atMs: UInt64
    ) -> [Change] {
        moves[vehicleID, default: []]
            .append(Move(atMs: atMs, battery: battery, isInstalled: isInstalled))
        return [
            Change(
                vehicleID: vehicleID,
                batteryID: names[Int(battery)],
                isInstalled: isInstalled,
                atMs: atMs
            )
        ]
    }

    private mutating func number(of batteryID: String) -> Int32 {
        if let number = numbers[batteryID] { return number }
        let number = Int32(clamping: names.count)
        names.append(batteryID)
        numbers[batteryID] = number
        return number
    }
}
