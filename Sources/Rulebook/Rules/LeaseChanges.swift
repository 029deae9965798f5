import CycladeSchema
import Vocabulary

// What may change while a lease runs: its plan, its lessee, what is paid.

extension PublishPlan {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.assetManager)
        _ = try context.parse(planID, "plan_id") { try RecordName($0) }
        try context.requireNew(.plan(planID), "plan_id")
        try context.requireList(modelIds, "model_ids")
        for id in modelIds { _ = try context.require(.model(id), "model_ids") }
        try context.requireRange(leastSohBp, 0...10_000, "least_soh_bp")
        try context.requireKnown(rentBasis, not: .unspecified, "rent_basis")
        try context.requireRange(returnDays, 1...365, "return_days")
        try context.requireCommitment(tariffCommitment, "tariff_commitment")
        var plan = Plan()
        plan.terms = self
        plan.assetManagerID = context.signer.memberID
        return [.lease(.planPublished(plan))]
    }
}

extension AmendLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .open, "lease_id")
        let plan = try context.requirePlan(planID, promising: modelID)
        guard planID != lease.terms.planID || modelID != lease.terms.modelID else {
            throw Refusal(.alreadyDone, "plan_id", "The lease follows this plan already.")
        }
        try context.requireCommitment(rentCommitment, "rent_commitment")
        var terms = lease.terms
        terms.planID = planID
        terms.modelID = modelID
        terms.leastSohBp = plan.leastSohBp
        terms.returnDays = plan.returnDays
        terms.rentCommitment = rentCommitment
        return [.lease(.amended(terms))]
    }
}

extension AssignLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireStage(of: lease, .open, "lease_id")
        try context.requireCommitment(ownerCommitment, "owner_commitment")
        try context.requireCommitment(paperCommitment, "paper_commitment")
        let vehicle = try context.require(.vehicle(lease.terms.vehicleID), "lease_id")
        guard vehicle.ownerCommitment != ownerCommitment else {
            throw Refusal(.alreadyDone, "owner_commitment", "It is the lessee's already.")
        }
        return [.lease(.assigned(leaseID, to: ownerCommitment))]
    }
}

extension RecordPayment {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.requireOwnLease(leaseID)
        try context.requireRunning(lease, "lease_id")
        guard paidUntilDay > lease.paidUntilDay else {
            throw Refusal(
                .alreadyDone,
                "paid_until_day",
                "It is paid until day \(lease.paidUntilDay)."
            )
        }
        // A year ahead is more than anyone pays; a slip of the pen must not end all reminders.
        let latest = UInt32(clamping: try context.today.daysSince1970) + 366
        try context.requireRange(paidUntilDay, 1...latest, "paid_until_day")
        try context.requireCommitment(amountCommitment, "amount_commitment")
        return [.lease(.paid(leaseID, untilDay: paidUntilDay))]
    }
}

extension RuleContext {
    /// The signer's plan, which promises a battery of `modelID`.
    func requirePlan(
        _ planID: String,
        promising modelID: String
    ) throws(Refusal) -> PublishPlan {
        let plan = try require(.plan(planID), "plan_id")
        try requireParty(plan.assetManagerID, "plan_id")
        guard plan.terms.modelIds.contains(modelID) else {
            throw Refusal(
                .planMismatch,
                "model_id",
                "The plan promises \(plan.terms.modelIds.joined(separator: ", "))."
            )
        }
        return plan.terms
    }

    /// The lease of that id, which the signer has given.
    func requireOwnLease(_ leaseID: String) throws(Refusal) -> Lease {
        let lease = try require(.lease(leaseID), "lease_id")
        try requireParty(lease.assetManagerID, "lease_id")
        return lease
    }

    /// Requires a lease that runs, or under which a return is still due.
    func requireRunning(_ lease: Lease, _ field: String) throws(Refusal) {
        guard lease.stage == .open || lease.stage == .returnDemanded else {
            throw Refusal(
                .wrongStage,
                field,
                "The lease is \(lease.stage), and must be open or returnDemanded."
            )
        }
    }

    func requireStage(
        of lease: Lease,
        _ stage: LeaseStage,
        _ field: String
    ) throws(Refusal) {
        guard lease.stage == stage else {
            throw Refusal(.wrongStage, field, "The lease is \(lease.stage), and must be \(stage).")
        }
    }
}
