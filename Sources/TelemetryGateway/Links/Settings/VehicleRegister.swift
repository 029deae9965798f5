public import GBT32960
public import Vocabulary

/// Which vehicles may send.
///
/// Asked on the network's threads for every frame that a platform passes on: it answers from memory.
public protocol VehicleRegister: Sendable {
    /// The fleet of a vehicle; `nil` if the vehicle is not registered.
    func fleet(of vehicle: SenderID) -> FleetSettings?
}

/// Which battery a frame belongs to.
///
/// Asked on the network's threads for every frame: it answers from memory.
public protocol BatteryLocator: Sendable {
    /// The battery that was in `vehicle` at `time`, the frame's own; `nil` if none is sure.
    func battery(in vehicle: SenderID, at time: UnixMilliseconds) -> String?

    /// A vehicle has logged in and named the packs that it carries.
    ///
    /// - Returns: The contradiction, if the ledger has other batteries in it.
    @discardableResult
    func loggedIn(
        _ vehicle: SenderID,
        codes: [String],
        at time: UnixMilliseconds
    ) -> LoginContradiction?
}
