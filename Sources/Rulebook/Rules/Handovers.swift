import CycladeSchema
import Vocabulary

// Supply, ownership and custody: one side hands over, the other accepts.

extension OpenSupplyContract {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.batteryMaker)
        _ = try context.parse(contractID, "contract_id") { try ContractID($0) }
        try context.requireNew(.supplyContract(contractID), "contract_id")
        try context.requireMember(buyerID, .assetManager, "buyer_id")
        let model = try context.require(.model(modelID), "model_id")
        try context.requireParty(model.makerID, "model_id")
        try context.requireRange(quantity, 1...10_000_000, "quantity")
        try context.requireCommitment(priceCommitment, "price_commitment")
        var contract = SupplyContract()
        contract.contractID = contractID
        contract.makerID = context.signer.memberID
        contract.buyerID = buyerID
        contract.modelID = modelID
        contract.quantity = quantity
        contract.priceCommitment = priceCommitment
        return [.handover(.contractOpened(contract))]
    }
}

extension DeliverBatteries {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(deliveryID, "delivery_id") { try DeliveryID($0) }
        try context.requireNew(.delivery(deliveryID), "delivery_id")
        let contract = try context.require(.supplyContract(contractID), "contract_id")
        try context.requireParty(contract.makerID, "contract_id")
        try context.requireList(batteryIds, "battery_ids")
        guard batteryIds.count <= Int(contract.quantity - contract.delivered) else {
            throw Refusal(
                .insufficient,
                "battery_ids",
                "The contract has room for \(contract.quantity - contract.delivered)."
            )
        }
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            try context.requireOwner(of: battery, "battery_ids")
            try context.requireStage(of: battery, .made, field: "battery_ids")
            try context.requireOnPremises(battery, "battery_ids")
            try context.requireNoOffer(of: battery, "battery_ids")
            guard battery.modelID == contract.modelID else {
                throw Refusal(.modelMismatch, "battery_ids", "\(id) is not a \(contract.modelID).")
            }
        }
        var delivery = Handover()
        delivery.handoverID = deliveryID
        delivery.fromMemberID = contract.makerID
        delivery.toMemberID = contract.buyerID
        delivery.batteryIds = batteryIds
        delivery.contractID = contractID
        return [
            .handover(.opened(.delivery, delivery)),
            .handover(.contractUsed(contractID, count: UInt32(batteryIds.count))),
        ] + batteryIds.map { .battery(.offered($0, to: contract.buyerID, offerID: deliveryID)) }
    }
}

extension AcceptDelivery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let delivery = try context.requireOpen(.delivery(deliveryID), "delivery_id")
        let buyer = context.signer.memberID
        for id in delivery.batteryIds {
            let battery = try context.require(.battery(id), "delivery_id")
            try delivery.requireAtHand(battery)
        }
        return [.handover(.accepted(.delivery, deliveryID, at: context.blockTime))]
            + delivery.batteryIds.flatMap { id -> [Event] in
                [
                    .battery(.ownershipPassed(id, to: buyer)),
                    .battery(
                        .moved(id, custodian: buyer, place: .premises(buyer), stage: .inStock)
                    ),
                ]
            }
    }
}

extension OfferTransfer {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(offerID, "offer_id") { try ContractID($0) }
        try context.requireNew(.offer(offerID), "offer_id")
        let buyer = try context.requireOther(toMemberID, "to_member_id")
        try context.requireCommitment(priceCommitment, "price_commitment")
        try context.requireList(batteryIds, "battery_ids")
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            try context.requireOwner(of: battery, "battery_ids")
            try context.requireNoOffer(of: battery, "battery_ids")
            guard !battery.stage.isEnd, battery.stage != .builtIn else {
                throw Refusal(
                    .wrongStage,
                    "battery_ids",
                    "\(id) is \(battery.stage): only one whose life goes on by itself changes hands."
                )
            }
        }
        var offer = Handover()
        offer.handoverID = offerID
        offer.fromMemberID = context.signer.memberID
        offer.toMemberID = buyer.memberID
        offer.batteryIds = batteryIds
        return [.handover(.opened(.offer, offer))]
            + batteryIds.map { .battery(.offered($0, to: buyer.memberID, offerID: offerID)) }
    }
}

extension AcceptTransfer {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let offer = try context.requireOpen(.offer(offerID), "offer_id")
        return [.handover(.accepted(.offer, offerID, at: context.blockTime))]
            + offer.batteryIds.map {
                .battery(.ownershipPassed($0, to: context.signer.memberID))
            }
    }
}

extension WithdrawOffer {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        switch offer {
        case .offerID(let id): try context.withdrawal(of: id, .offer, "offer_id")
        case .deliveryID(let id): try context.withdrawal(of: id, .delivery, "delivery_id")
        case nil: throw Refusal(.invalidValue, "offer", "Name an offer or a delivery.")
        }
    }
}

extension Dispatch {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.parse(shipmentID, "shipment_id") { try ShipmentID($0) }
        try context.requireNew(.shipment(shipmentID), "shipment_id")
        let receiver = try context.requireOther(toMemberID, "to_member_id")
        try context.requireList(batteryIds, "battery_ids")
        var shipment = Handover()
        shipment.handoverID = shipmentID
        shipment.fromMemberID = context.signer.memberID
        shipment.toMemberID = receiver.memberID
        shipment.batteryIds = batteryIds
        var events = [Event.handover(.opened(.shipment, shipment))]
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            guard !battery.stage.isEnd else {
                throw Refusal(
                    .wrongStage,
                    "battery_ids",
                    "\(id) is \(battery.stage): only one whose life goes on by itself changes hands."
                )
            }
            try context.requireOnPremises(battery, "battery_ids")
            events.append(
                .battery(
                    .moved(
                        id,
                        custodian: context.signer.memberID,
                        place: .inTransitTo(receiver.memberID),
                        stage: battery.stage
                    )
                )
            )
        }
        return events
    }
}

extension Receive {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.receipt(of: shipmentID, missing: missingIds)
    }
}

extension Handover {
    /// Requires that the seller still holds `battery`, or has sent it to the buyer.
    fileprivate func requireAtHand(_ battery: Battery) throws(Refusal) {
        guard [fromMemberID, toMemberID].contains(battery.custodianID) else {
            throw Refusal(
                .notCustodian,
                "delivery_id",
                "\(battery.custodianID) holds \(battery.batteryID)."
            )
        }
        switch battery.place.kind {
        case .premises, .inTransitTo(toMemberID): return
        default:
            throw Refusal(
                .wrongPlace,
                "delivery_id",
                "\(battery.batteryID) is on its way to another."
            )
        }
    }
}

extension RuleContext {
    /// The handover under `key`, which waits for the signer's answer.
    func requireOpen(
        _ key: RecordKey<Handover>,
        _ field: String
    ) throws(Refusal) -> Handover {
        let handover = try require(key, field)
        try requireParty(handover.toMemberID, field)
        try requireOpen(handover, field)
        return handover
    }

    /// Requires that `handover` still waits for an answer.
    fileprivate func requireOpen(_ handover: Handover, _ field: String) throws(Refusal) {
        guard handover.acceptedMs == 0 else {
            throw Refusal(.alreadyDone, field, "It has been accepted.")
        }
        guard handover.withdrawnMs == 0 else {
            throw Refusal(.alreadyDone, field, "It has been withdrawn.")
        }
    }

    /// Ends the offer or the delivery that `battery` stands in, if there is one: all of it, since
    /// the other side was asked to take the whole.
    func endOffer(of battery: Battery) -> [Event] {
        for kind in [HandoverEvent.Kind.offer, .delivery] where !battery.offerID.isEmpty {
            // An offer and a delivery may bear the same id.
            guard let handover = state[kind.key(battery.offerID)], handover.acceptedMs == 0,
                handover.withdrawnMs == 0, handover.batteryIds.contains(battery.batteryID)
            else { continue }
            return ending(handover, kind)
        }
        return []
    }

    /// The end of the signer's own offer or delivery.
    fileprivate func withdrawal(
        of id: String,
        _ kind: HandoverEvent.Kind,
        _ field: String
    ) throws(Refusal) -> [Event] {
        let handover = try require(kind.key(id), field)
        try requireParty(handover.fromMemberID, field)
        try requireOpen(handover, field)
        return ending(handover, kind)
    }

    private func ending(_ handover: Handover, _ kind: HandoverEvent.Kind) -> [Event] {
        var events = [Event.handover(.withdrawn(kind, handover.handoverID, at: blockTime))]
        if !handover.contractID.isEmpty {
            let count = UInt32(handover.batteryIds.count)
            events.append(.handover(.contractFreed(handover.contractID, count: count)))
        }
        return events + handover.batteryIds.map { .battery(.offerEnded($0)) }
    }

    /// An active member other than the signer.
    func requireOther(
        _ memberID: String,
        _ field: String
    ) throws(Refusal) -> Member {
        let member = try require(.member(memberID), field)
        guard member.memberID != signer.memberID else {
            throw Refusal(.invalidValue, field, "Name another member.")
        }
        guard member.standing == .active else {
            throw Refusal(.memberSuspended, field, "\(memberID) is suspended.")
        }
        return member
    }
}

extension Stage {
    /// Whether a battery's life has ended here.
    var isEnd: Bool { [.regrouped, .dismantled, .exported, .destroyed].contains(self) }
}
