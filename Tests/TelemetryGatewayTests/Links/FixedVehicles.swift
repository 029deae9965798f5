import GBT32960
import TelemetryGateway
import Vocabulary

/// A register that does not change: vehicles that all belong to one fleet.
struct FixedVehicleRegister: VehicleRegister {
    private let fleets: [SenderID: FleetSettings]

    init(_ vehicles: some Sequence<SenderID>, fleet: FleetSettings) {
        fleets = Dictionary(vehicles.map { ($0, fleet) }) { first, _ in first }
    }

    func fleet(of vehicle: SenderID) -> FleetSettings? { fleets[vehicle] }
}

/// Attributes no frame.
struct NoBatteryLocator: BatteryLocator {
    func battery(in _: SenderID, at _: UnixMilliseconds) -> String? { nil }

    func loggedIn(
        _: SenderID,
        codes _: [String],
        at _: UnixMilliseconds
    ) -> LoginContradiction? { nil }
}
