import CycladeSchema
import Vocabulary

extension OpenRecall {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let battery = try context.require(.battery(batteryID), "battery_id")
        // The end of a lease is the lessor's affair alone.
        if reason == .endOfLease || !context.signer.roles.contains(.regulator) {
            try requireRight(to: battery, context)
        }
        try requireStage(of: battery, context)
        // What is unsafe comes home even while it is on offer.
        if reason != .safety { try context.requireNoOffer(of: battery, "battery_id") }
        try requireGround(for: battery, context)
        var recall = Recall()
        recall.reason = reason
        recall.openedBy = context.signer.memberID
        recall.openedMs = context.blockTime
        let policy = context.policy
        let days = reason == .safety ? policy.safetyRecallDays : policy.recallDays
        recall.dueMs = try context.time(in: UInt64(days), "battery_id")
        return context.endOffer(of: battery) + context.endHold(of: battery)
            + [.battery(.recalled(batteryID, recall))]
    }

    /// A person's battery is for its producer to call home.
    private func requireRight(to battery: Battery, _ context: RuleContext) throws(Refusal) {
        guard battery.producerID.isEmpty else {
            return try context.requireParty(battery.producerID, "battery_id")
        }
        try context.requireOwner(of: battery, "battery_id")
    }

    /// Requires a battery that is at work or ready for it; an unsafe one may also be new, or wait
    /// for its second life.
    private func requireStage(
        of battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) {
        if reason == .safety, [.made, .inCascadePool].contains(battery.stage) { return }
        try context.requireStage(
            of: battery,
            .inStock,
            .inVehicle,
            .atStation,
            .inSecondUse,
            field: "battery_id"
        )
    }

    /// Requires the record to bear out the reason.
    private func requireGround(
        for battery: Battery,
        _ context: RuleContext
    ) throws(Refusal) {
        let isBorneOut: Bool
        switch reason {
        case .belowStandard:
            isBorneOut =
                battery.assessment.hasSohBp
                && battery.assessment.sohBp < context.policy.reuseSohBp
        case .safety:
            isBorneOut = !battery.assessment.findings.isEmpty
        case .endOfSecondUse:
            isBorneOut = battery.stage == .inSecondUse
        case .endOfLease:
            isBorneOut = isReturnDemanded(of: battery, context)
        case .vehicleScrapped:
            isBorneOut = isInScrap(battery, context)
        case .unspecified, .UNRECOGNIZED:
            throw Refusal(
                .invalidValue,
                "reason",
                RuleContext.choice(of: RecallReason.self, but: .unspecified)
            )
        }
        guard isBorneOut else {
            throw Refusal(.groundMissing, "reason", "The record does not bear out \(reason).")
        }
    }

    private func isInScrap(_ battery: Battery, _ context: RuleContext) -> Bool {
        guard case .vehicleID(let vehicleID) = battery.place.kind else { return false }
        return (context.state[.vehicle(vehicleID)]?.scrapDeclaredMs ?? 0) > 0
    }

    private func isReturnDemanded(of battery: Battery, _ context: RuleContext) -> Bool {
        guard case .vehicleID(let vehicleID) = battery.place.kind,
            let vehicle = context.state[.vehicle(vehicleID)],
            let lease = context.state[.lease(vehicle.leaseID)]
        else { return false }
        return lease.stage == .returnDemanded && lease.assetManagerID == battery.ownerID
    }
}

extension CollectBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.collector)
        try context.requireQualified(.collection)
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard battery.stage == .recalled else {
            throw Refusal(
                .notUnderRecall,
                "battery_id",
                "\(batteryID) is \(battery.stage), and must be recalled."
            )
        }
        switch battery.place.kind {
        case .withinBattery, .inTransitTo, .lastSeenWith, .abroadIn, nil:
            throw Refusal(.wrongPlace, "battery_id", "\(batteryID) cannot be collected there.")
        case .vehicleID, .stationSlot, .premises, .siteCommitment: break
        }
        let collector = context.signer.memberID
        var events: [Event] = [
            .battery(
                .moved(
                    batteryID,
                    custodian: collector,
                    place: .premises(collector),
                    stage: .collected
                )
            )
        ]
        events.append(.battery(.collected(batteryID, by: collector)))
        events += try context.departure(of: battery, "battery_id")
        // With a person's battery goes the duty to treat it: its producer owns it from here.
        if !battery.producerID.isEmpty {
            events.append(.battery(.ownershipPassed(batteryID, to: battery.producerID)))
        }
        return events
    }
}

extension ReceiveAtCentre {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.cascadeUser, .dismantler)
        try context.requireQualified(.cascadeUse, .dismantling)
        try context.requireList(batteryIds, "battery_ids")
        var events: [Event] = []
        for id in batteryIds {
            let battery = try context.require(.battery(id), "battery_ids")
            try context.requireStage(of: battery, .collected, field: "battery_ids")
            if let centre = context.centre(of: battery), centre != context.signer.memberID {
                throw Refusal(.wrongPlace, "battery_ids", "\(id) has gone to \(centre).")
            }
            events.append(
                .battery(
                    .receivedAtCentre(
                        id,
                        centre: context.signer.memberID,
                        at: context.blockTime
                    )
                )
            )
        }
        return events
    }
}

extension RuleContext {
    /// The centre that a collected battery was sent to or has come to; `nil` while no active one
    /// has it, so that any may take it.
    fileprivate func centre(of battery: Battery) -> String? {
        switch battery.place.kind {
        case .inTransitTo(let memberID), .premises(let memberID):
            guard let member = state[.member(memberID)], member.standing == .active,
                member.roles.contains(.cascadeUser) || member.roles.contains(.dismantler)
            else { return nil }
            return memberID
        default: return nil
        }
    }
}
