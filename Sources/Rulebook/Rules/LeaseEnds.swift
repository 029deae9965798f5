import CycladeSchema
import Vocabulary

// How a lease ends: reminder, demand, breach, settlement; or the lessee buys the battery.

extension RemindLessee {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .open, "lease_id")
        return [.lease(.reminded(leaseID, at: context.blockTime))]
    }
}

extension DemandReturn {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .open, "lease_id")
        try context.requireKnown(reason, not: .unspecified, "reason")
        if reason == .endOfTerm, context.blockTime < lease.terms.termEndMs {
            throw Refusal(.groundMissing, "reason", "The term has not ended.")
        }
        let due = try context.time(in: UInt64(lease.terms.returnDays), "lease_id")
        return [.lease(.returnDemanded(leaseID, reason, due: due))]
    }
}

extension RecordBreach {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireRunning(lease, "lease_id")
        guard lease.breach == .unspecified else {
            throw Refusal(.alreadyDone, "lease_id", "\(lease.breach) is on record.")
        }
        try context.requireCommitment(evidenceCommitment, "evidence_commitment")
        let isBorneOut: Bool
        switch kind {
        case .returnOverdue:
            isBorneOut = lease.stage == .returnDemanded && context.blockTime > lease.returnDueMs
        case .paymentOverdue:
            isBorneOut = lease.paidUntilDay < UInt32(clamping: try context.today.daysSince1970)
        case .misuse:
            isBorneOut = true
        case .unspecified, .UNRECOGNIZED:
            throw Refusal(
                .invalidValue,
                "kind",
                RuleContext.choice(of: BreachKind.self, but: .unspecified)
            )
        }
        guard isBorneOut else {
            throw Refusal(.groundMissing, "kind", "The record does not bear out \(kind).")
        }
        return [.lease(.broken(leaseID, kind))]
    }
}

extension SettleLoss {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        _ = try context.requireOwnLease(leaseID)
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard battery.lossLeaseID == leaseID else {
            throw Refusal(.groundMissing, "battery_id", "No loss of it is open under this lease.")
        }
        try context.requireCommitment(amountCommitment, "amount_commitment")
        return [.battery(.lossEnded(batteryID)), .lease(.lossMadeGood(leaseID))]
    }
}

extension SettleDeposit {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        guard lease.deposit == .held else {
            throw Refusal(.alreadyDone, "lease_id", "The deposit is \(lease.deposit).")
        }
        try context.requireCommitment(amountCommitment, "amount_commitment")
        switch outcome {
        case .returned:
            guard lease.stage == .closed else {
                throw Refusal(.wrongStage, "outcome", "It is held until the lease is closed.")
            }
        case .forfeited:
            guard lease.breach != .unspecified else {
                throw Refusal(.groundMissing, "outcome", "Only after a breach is it forfeited.")
            }
        case .unspecified, .held, .UNRECOGNIZED:
            throw Refusal(.invalidValue, "outcome", "It is returned or forfeited.")
        }
        return [.lease(.depositSettled(leaseID, outcome))]
    }
}

extension CloseLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .returnDemanded, "lease_id")
        let vehicle = try context.require(.vehicle(lease.terms.vehicleID), "lease_id")
        guard vehicle.batteriesFitted == 0 else {
            throw Refusal(.batteryNotHome, "lease_id", "The vehicle still holds a battery.")
        }
        guard lease.lossesUnsettled == 0 else {
            throw Refusal(.batteryNotHome, "lease_id", "A battery is lost: settle it first.")
        }
        return [
            .lease(.closed(leaseID, at: context.blockTime, boughtOut: false)),
            .vehicle(.leaseEnded(vehicle.vehicleID)),
        ]
    }
}

extension BuyOut {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .open, "lease_id")
        guard let plan = context.state[.plan(lease.terms.planID)], plan.terms.buyOut else {
            throw Refusal(.planMismatch, "lease_id", "The plan does not allow it.")
        }
        let vehicle = try context.require(.vehicle(lease.terms.vehicleID), "lease_id")
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard battery.place.kind == .vehicleID(vehicle.vehicleID) else {
            throw Refusal(.wrongPlace, "battery_id", "\(batteryID) is not in the leased vehicle.")
        }
        try context.requireOwner(of: battery, "battery_id")
        try context.requireStage(of: battery, .inVehicle, field: "battery_id")
        try context.requireNoOffer(of: battery, "battery_id")
        guard vehicle.batteriesFitted == 1, lease.lossesUnsettled == 0 else {
            throw Refusal(.batteryNotHome, "lease_id", "Another battery of the lease is out.")
        }
        let producer = battery.makerID.isEmpty ? lease.assetManagerID : battery.makerID
        try context.requireCommitment(priceCommitment, "price_commitment")
        return [
            .battery(.boughtOut(batteryID, vehicle.ownerCommitment, producer: producer)),
            .lease(.closed(leaseID, at: context.blockTime, boughtOut: true)),
            .vehicle(.leaseEnded(vehicle.vehicleID)),
        ]
    }
}
