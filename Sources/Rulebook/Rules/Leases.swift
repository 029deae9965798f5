import CycladeSchema
import Vocabulary

extension OfferLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.assetManager)
        _ = try context.parse(leaseID, "lease_id") { try LeaseID($0) }
        try context.requireNew(.lease(leaseID), "lease_id")
        _ = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireMember(dealerID, .dealer, "dealer_id")
        _ = try context.require(.model(modelID), "model_id")
        try context.requireRange(leastSohBp, 0...10_000, "least_soh_bp")
        guard termEndMs > context.blockTime else {
            throw Refusal(.outOfRange, "term_end_ms", "The term must end after it begins.")
        }
        try context.requireRange(returnDays, 1...365, "return_days")
        if !planID.isEmpty {
            let plan = try context.requirePlan(planID, promising: modelID)
            guard leastSohBp == plan.leastSohBp, returnDays == plan.returnDays else {
                throw Refusal(.planMismatch, "plan_id", "Its health and its days are the plan's.")
            }
        }
        try context.requireCommitment(rentCommitment, "rent_commitment")
        try context.requireCommitment(depositCommitment, "deposit_commitment")
        try context.requireCommitment(paperCommitment, "paper_commitment")
        var lease = Lease()
        lease.terms = self
        lease.assetManagerID = context.signer.memberID
        lease.stage = .offered
        return [.lease(.offered(lease))]
    }
}

extension AcceptLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.require(.lease(leaseID), "lease_id")
        try context.requireParty(lease.terms.dealerID, "lease_id")
        try context.requireStage(of: lease, .offered, "lease_id")
        guard context.blockTime < lease.terms.termEndMs else {
            throw Refusal(.outOfRange, "lease_id", "The lease would end before it begins.")
        }
        let vehicle = try context.require(.vehicle(lease.terms.vehicleID), "lease_id")
        try context.requireParty(vehicle.dealerID, "lease_id")
        try context.requireRoadworthy(vehicle, "lease_id")
        guard !vehicle.ownerCommitment.isEmpty else {
            throw Refusal(.vehicleNotSold, "lease_id", "Sell the vehicle to its owner first.")
        }
        guard vehicle.leaseID.isEmpty else {
            throw Refusal(.leaseOpen, "lease_id", "\(vehicle.leaseID) is open for this vehicle.")
        }
        return [
            .lease(.opened(leaseID, at: context.blockTime)),
            .vehicle(.leased(vehicle.vehicleID, leaseID: leaseID)),
        ]
    }
}
