import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf

/// Vehicles from their sale to the scrapyard, and the leases that they run under.
extension RandomLife {
    mutating func driving(in world: World) -> (Command, String) {
        if chance(1, in: 20) { return (planned(), "bank") }
        let id = vehicle()
        guard let vehicle = world.state[.vehicle(id)] else {
            return (registerVehicle { $0.vehicleID = id }, "carmaker")
        }
        if vehicle.ownerCommitment.isEmpty {
            let isAtMaker = vehicle.dealerID == "carmaker"
            let buyer: SellVehicle.OneOf_Buyer =
                isAtMaker ? .dealerID("dealer") : .ownerCommitment(bytes())
            return (sellVehicle(to: buyer, id: id), vehicle.dealerID)
        }
        if vehicle.scrapDeclaredMs > 0, vehicle.batteriesFitted > 0 {
            return home(from: vehicle, in: world)
        }
        if let lease = world.state[.lease(vehicle.leaseID)] {
            return leased(vehicle, lease, in: world)
        }
        return unleased(vehicle, in: world)
    }

    private mutating func unleased(
        _ vehicle: Vehicle,
        in world: World
    ) -> (Command, String) {
        let id = vehicle.vehicleID
        if vehicle.scrapDeclaredMs > 0 {
            if vehicle.scrappedMs > 0 { vehicles.append(vehicleID(serial)) }
            return (scrap(id), vehicle.dealerID)
        }
        let offered = names.leases.last { world.state[.lease($0)]?.terms.vehicleID == id }
        if let lease = offered.flatMap({ world.state[.lease($0)] }) {
            if lease.stage == .offered { return (acceptLease(lease.terms.leaseID), "dealer") }
            if lease.deposit == .held { return (deposit(lease, .returned), "bank") }
        }
        if chance(1, in: 6) { return (declareScrap(id), vehicle.dealerID) }
        if chance(1, in: 6) { return (resell(id, to: bytes()), "dealer") }
        let hasPlan = chance(2, in: 3)
        names.leases.append("lease-of-\(serial)")
        let lease = offerLease {
            ($0.leaseID, $0.vehicleID) = ("lease-of-\(serial)", id)
            if hasPlan { $0.planID = "plan-1" }
        }
        return (lease, "bank")
    }

    private mutating func leased(
        _ vehicle: Vehicle,
        _ lease: Lease,
        in world: World
    ) -> (Command, String) {
        let id = lease.terms.leaseID
        if lease.stage == .returnDemanded { return demanded(vehicle, lease, in: world) }
        if vehicle.scrapDeclaredMs > 0 { return (demandReturn(of: id), "bank") }
        if !lease.assigneeCommitment.isEmpty {
            return (resell(vehicle.vehicleID, to: lease.assigneeCommitment), "dealer")
        }
        switch Int.random(in: 0..<40, using: &random) {
        case 0..<3, 20..<24: return (paid(lease), "bank")
        case 3, 4: return (.remindLessee(.with { $0.leaseID = id }), "bank")
        case 5, 6:
            let plan = pick(["plan-1", "plan-2"])
            return (amendLease { ($0.leaseID, $0.planID) = (id, plan) }, "bank")
        case 7, 8: return (assigned(id), "bank")
        case 9: return (broken(id), "bank")
        case 10: return (demandReturn(of: id), "bank")
        case 11 where chance(1, in: 3): return (declareScrap(vehicle.vehicleID), vehicle.dealerID)
        case 12: return (loss(lease, in: world), "bank")
        case 13 where lease.breach != .unspecified: return (deposit(lease, .forfeited), "bank")
        case 14...18: return bought(lease, in: world)
        case 19: return home(from: vehicle, in: world)
        case _ where vehicle.batteriesFitted > 0: return visit(by: vehicle, in: world)
        default:
            let new = battery(in: world) { battery in
                battery.stage == .inStock && battery.modelID == "pack-a"
                    && battery.ownerID == "bank" && battery.place.premises == "swapper"
            }
            return (install(new, in: vehicle.vehicleID), "swapper")
        }
    }

    /// A battery of the vehicle that has aged is called home, and retired at the next swap.
    private mutating func visit(by vehicle: Vehicle, in world: World) -> (Command, String) {
        let battery = world.battery(fitted(to: vehicle.vehicleID, in: world))
        if battery.stage == .recalled { return exchanged(battery, in: world) }
        if battery.hasAssessment, battery.assessment.sohBp < 8_000 {
            return (openRecall(battery.batteryID), "bank")
        }
        return (assess(battery.batteryID, soh: 7_000), "lab")
    }

    private mutating func bought(_ lease: Lease, in world: World) -> (Command, String) {
        let leaseID = lease.terms.leaseID
        let battery = fitted(to: lease.terms.vehicleID, in: world)
        let command = Command.buyOut(
            .with {
                ($0.leaseID, $0.batteryID) = (leaseID, battery)
                $0.priceCommitment = commitment
            }
        )
        return (command, "bank")
    }

    private mutating func demanded(
        _ vehicle: Vehicle,
        _ lease: Lease,
        in world: World
    ) -> (Command, String) {
        if vehicle.batteriesFitted > 0 { return home(from: vehicle, in: world) }
        if lease.lossesUnsettled > 0 { return (loss(lease, in: world), "bank") }
        return (closeLease(lease.terms.leaseID), "bank")
    }

    /// What is in `vehicle`, out of it.
    private mutating func home(from vehicle: Vehicle, in world: World) -> (Command, String) {
        let id = vehicle.vehicleID
        return (remove(fitted(to: id, in: world), from: id), vehicle.dealerID)
    }

    private mutating func fitted(to vehicle: String, in world: World) -> String {
        battery(in: world) { $0.place.vehicleID == vehicle }
    }
}

extension RandomLife {
    private mutating func planned() -> Command {
        let number = names.leases.isEmpty ? 1 : pick([1, 2, serial])
        return publishPlan { $0.planID = "plan-\(number)" }
    }

    private func paid(_ lease: Lease) -> Command {
        .recordPayment(
            .with {
                $0.leaseID = lease.terms.leaseID
                $0.paidUntilDay = max(firstDay, lease.paidUntilDay) + 1
                $0.amountCommitment = commitment
            }
        )
    }

    private mutating func assigned(_ lease: String) -> Command {
        let owner = bytes()
        return .assignLease(
            .with {
                $0.leaseID = lease
                $0.ownerCommitment = owner
                $0.paperCommitment = commitment
            }
        )
    }

    private func broken(_ lease: String) -> Command {
        .recordBreach(
            .with {
                ($0.leaseID, $0.kind) = (lease, .misuse)
                $0.evidenceCommitment = commitment
            }
        )
    }

    private mutating func loss(_ lease: Lease, in world: World) -> Command {
        let id = lease.terms.leaseID
        return settled(battery(in: world) { $0.lossLeaseID == id }, under: id)
    }

    func settled(_ battery: String, under lease: String) -> Command {
        .settleLoss(
            .with {
                ($0.leaseID, $0.batteryID) = (lease, battery)
                $0.amountCommitment = commitment
            }
        )
    }

    private func deposit(_ lease: Lease, _ outcome: DepositState) -> Command {
        .settleDeposit(
            .with {
                ($0.leaseID, $0.outcome) = (lease.terms.leaseID, outcome)
                $0.amountCommitment = commitment
            }
        )
    }
}
