import CycladeSchema
import FoundationEssentials
import SwiftProtobuf
import Vocabulary

// Commands that the rules accept where they fit, each with a chance to spoil it.

let commitment = Data(repeating: 7, count: 32)

func registerModel(_ change: (inout RegisterModel) -> Void = { _ in }) -> Command {
    var model = RegisterModel()
    model.modelID = "pack-a"
    model.form = .pack
    model.chemistry = .lfp
    model.ratedCapacityMah = 100_000
    model.nominalVoltageMv = 350_000
    model.massG = 400_000
    model.manufacturerCode = "001"
    model.specificationCode = "01"
    change(&model)
    return .registerModel(model)
}

func makeBattery(_ change: (inout MakeBattery) -> Void = { _ in }) -> Command {
    var command = MakeBattery()
    command.code = packCode(1)
    command.modelID = "pack-a"
    change(&command)
    return .makeBattery(command)
}

func lotUse(_ id: String, _ mass: UInt64) -> LotUse {
    .with {
        $0.lotID = id
        $0.massG = mass
    }
}

func enrol(_ change: (inout EnrolBattery) -> Void = { _ in }) -> Command {
    var command = EnrolBattery()
    command.batteryID = "ENROL-0123456789ABCDEF"
    command.form = .pack
    command.chemistry = .lfp
    command.ownerID = "bank"
    command.photoCommitment = commitment
    change(&command)
    return .enrolBattery(command)
}

func openSupply(_ change: (inout OpenSupplyContract) -> Void = { _ in }) -> Command {
    var command = OpenSupplyContract()
    command.contractID = "supply-1"
    command.buyerID = "bank"
    command.modelID = "pack-a"
    command.quantity = 2
    command.priceCommitment = commitment
    change(&command)
    return .openSupplyContract(command)
}

func deliver(_ id: String, under contract: String, _ batteries: [String]) -> Command {
    .deliverBatteries(
        .with {
            $0.deliveryID = id
            $0.contractID = contract
            $0.batteryIds = batteries
        }
    )
}

func acceptDelivery(_ id: String) -> Command { .acceptDelivery(.with { $0.deliveryID = id }) }

func offerTransfer(
    _ id: String,
    to member: String,
    _ batteries: [String],
    price: Data = commitment
) -> Command {
    .offerTransfer(
        .with {
            $0.offerID = id
            $0.toMemberID = member
            $0.batteryIds = batteries
            $0.priceCommitment = price
        }
    )
}

func acceptTransfer(_ id: String) -> Command { .acceptTransfer(.with { $0.offerID = id }) }

func withdraw(_ offer: WithdrawOffer.OneOf_Offer?) -> Command {
    .withdrawOffer(.with { $0.offer = offer })
}

func dispatch(_ id: String, to member: String, _ batteries: [String]) -> Command {
    .dispatch(
        .with {
            $0.shipmentID = id
            $0.toMemberID = member
            $0.batteryIds = batteries
        }
    )
}

func receive(_ id: String, missing: [String] = []) -> Command {
    .receive(
        .with {
            $0.shipmentID = id
            $0.missingIds = missing
        }
    )
}

func registerVehicle(_ change: (inout RegisterVehicle) -> Void = { _ in }) -> Command {
    var command = RegisterVehicle()
    command.vehicleID = vehicleID(1)
    command.vinCommitment = commitment
    change(&command)
    return .registerVehicle(command)
}

func sellVehicle(to buyer: SellVehicle.OneOf_Buyer?, id: String = vehicleID(1)) -> Command {
    .sellVehicle(
        .with {
            $0.vehicleID = id
            $0.buyer = buyer
        }
    )
}

func install(_ battery: String, in vehicle: String = vehicleID(1)) -> Command {
    .installBattery(
        .with {
            $0.vehicleID = vehicle
            $0.batteryID = battery
        }
    )
}

func remove(_ battery: String, from vehicle: String = vehicleID(1)) -> Command {
    .removeBattery(
        .with {
            $0.vehicleID = vehicle
            $0.batteryID = battery
        }
    )
}

func offerLease(_ change: (inout OfferLease) -> Void = { _ in }) -> Command {
    var command = OfferLease()
    command.leaseID = "lease-1"
    command.vehicleID = vehicleID(1)
    command.dealerID = "dealer"
    command.modelID = "pack-a"
    command.leastSohBp = 6_000
    command.termEndMs = World.start + 365 * World.day
    command.returnDays = 30
    command.rentCommitment = commitment
    command.depositCommitment = commitment
    command.paperCommitment = commitment
    change(&command)
    return .offerLease(command)
}

func acceptLease(_ id: String = "lease-1") -> Command { .acceptLease(.with { $0.leaseID = id }) }

func demandReturn(_ reason: ReturnReason = .breach, of id: String = "lease-1") -> Command {
    .demandReturn(
        .with {
            $0.leaseID = id
            $0.reason = reason
        }
    )
}

func closeLease(_ id: String = "lease-1") -> Command { .closeLease(.with { $0.leaseID = id }) }

func suspension(of member: String, reason: String = "unpaid fees") -> Command {
    .suspendMember(
        .with {
            $0.memberID = member
            $0.reason = reason
        }
    )
}

func reinstatement(of member: String, reason: String = "paid") -> Command {
    .reinstateMember(
        .with {
            $0.memberID = member
            $0.reason = reason
        }
    )
}

func approve(_ proposal: Digest) -> Command {
    .approve(.with { $0.proposalID = Data(proposal.bytes) })
}
