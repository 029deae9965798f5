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

/// What a gateway has to tell anew since it last asked.
public struct LateChanges: Hashable, Sendable {
    /// The batteries that the ledger moved after frames may have come.
    public let redo: [SummaryRedo]
    /// The first leaf of the ledger that has not been followed.
    public let leaf: UInt64
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
        var late: [SummaryRedo] = []
        var leaf: UInt64 = 0
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
            let before = state.vehicles
            state.vehicles = Dictionary(vehicles.map { ($0.sender, $0) }) { first, _ in first }
            for sender in before.keys where state.vehicles[sender] == nil { state.forget(sender) }
            // The network waits meanwhile: only what is new is looked for.
            for vehicle in vehicles
            where before[vehicle.sender]?.vinCommitment != vehicle.vinCommitment {
                state.place(vehicle)
            }
        }
    }

    /// Takes what the ledger has accepted, in its order.
    ///
    /// - Parameters:
    ///   - bodies: The transactions.
    ///   - leaf: The leaf after theirs.
    ///   - isNew: Whether frames may have come since it happened; not for what was followed before.
    public func follow(
        _ bodies: some Sequence<TransactionBody>,
        upTo leaf: UInt64,
        isNew: Bool
    ) {
        state.withLock { state in
            for body in bodies { state.follow(body, isNew: isNew) }
            state.leaf = leaf
        }
    }

    /// What the ledger has said since this was last asked, of batteries of these vehicles.
    public func takeLateChanges() -> LateChanges {
        state.withLock { state in
            defer { state.late = [] }
            return LateChanges(redo: state.late, leaf: state.leaf)
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
        let (found, isKnown, vehicleID) = state.withLock { state in
            let isKnown = state.attributor.remembers(vehicle, codes: codes, atMs: time.rawValue)
            let found = state.attributor.login(vehicle, codes: codes, atMs: time.rawValue)
            return (found, isKnown, state.vehicleIDs[vehicle] ?? "")
        }
        if let found, !isKnown { contradicted(vehicleID, found) }
        return found
    }

    /// Remembers a login of before; what it contradicts has been told.
    func remember(_ login: VehicleLogin) {
        state.withLock { state in
            _ = state.attributor.login(login.vehicle, codes: login.packCodes, atMs: login.atMs)
        }
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
            // With one battery's move the others in the vehicle may have the frames, or lose them.
            var touched = attributor.timeline.batteries(of: sender, since: change.atMs)
            tell(sender, of: change.vehicleID)
            guard isNew else { continue }
            touched.formUnion(attributor.timeline.batteries(of: sender, since: change.atMs))
            late += touched.sorted().map { SummaryRedo(batteryID: $0, fromMs: change.atMs) }
        }
    }

    fileprivate mutating func forget(_ sender: SenderID) {
        guard let vehicleID = vehicleIDs.removeValue(forKey: sender) else { return }
        senders[vehicleID] = nil
    }
}
