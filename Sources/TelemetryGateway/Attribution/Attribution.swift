/// Which battery a frame belongs to.
public enum Attribution: Hashable, Sendable {
    /// The battery that the ledger names.
    case battery(String)
    /// None: the frame is kept and counted, but told of no battery.
    case none(Unattributed)
}

/// Why a frame belongs to no battery.
public enum Unattributed: String, Hashable, Sendable, CaseIterable, Codable {
    /// The ledger knows no such vehicle.
    case unknownVehicle
    /// The vehicle had no battery then.
    case noBattery
    /// The vehicle had several batteries then; a frame does not say which.
    case severalBatteries
    /// The battery was changed within ``BatteryTimeline/swapMarginMs`` of the frame's time.
    case nearSwap
    /// The vehicle's login named other batteries than the ledger.
    case contradictedLogin
    /// The frame's time does not exist, or lies ahead of its arrival.
    case badTime
    /// The frame is no report, is encrypted, or fails its check.
    case unreadable
}
