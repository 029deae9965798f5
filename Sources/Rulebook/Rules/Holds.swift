import CycladeSchema
import Vocabulary

// A battery at a station can be kept for one vehicle, until a time.

extension HoldBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard case .stationSlot = battery.place.kind else {
            throw Refusal(.wrongPlace, "battery_id", "\(batteryID) is not in a station.")
        }
        try context.requireStage(of: battery, .atStation, field: "battery_id")
        guard [battery.ownerID, battery.custodianID].contains(context.signer.memberID) else {
            throw Refusal(
                .notCustodian,
                "battery_id",
                "It is for \(battery.custodianID) or \(battery.ownerID) to hold it."
            )
        }
        try context.requireNoOffer(of: battery, "battery_id")
        guard !context.isHeld(battery) else {
            throw Refusal(.held, "battery_id", "\(batteryID) is held for another.")
        }
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        let lease = try context.requireOpenLease(of: vehicle, "vehicle_id")
        try context.requirePromise(of: lease, by: battery, "battery_id")
        guard untilMs > context.blockTime,
            untilMs - context.blockTime <= context.policy.longestHoldMs
        else {
            throw Refusal(
                .outOfRange,
                "until_ms",
                "Hold it for at most \(context.policy.longestHoldMs) ms from now."
            )
        }
        var hold = Hold()
        hold.vehicleID = vehicleID
        hold.heldBy = context.signer.memberID
        hold.untilMs = untilMs
        return [.battery(.held(batteryID, hold))]
    }
}

extension ReleaseHold {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard context.isHeld(battery) else {
            throw Refusal(.alreadyDone, "battery_id", "\(batteryID) is not held.")
        }
        try context.requireParty(battery.hold.heldBy, "battery_id")
        return [.battery(.released(batteryID))]
    }
}

extension RuleContext {
    /// Whether `battery` is kept for a vehicle in this block.
    func isHeld(_ battery: Battery) -> Bool {
        battery.hasHold && blockTime <= battery.hold.untilMs
    }

    /// Requires that `battery` is kept for no vehicle but `vehicleID`.
    func requireNotHeld(
        _ battery: Battery,
        except vehicleID: String? = nil,
        _ field: String
    ) throws(Refusal) {
        guard !isHeld(battery) || battery.hold.vehicleID == vehicleID else {
            throw Refusal(.held, field, "\(battery.batteryID) is held for a vehicle.")
        }
    }

    /// Ends the hold of a battery that goes, also one whose time is over.
    func endHold(of battery: Battery) -> [Event] {
        battery.hasHold ? [.battery(.released(battery.batteryID))] : []
    }
}
