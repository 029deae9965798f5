public import CycladeSchema
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

extension DemandReturn {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.require(.lease(leaseID), "lease_id")
        try context.requireParty(lease.assetManagerID, "lease_id")
        try context.requireStage(of: lease, .open, "lease_id")
        try context.requireKnown(reason, not: .unspecified, "reason")
        if reason == .endOfTerm, context.blockTime < lease.terms.termEndMs {
            throw Refusal(.groundMissing, "reason", "The term has not ended.")
        }
        let term = UInt64(lease.terms.returnDays) * 24 * 60 * 60 * 1_000
        let due = try context.sum([context.blockTime, term], "lease_id")
        return [.lease(.returnDemanded(leaseID, reason, due: due))]
    }
}

extension CloseLease {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let lease = try context.require(.lease(leaseID), "lease_id")
        try context.requireParty(lease.assetManagerID, "lease_id")
        try context.requireStage(of: lease, .returnDemanded, "lease_id")
        let vehicle = try context.require(.vehicle(lease.terms.vehicleID), "lease_id")
        guard vehicle.batteriesFitted == 0 else {
            throw Refusal(.batteryNotHome, "lease_id", "The vehicle still holds a battery.")
        }
        return [
            .lease(.closed(leaseID, at: context.blockTime)),
            .vehicle(.leaseEnded(vehicle.vehicleID)),
        ]
    }
}

extension RuleContext {
    fileprivate func requireStage(
        of lease: Lease,
        _ stage: LeaseStage,
        _ field: String
    ) throws(Refusal) {
        guard lease.stage == stage else {
            throw Refusal(.wrongStage, field, "The lease is \(lease.stage), and must be \(stage).")
        }
    }
}

/// What happens to leases.
public enum LeaseEvent: Equatable, Sendable {
    case offered(Lease)
    case opened(_ leaseID: String, at: UInt64)
    case returnDemanded(_ leaseID: String, ReturnReason, due: UInt64)
    case closed(_ leaseID: String, at: UInt64)

    func apply(to state: LedgerState) {
        switch self {
        case .offered(let lease):
            state.create(.lease(lease.terms.leaseID), lease)
        case .opened(let id, let time):
            state.update(.lease(id)) { lease in
                lease.stage = .open
                lease.openedMs = time
            }
        case .returnDemanded(let id, let reason, let due):
            state.update(.lease(id)) { lease in
                lease.stage = .returnDemanded
                lease.returnReason = reason
                lease.returnDueMs = due
            }
        case .closed(let id, let time):
            state.update(.lease(id)) { lease in
                lease.stage = .closed
                lease.closedMs = time
            }
        }
    }
}
