import CycladeSchema
import Vocabulary

// The ends that nobody plans: a battery is lost, and perhaps found; exported; destroyed.

extension ReportLost {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireOwnerOrCustodian(of: battery, "battery_id")
        try context.requirePresence(of: battery, "battery_id")
        try context.requireCommitment(accountCommitment, "account_commitment")
        return try context.departure(of: battery, "battery_id")
            + [
                .battery(
                    .moved(
                        batteryID,
                        custodian: battery.custodianID,
                        place: .lastSeenWith(battery.custodianID),
                        stage: .lost
                    )
                )
            ] + context.loss(of: battery)
    }
}

extension ReportFound {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireStage(of: battery, .lost, field: "battery_id")
        let finder = context.signer.memberID
        return [
            .battery(
                .moved(
                    batteryID,
                    custodian: finder,
                    place: .premises(finder),
                    stage: battery.stageFound
                )
            )
        ] + context.endLoss(of: battery)
    }
}

extension ReportExported {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireOwner(of: battery, "battery_id")
        try context.requireOnPremises(battery, "battery_id")
        try context.requireStage(of: battery, .made, .inStock, field: "battery_id")
        try context.requireNoOffer(of: battery, "battery_id")
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
            country != "CN"
        else {
            throw Refusal(.invalidValue, "country", "Two capital letters of another country.")
        }
        try context.requireCommitment(paperCommitment, "paper_commitment")
        return [
            .battery(
                .moved(
                    batteryID,
                    custodian: battery.custodianID,
                    place: .abroadIn(country),
                    stage: .exported
                )
            )
        ]
    }
}

extension ReportDestroyed {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireOwnerOrCustodian(of: battery, "battery_id")
        try context.requirePresence(of: battery, "battery_id")
        try context.requireCommitment(accountCommitment, "account_commitment")
        return try context.departure(of: battery, "battery_id")
            + [
                .battery(
                    .moved(
                        batteryID,
                        custodian: battery.custodianID,
                        place: .lastSeenWith(battery.custodianID),
                        stage: .destroyed
                    )
                )
            ] + context.loss(of: battery)
    }
}

extension Battery {
    /// The stage that a lost battery comes back to: only the verdict of a centre ends a recall.
    var stageFound: Stage { hasRecall ? .recalled : .inStock }
}

extension RuleContext {
    fileprivate func requireOwnerOrCustodian(
        of battery: Battery,
        _ field: String
    ) throws(Refusal) {
        guard [battery.ownerID, battery.custodianID].contains(signer.memberID) else {
            throw Refusal(.notCustodian, field, "It is for its owner or its custodian to say so.")
        }
    }

    /// Requires a battery that is somewhere by itself: neither gone, nor a part, nor under offer.
    fileprivate func requirePresence(of battery: Battery, _ field: String) throws(Refusal) {
        guard !battery.stage.isEnd, battery.stage != .lost, battery.stage != .builtIn else {
            throw Refusal(
                .wrongStage,
                field,
                "\(battery.batteryID) is \(battery.stage): it must be somewhere by itself."
            )
        }
        try requireNoOffer(of: battery, field)
    }

    /// What a battery's going leaves behind at its place: an empty slot, an emptier vehicle.
    func departure(of battery: Battery, _ field: String) throws(Refusal) -> [Event] {
        switch battery.place.kind {
        case .vehicleID(let vehicleID):
            return [.vehicle(.batteryTakenOut(vehicleID))]
        case .stationSlot(let place):
            let station = try require(.station(place.stationID), field)
            let occupied = station.occupied & ~(1 << UInt64(place.slot))
            return endHold(of: battery) + [.station(.occupied(place.stationID, occupied))]
        case .premises, .siteCommitment, .withinBattery, .inTransitTo, .lastSeenWith, .abroadIn,
            nil:
            return []
        }
    }

    /// The end of the claim to a battery that is found.
    func endLoss(of battery: Battery) -> [Event] {
        guard !battery.lossLeaseID.isEmpty else { return [] }
        return [
            .battery(.lossEnded(battery.batteryID)),
            .lease(.lossMadeGood(battery.lossLeaseID)),
        ]
    }

    /// The loss that a lessee has to make good, if the battery was in a leased vehicle.
    fileprivate func loss(of battery: Battery) -> [Event] {
        guard case .vehicleID(let vehicleID) = battery.place.kind,
            let vehicle = state[.vehicle(vehicleID)], !vehicle.leaseID.isEmpty,
            let lease = state[.lease(vehicle.leaseID)],
            lease.assetManagerID == battery.ownerID
        else { return [] }
        return [
            .battery(.lostUnder(battery.batteryID, leaseID: vehicle.leaseID)),
            .lease(.lossIncurred(vehicle.leaseID)),
        ]
    }
}
