import CycladeSchema
import Vocabulary

// If a ledger cannot record a true thing, people will falsify it: what broke a rule is stated by one
// member and confirmed by another, and then the record follows the world.

extension RecordIrregularity {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(irregularityID, "irregularity_id") { try RecordName($0) }
        try context.requireNew(.irregularity(irregularityID), "irregularity_id")
        try context.requireKnown(kind, not: .unspecified, "kind")
        try context.requireCommitment(evidenceCommitment, "evidence_commitment")
        _ = try events(context)
        var irregularity = Irregularity()
        irregularity.statement = self
        irregularity.statedBy = context.signer.memberID
        irregularity.statedMs = context.blockTime
        return [.evidence(.irregularityStated(irregularity))]
    }

    /// What follows once it is confirmed: the battery leaves where the record has it, and is there.
    func events(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        let movable: [Stage] = [.inStock, .inVehicle, .atStation, .recalled, .collected, .lost]
        guard movable.contains(battery.stage) else {
            let names = movable.map { "\($0)" }.joined(separator: ", ")
            throw Refusal(
                .wrongStage,
                "battery_id",
                "\(batteryID) is \(battery.stage), and must be one of \(names)."
            )
        }
        try context.requireNoOffer(of: battery, "battery_id")
        _ = try context.require(.member(custodianID), "custodian_id")
        guard place != battery.place || custodianID != battery.custodianID else {
            throw Refusal(.alreadyDone, "place", "The record says so already.")
        }
        let (arrival, stage) = try arrival(of: battery, context)
        let moved = BatteryEvent.moved(
            batteryID,
            custodian: custodianID,
            place: place.kind ?? .premises(custodianID),
            stage: stage
        )
        return try context.departure(of: battery, "battery_id") + [.battery(moved)] + arrival
            + context.endLoss(of: battery)
    }

    /// What changes at the place where it is, and the stage that goes with that place.
    private func arrival(
        of battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) -> (events: [Event], stage: Stage) {
        let before = battery.stage == .lost ? battery.stageFound : battery.stage
        let isCalledHome = [.recalled, .collected].contains(before)
        switch place.kind {
        case .premises(custodianID):
            return ([], isCalledHome ? before : .inStock)
        case .vehicleID(let vehicleID):
            _ = try context.require(.vehicle(vehicleID), "place.vehicle_id")
            return (
                [.vehicle(.batteryFitted(vehicleID))],
                isCalledHome ? .recalled : .inVehicle
            )
        case .stationSlot(let slot):
            let station = try context.require(
                .station(slot.stationID),
                "place.station_slot.station_id"
            )
            guard station.operatorID == custodianID else {
                throw Refusal(.notCustodian, "custodian_id", "It is \(station.operatorID)'s slot.")
            }
            var occupied = station.occupied
            if case .stationSlot(let old) = battery.place.kind, old.stationID == slot.stationID {
                occupied &= ~(1 << UInt64(old.slot))
            }
            try context.requireFree(slot.slot, of: station, occupied, "place.station_slot.slot")
            return (
                [.station(.occupied(slot.stationID, occupied | 1 << UInt64(slot.slot)))],
                isCalledHome ? .recalled : .atStation
            )
        default:
            throw Refusal(
                .invalidValue,
                "place",
                "Name a vehicle, a slot, or the custodian's premises."
            )
        }
    }
}

extension ConfirmIrregularity {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let irregularity = try context.require(
            .irregularity(irregularityID),
            "irregularity_id"
        )
        guard irregularity.confirmedBy.isEmpty else {
            throw Refusal(.alreadyDone, "irregularity_id", "It has been confirmed.")
        }
        let confirmer = context.signer.memberID
        guard confirmer != irregularity.statedBy else {
            throw Refusal(.notParty, "irregularity_id", "A second member has to confirm it.")
        }
        let statement = irregularity.statement
        let battery = try context.require(.battery(statement.batteryID), "irregularity_id")
        let parties = [battery.ownerID, battery.custodianID, statement.custodianID]
        guard parties.contains(confirmer) || context.signer.roles.contains(.regulator) else {
            throw Refusal(
                .notParty,
                "irregularity_id",
                "It is for its owner, either custodian or a regulator to confirm it."
            )
        }
        return try statement.events(context)
            + [.evidence(.irregularityConfirmed(irregularityID, by: confirmer))]
    }
}
