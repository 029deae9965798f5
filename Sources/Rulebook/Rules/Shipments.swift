import CycladeSchema
import Vocabulary

// Collected batteries are dangerous goods on their way to a centre; the centre counts them.

extension OpenShipment {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.collector)
        _ = try context.parse(shipmentID, "shipment_id") { try ShipmentID($0) }
        try context.requireNew(.shipment(shipmentID), "shipment_id")
        let receiver = try context.requireOther(toMemberID, "to_member_id")
        guard receiver.roles.contains(.cascadeUser) || receiver.roles.contains(.dismantler) else {
            throw Refusal(.roleRequired, "to_member_id", "\(toMemberID) is no centre.")
        }
        try context.requireMember(carrierID, .collector, "carrier_id")
        try context.requireQualification(.dangerousGoods, of: carrierID, "carrier_id")
        try context.requireKnown(dangerousGoods, not: .unspecified, "dangerous_goods")
        try context.requireList(batteryIds, "battery_ids")
        var events: [Event] = []
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            try context.requireStage(of: battery, .collected, field: "battery_ids")
            try context.requireOnPremises(battery, "battery_ids")
            guard battery.assessment.findings.isEmpty || dangerousGoods != .class9 else {
                throw Refusal(
                    .dangerousGoods,
                    "dangerous_goods",
                    "\(id) has been found unsafe: send it as damaged or critical."
                )
            }
            events.append(
                .battery(
                    .moved(
                        id,
                        custodian: context.signer.memberID,
                        place: .inTransitTo(toMemberID),
                        stage: .collected
                    )
                )
            )
        }
        var shipment = Handover()
        shipment.handoverID = shipmentID
        shipment.fromMemberID = context.signer.memberID
        shipment.toMemberID = toMemberID
        shipment.batteryIds = batteryIds
        shipment.carrierID = carrierID
        shipment.dangerousGoods = dangerousGoods
        return [.handover(.opened(.shipment, shipment))] + events
    }
}

extension CloseShipment {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.receipt(of: shipmentID, missing: missingIds)
    }
}

extension RuleContext {
    /// The arrival of a shipment, with what was counted as missing: that stays with its sender.
    func receipt(of shipmentID: String, missing: [String]) throws(Refusal) -> [Event] {
        let shipment = try requireOpen(.shipment(shipmentID), "shipment_id")
        try requireDistinct(missing, "missing_ids")
        guard missing.allSatisfy(shipment.batteryIds.contains) else {
            throw Refusal(.notFound, "missing_ids", "They are not all on the list.")
        }
        let receiver = signer.memberID
        var events: [Event] = [
            .handover(.received(shipmentID, missing: missing, at: blockTime))
        ]
        for id in shipment.batteryIds {
            let battery = try require(.battery(id), "shipment_id")
            // A centre may have taken it in from the way.
            guard battery.place.kind == .inTransitTo(receiver) else { continue }
            let holder = missing.contains(id) ? shipment.fromMemberID : receiver
            events.append(
                .battery(
                    .moved(id, custodian: holder, place: .premises(holder), stage: battery.stage)
                )
            )
        }
        return events
    }
}
