import CycladeSchema
import SwiftProtobuf

// Two leases of one vehicle: the first is broken and closed, the second bought out.

extension BenchLife {
    /// What is promised, by the plan and by the leases that follow it.
    private static let leastSohBp: UInt32 = 7_000
    private static let returnDays: UInt32 = 30

    var plan: [BenchStep] {
        let plan = PublishPlan.with {
            $0.planID = id("plan")
            $0.modelIds = [BenchCommands.modelID]
            $0.leastSohBp = Self.leastSohBp
            $0.rentBasis = .perKwh
            $0.returnDays = Self.returnDays
            $0.buyOut = true
            $0.tariffCommitment = BenchCommands.commitment
        }
        return by("manager", .publishPlan(plan))
    }

    func offerLease(_ kind: String, plan: String = "") -> [BenchStep] {
        let lease = OfferLease.with {
            $0.leaseID = id(kind)
            $0.vehicleID = vehicle
            $0.dealerID = "dealer"
            $0.modelID = BenchCommands.modelID
            $0.leastSohBp = Self.leastSohBp
            $0.termEndMs = startMs + 1_000 * Self.dayMs
            $0.returnDays = Self.returnDays
            $0.rentCommitment = BenchCommands.commitment
            $0.depositCommitment = BenchCommands.commitment
            $0.paperCommitment = BenchCommands.commitment
            $0.planID = plan
        }
        return by("manager", .offerLease(lease))
    }

    func acceptLease(_ kind: String) -> [BenchStep] {
        by("dealer", .acceptLease(.with { $0.leaseID = id(kind) }))
    }

    var amendment: [BenchStep] {
        let amendment = AmendLease.with {
            $0.leaseID = id("lease")
            $0.planID = id("plan")
            $0.modelID = BenchCommands.modelID
            $0.rentCommitment = BenchCommands.commitment
        }
        return by("manager", .amendLease(amendment))
    }

    var payment: [BenchStep] {
        let payment = RecordPayment.with {
            $0.leaseID = id("lease")
            $0.paidUntilDay = UInt32(clamping: startMs / Self.dayMs) + 30
            $0.amountCommitment = BenchCommands.commitment
        }
        return by("manager", .recordPayment(payment))
    }

    var reminder: [BenchStep] {
        by("manager", .remindLessee(.with { $0.leaseID = id("lease") }))
    }

    var breach: [BenchStep] {
        let breach = RecordBreach.with {
            $0.leaseID = id("lease")
            $0.kind = .misuse
            $0.evidenceCommitment = BenchCommands.commitment
        }
        return by("manager", .recordBreach(breach))
    }

    var assignment: [BenchStep] {
        let assignment = AssignLease.with {
            $0.leaseID = id("lease")
            $0.ownerCommitment = bytes(6)
            $0.paperCommitment = BenchCommands.commitment
        }
        return by("manager", .assignLease(assignment))
    }
}

// MARK: - The end

extension BenchLife {
    var demand: [BenchStep] {
        let demand = DemandReturn.with {
            $0.leaseID = id("lease")
            $0.reason = .breach
        }
        return by("manager", .demandReturn(demand))
    }

    var lossEnd: [BenchStep] {
        let settlement = SettleLoss.with {
            $0.leaseID = id("lease")
            $0.batteryID = pack
            $0.amountCommitment = BenchCommands.commitment
        }
        return by("manager", .settleLoss(settlement))
    }

    var leaseEnd: [BenchStep] {
        by("manager", .closeLease(.with { $0.leaseID = id("lease") }))
    }

    var deposit: [BenchStep] {
        let settlement = SettleDeposit.with {
            $0.leaseID = id("lease")
            $0.outcome = .returned
            $0.amountCommitment = BenchCommands.commitment
        }
        return by("manager", .settleDeposit(settlement))
    }

    var buyOut: [BenchStep] {
        let purchase = BuyOut.with {
            $0.leaseID = id("again")
            $0.batteryID = third
            $0.priceCommitment = BenchCommands.commitment
        }
        return by("manager", .buyOut(purchase))
    }
}
