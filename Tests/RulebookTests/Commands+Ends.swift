import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

// Commands for qualifications, for leases that change and end, and for batteries that go astray.

func grant(
    _ member: String,
    _ kind: QualificationKind = .cascadeUse,
    _ change: (inout GrantQualification) -> Void = { _ in }
) -> Command {
    var command = GrantQualification()
    command.memberID = member
    command.kind = kind
    command.standard = "GB/T 33598"
    command.process = "disassembly"
    command.capacityKgPerYear = 10_000_000
    command.validFromMs = World.start - World.day
    command.validUntilMs = World.start + 3_650 * World.day
    change(&command)
    return .grantQualification(command)
}

func revoke(
    _ member: String,
    _ kind: QualificationKind = .cascadeUse,
    reason: String = "waste water"
) -> Command {
    .revokeQualification(
        .with {
            $0.memberID = member
            $0.kind = kind
            $0.reason = reason
        }
    )
}

func setPolicy(_ change: (inout Policy) -> Void = { _ in }) -> Command {
    var policy = Founding.genesis.policy
    change(&policy)
    return .setPolicy(.with { $0.policy = policy })
}

func reportLost(_ battery: String, account: Data = commitment) -> Command {
    .reportLost(
        .with {
            $0.batteryID = battery
            $0.accountCommitment = account
        }
    )
}

func reportFound(_ battery: String) -> Command { .reportFound(.with { $0.batteryID = battery }) }

func reportExported(
    _ battery: String,
    to country: String = "DE",
    papers: Data = commitment
) -> Command {
    .reportExported(
        .with {
            $0.batteryID = battery
            $0.country = country
            $0.paperCommitment = papers
        }
    )
}

func reportDestroyed(_ battery: String, account: Data = commitment) -> Command {
    .reportDestroyed(
        .with {
            $0.batteryID = battery
            $0.accountCommitment = account
        }
    )
}

/// Another owner than the first.
let nextOwner = Data(repeating: 9, count: 32)

func resell(_ vehicle: String = vehicleID(1), to owner: Data = nextOwner) -> Command {
    .resellVehicle(
        .with {
            $0.vehicleID = vehicle
            $0.ownerCommitment = owner
        }
    )
}

func declareScrap(_ vehicle: String = vehicleID(1)) -> Command {
    .declareScrap(.with { $0.vehicleID = vehicle })
}

func scrap(_ vehicle: String = vehicleID(1)) -> Command {
    .scrapVehicle(.with { $0.vehicleID = vehicle })
}

func publishPlan(_ change: (inout PublishPlan) -> Void = { _ in }) -> Command {
    var command = PublishPlan()
    command.planID = "plan-1"
    command.modelIds = ["pack-a"]
    command.leastSohBp = 6_000
    command.rentBasis = .perKwh
    command.returnDays = 30
    command.buyOut = true
    command.tariffCommitment = commitment
    change(&command)
    return .publishPlan(command)
}

func amendLease(_ change: (inout AmendLease) -> Void = { _ in }) -> Command {
    var command = AmendLease()
    command.leaseID = "lease-1"
    command.planID = "plan-1"
    command.modelID = "pack-a"
    command.rentCommitment = commitment
    change(&command)
    return .amendLease(command)
}

func assignLease(to owner: Data = nextOwner, paper: Data = commitment) -> Command {
    .assignLease(
        .with {
            $0.leaseID = "lease-1"
            $0.ownerCommitment = owner
            $0.paperCommitment = paper
        }
    )
}

/// 2026-01-15, the day that the test world begins on, is day 20,468.
let firstDay: UInt32 = 20_468

func recordPayment(until day: UInt32 = firstDay + 30, amount: Data = commitment) -> Command {
    .recordPayment(
        .with {
            $0.leaseID = "lease-1"
            $0.paidUntilDay = day
            $0.amountCommitment = amount
        }
    )
}

func remindLessee() -> Command { .remindLessee(.with { $0.leaseID = "lease-1" }) }

func recordBreach(_ kind: BreachKind = .misuse, evidence: Data = commitment) -> Command {
    .recordBreach(
        .with {
            $0.leaseID = "lease-1"
            $0.kind = kind
            $0.evidenceCommitment = evidence
        }
    )
}

func settleLoss(_ battery: String, amount: Data = commitment) -> Command {
    .settleLoss(
        .with {
            $0.leaseID = "lease-1"
            $0.batteryID = battery
            $0.amountCommitment = amount
        }
    )
}

func settleDeposit(_ outcome: DepositState = .returned, amount: Data = commitment) -> Command {
    .settleDeposit(
        .with {
            $0.leaseID = "lease-1"
            $0.outcome = outcome
            $0.amountCommitment = amount
        }
    )
}

func buyOut(_ battery: String, price: Data = commitment) -> Command {
    .buyOut(
        .with {
            $0.leaseID = "lease-1"
            $0.batteryID = battery
            $0.priceCommitment = price
        }
    )
}

func hold(
    _ battery: String,
    for vehicle: String = vehicleID(1),
    until time: UInt64 = World.start + 3_600_000
) -> Command {
    .holdBattery(
        .with {
            $0.batteryID = battery
            $0.vehicleID = vehicle
            $0.untilMs = time
        }
    )
}

func releaseHold(_ battery: String) -> Command { .releaseHold(.with { $0.batteryID = battery }) }

func returnFromSecondUse(_ battery: String) -> Command {
    .returnFromSecondUse(.with { $0.batteryID = battery })
}
