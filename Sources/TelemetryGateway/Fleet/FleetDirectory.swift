public import CycladeSchema
public import FoundationEssentials
public import GBT32960
import Synchronization
public import Vocabulary

/// A vehicle that may send to a gateway.
public struct RegisteredVehicle: Sendable {
    /// As its frames name it: its VIN.
    public let sender: SenderID
    /// What the ledger has of the VIN.
    public let vinCommitment: Data
    /// How the gateway speaks with it.
    public let fleet: FleetSettings

    /// Names a vehicle.
    public init(sender: SenderID, vinCommitment: Data, fleet: FleetSettings) {
        self.sender = sender
        self.vinCommitment = vinCommitment
        self.fleet = fleet
    }
}

/// What the ledger said late: frames that came since may have been told of another battery.
public struct LateChange: Hashable, Sendable {
    public let vehicle: SenderID
    public let batteryID: String
    /// When it happened, Unix milliseconds.
    public let atMs: UInt64
}

/// The vehicles of a gateway as they are known now: which may send, and which battery is in which.
///
/// Asked on the network's threads, it answers from memory. Whoever follows the vault and the ledger
/// tells it what is new.
public final class FleetDirectory: VehicleRegister, BatteryLocator {
    fileprivate struct State {
        var vehicles: [SenderID: RegisteredVehicle] = [:]
        /// By what the ledger calls them, and the other way; only vehicles of ``vehicles``.
        var senders: [String: SenderID] = [:]
        var vehicleIDs: [SenderID: String] = [:]
        var ledger = LedgerBatteries()
        var attributor = BatteryAttributor(BatteryTimeline([]))
        var late: [LateChange] = []
    }

    private let state = Mutex(State())
    private let contradicted: @Sendable (_ vehicleID: String, LoginContradiction) -> Void

    /// Creates a directory of no vehicles.
    ///
    /// - Parameter contradicted: Told when a vehicle's login names other batteries than the ledger
    ///   has in it, with the vehicle as the ledger calls it. On the network's threads: be quick.
    public init(
        contradicted: @escaping @Sendable (String, LoginContradiction) -> Void = { _, _ in }
    ) {
        self.contradicted = contradicted
    }

    /// Puts these vehicles in the place of those that might send until now.
    public func register(_ vehicles: [RegisteredVehicle]) {
        state.withLock { state in
            state.vehicles = Dictionary(vehicles.map { ($0.sender, $0) }) { first, _ in first }
            (state.senders, state.vehicleIDs) = ([:], [:])
            for vehicle in vehicles { state.place(vehicle) }
        }
    }

    /// Takes what the ledger has accepted, in its order.
    ///
    /// - Parameters:
    ///   - bodies: The transactions.
    ///   - isNew: Whether frames may have come since it happened; not while the ledger is read for
    ///     the first time.
    public func follow(_ bodies: some Sequence<TransactionBody>, isNew: Bool) {
        state.withLock { state in
            for body in bodies { state.follow(body, isNew: isNew) }
        }
    }

    /// What the ledger has said since this was last asked, of batteries of these vehicles.
    public func takeLateChanges() -> [LateChange] {
        state.withLock { state in
            defer { state.late = [] }
            return state.late
        }
    }

    // MARK: - Answers

    public func fleet(of vehicle: SenderID) -> FleetSettings? {
        state.withLock { $0.vehicles[vehicle]?.fleet }
    }

    /// Whether the ledger knows the vehicle.
    public func knows(_ vehicle: SenderID) -> Bool {
        state.withLock { $0.attributor.timeline.knows(vehicle) }
    }

    /// The battery of a vehicle at a moment, Unix milliseconds, or why there is none.
    public func attribute(_ vehicle: SenderID, atMs: UInt64) -> Attribution {
        state.withLock { $0.attributor.attribute(vehicle, atMs: atMs) }
    }

    public func battery(in vehicle: SenderID, at time: UnixMilliseconds) -> String? {
        guard case .battery(let id) = attribute(vehicle, atMs: time.rawValue) else { return nil }
        return id
    }

    @discardableResult
    public func loggedIn(
        _ vehicle: SenderID,
        codes: [String],
        at time: UnixMilliseconds
    ) -> LoginContradiction? {
        let (found, vehicleID) = state.withLock { state in
            (
                state.attributor.login(vehicle, codes: codes, atMs: time.rawValue),
                state.vehicleIDs[vehicle] ?? ""
            )
        }
        if let found { contradicted(vehicleID, found) }
        return found
    }
}

extension FleetDirectory.State {
    /// Finds a vehicle on the ledger, if it is there, and what happened to its batteries.
    fileprivate mutating func place(_ vehicle: RegisteredVehicle) {
        guard let vehicleID = ledger.vehicle(committedTo: vehicle.vinCommitment) else { return }
        senders[vehicleID] = vehicle.sender
        vehicleIDs[vehicle.sender] = vehicleID
        tell(vehicle.sender, of: vehicleID)
    }

    private mutating func tell(_ sender: SenderID, of vehicleID: String) {
        let facts = ledger.changes(of: vehicleID).map { change in
            BatteryFact(
                vehicle: sender,
                batteryID: change.batteryID,
                change: change.isInstalled ? .installed : .removed,
                atMs: change.atMs
            )
        }
        attributor.timeline.replace(sender, facts)
    }

    fileprivate mutating func follow(_ body: TransactionBody, isNew: Bool) {
        let changes = ledger.take(body)
        if case .registerVehicle(let command)? = body.command {
            // Few are registered at a time, and only these have to be looked for.
            let found = vehicles.values.first { $0.vinCommitment == command.vinCommitment }
            if let found { place(found) }
        }
        for change in changes {
            guard let sender = senders[change.vehicleID] else { continue }
            tell(sender, of: change.vehicleID)
            guard isNew else { continue }
            late.append(
                LateChange(vehicle: sender, batteryID: change.batteryID, atMs: change.atMs)
            )
        }
    }
}
