public import GBT32960

/// What the ledger says happened to a vehicle's battery, and when.
public struct BatteryFact: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        case installed
        case removed
    }

    /// The vehicle as its frames name it.
    public let vehicle: SenderID
    /// What the ledger calls the battery: its code, or its enrolment number.
    public let batteryID: String
    public let change: Change
    /// When it happened, Unix milliseconds.
    public let atMs: UInt64

    public init(vehicle: SenderID, batteryID: String, change: Change, atMs: UInt64) {
        self.vehicle = vehicle
        self.batteryID = batteryID
        self.change = change
        self.atMs = atMs
    }
}
