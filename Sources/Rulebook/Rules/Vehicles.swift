public import CycladeSchema
public import FoundationEssentials
import Vocabulary

extension RegisterVehicle {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.vehicleMaker)
        _ = try context.parse(vehicleID, "vehicle_id") { try VehicleID($0) }
        try context.requireNew(.vehicle(vehicleID), "vehicle_id")
        try context.requireCommitment(vinCommitment, "vin_commitment")
        var vehicle = Vehicle()
        vehicle.vehicleID = vehicleID
        vehicle.vinCommitment = vinCommitment
        vehicle.makerID = context.signer.memberID
        vehicle.dealerID = context.signer.memberID
        return [.vehicle(.registered(vehicle))]
    }
}

extension SellVehicle {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireParty(vehicle.dealerID, "vehicle_id")
        guard vehicle.ownerCommitment.isEmpty else {
            throw Refusal(.alreadyDone, "vehicle_id", "The vehicle has been sold.")
        }
        switch buyer {
        case .dealerID(let dealerID):
            try context.requireMember(dealerID, .dealer, "dealer_id")
            return [.vehicle(.passedToDealer(vehicleID, dealerID))]
        case .ownerCommitment(let owner):
            try context.requireCommitment(owner, "owner_commitment")
            return [.vehicle(.sold(vehicleID, owner: owner))]
        case nil:
            throw Refusal(.invalidValue, "buyer", "Name a dealer or an owner.")
        }
    }
}

extension ResellVehicle {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.dealer)
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireRoadworthy(vehicle, "vehicle_id")
        guard !vehicle.ownerCommitment.isEmpty else {
            throw Refusal(.vehicleNotSold, "vehicle_id", "It has no owner yet: use SellVehicle.")
        }
        try context.requireCommitment(ownerCommitment, "owner_commitment")
        guard ownerCommitment != vehicle.ownerCommitment else {
            throw Refusal(.alreadyDone, "owner_commitment", "It is this owner's already.")
        }
        let resold = Event.vehicle(
            .resold(vehicleID, owner: ownerCommitment, dealer: context.signer.memberID)
        )
        guard !vehicle.leaseID.isEmpty else { return [resold] }
        let lease = try context.require(.lease(vehicle.leaseID), "vehicle_id")
        guard lease.assigneeCommitment == ownerCommitment else {
            throw Refusal(
                .leaseOpen,
                "vehicle_id",
                "\(vehicle.leaseID) is open: have it assigned to the next owner first."
            )
        }
        return [resold, .lease(.takenOver(vehicle.leaseID))]
    }
}

extension DeclareScrap {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireParty(vehicle.dealerID, "vehicle_id")
        try context.requireRoadworthy(vehicle, "vehicle_id")
        return [.vehicle(.scrapDeclared(vehicleID, at: context.blockTime))]
    }
}

extension ScrapVehicle {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireParty(vehicle.dealerID, "vehicle_id")
        guard vehicle.scrapDeclaredMs > 0 else {
            throw Refusal(.groundMissing, "vehicle_id", "Declare it first.")
        }
        guard vehicle.scrappedMs == 0 else {
            throw Refusal(.alreadyDone, "vehicle_id", "It has been scrapped.")
        }
        guard vehicle.batteriesFitted == 0 else {
            throw Refusal(.batteryNotHome, "vehicle_id", "The vehicle still holds a battery.")
        }
        guard vehicle.leaseID.isEmpty else {
            throw Refusal(.leaseOpen, "vehicle_id", "\(vehicle.leaseID) is open: close it first.")
        }
        return [.vehicle(.scrapped(vehicleID, at: context.blockTime))]
    }
}

extension InstallBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.vehicleMaker, .dealer, .serviceProvider, .swapOperator)
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        try context.requireRoadworthy(vehicle, "vehicle_id")
        let battery = try context.require(.battery(batteryID), "battery_id")
        try context.requireStage(of: battery, .inStock, field: "battery_id")
        try context.requireOnPremises(battery, "battery_id")
        try context.requireNoOffer(of: battery, "battery_id")
        try context.requireFirstLife(of: battery, "battery_id")
        try context.requireNoFinding(of: battery, "battery_id")
        if !battery.producerID.isEmpty {
            // A person's own goes back where no lease runs.
            guard vehicle.leaseID.isEmpty else {
                throw Refusal(.leaseOpen, "vehicle_id", "\(vehicle.leaseID) is open.")
            }
        } else if battery.ownerID != context.signer.memberID {
            let lease = try context.requireOpenLease(of: vehicle, "vehicle_id")
            try context.requirePromise(of: lease, by: battery, "battery_id")
        }
        return [
            .battery(
                .moved(
                    batteryID,
                    custodian: context.signer.memberID,
                    place: .vehicleID(vehicleID),
                    stage: .inVehicle
                )
            ),
            .vehicle(.batteryFitted(vehicleID)),
        ]
    }
}

extension RemoveBattery {
    func decide(_ context: RuleContext) throws(Refusal) -> [Event] {
        try context.requireRole(.dealer, .serviceProvider, .swapOperator, .vehicleMaker)
        let battery = try context.require(.battery(batteryID), "battery_id")
        guard battery.place.kind == .vehicleID(vehicleID) else {
            throw Refusal(.wrongPlace, "battery_id", "\(batteryID) is not in this vehicle.")
        }
        let remover = context.signer.memberID
        let vehicle = try context.require(.vehicle(vehicleID), "vehicle_id")
        guard [vehicle.dealerID, battery.custodianID].contains(remover) else {
            throw Refusal(
                .notCustodian,
                "battery_id",
                "It is for \(vehicle.dealerID) or \(battery.custodianID) to take it out."
            )
        }
        let stage: Stage = battery.stage == .recalled ? .recalled : .inStock
        return [
            .battery(
                .moved(batteryID, custodian: remover, place: .premises(remover), stage: stage)
            ),
            .vehicle(.batteryTakenOut(vehicleID)),
        ]
    }
}

extension RuleContext {
    /// Requires a vehicle that nobody has declared to be scrap.
    func requireRoadworthy(_ vehicle: Vehicle, _ field: String) throws(Refusal) {
        guard vehicle.scrapDeclaredMs == 0 else {
            throw Refusal(.vehicleScrapped, field, "\(vehicle.vehicleID) is to be scrapped.")
        }
    }

    /// The lease that `vehicle` runs under.
    func requireOpenLease(of vehicle: Vehicle, _ field: String) throws(Refusal) -> Lease {
        guard !vehicle.leaseID.isEmpty, let lease = state[.lease(vehicle.leaseID)],
            lease.stage == .open
        else {
            throw Refusal(.noOpenLease, field, "No lease is open for this vehicle.")
        }
        return lease
    }

    /// Requires a battery that was not built for a second use: such a one goes into no vehicle.
    func requireFirstLife(of battery: Battery, _ field: String) throws(Refusal) {
        let code = try? BatteryCode(asPrinted: battery.batteryID)
        guard battery.parents.isEmpty, code?.isSecondUse != true else {
            throw Refusal(.wrongStage, field, "\(battery.batteryID) is for a second use.")
        }
    }

    /// Requires `battery` to be what `lease` promises: its owner's, its model, healthy and safe.
    func requirePromise(
        of lease: Lease,
        by battery: Battery,
        _ field: String
    ) throws(Refusal) {
        guard battery.ownerID == lease.assetManagerID else {
            throw Refusal(.notOwner, field, "\(battery.batteryID) is not the lessor's.")
        }
        guard battery.modelID == lease.terms.modelID else {
            throw Refusal(.modelMismatch, field, "The lease is for a \(lease.terms.modelID).")
        }
        try requireNoFinding(of: battery, field)
        if battery.hasAssessment, battery.assessment.sohBp < lease.terms.leastSohBp {
            throw Refusal(
                .belowPromise,
                field,
                "State of health \(battery.assessment.sohBp) bp is below \(lease.terms.leastSohBp)."
            )
        }
    }
}

/// What happens to vehicles.
public enum VehicleEvent: Equatable, Sendable {
    case registered(Vehicle)
    case passedToDealer(_ vehicleID: String, _ dealerID: String)
    case sold(_ vehicleID: String, owner: Data)
    case resold(_ vehicleID: String, owner: Data, dealer: String)
    case scrapDeclared(_ vehicleID: String, at: UInt64)
    case scrapped(_ vehicleID: String, at: UInt64)
    case leased(_ vehicleID: String, leaseID: String)
    case leaseEnded(_ vehicleID: String)
    case batteryFitted(_ vehicleID: String)
    case batteryTakenOut(_ vehicleID: String)

    func apply(to state: LedgerState) {
        switch self {
        case .registered(let vehicle):
            state.create(.vehicle(vehicle.vehicleID), vehicle)
        case .passedToDealer(let id, let dealerID):
            state.update(.vehicle(id)) { $0.dealerID = dealerID }
        case .sold(let id, let owner):
            state.update(.vehicle(id)) { $0.ownerCommitment = owner }
        case .resold(let id, let owner, let dealerID):
            state.update(.vehicle(id)) { vehicle in
                vehicle.ownerCommitment = owner
                vehicle.dealerID = dealerID
            }
        case .scrapDeclared(let id, let time):
            state.update(.vehicle(id)) { $0.scrapDeclaredMs = time }
        case .scrapped(let id, let time):
            state.update(.vehicle(id)) { $0.scrappedMs = time }
        case .leased(let id, let leaseID):
            state.update(.vehicle(id)) { $0.leaseID = leaseID }
        case .leaseEnded(let id):
            state.update(.vehicle(id)) { $0.leaseID = "" }
        case .batteryFitted(let id):
            state.update(.vehicle(id)) { $0.batteriesFitted += 1 }
        case .batteryTakenOut(let id):
            state.update(.vehicle(id)) { $0.batteriesFitted -= 1 }
        }
    }
}
