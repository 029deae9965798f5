import CycladeSchema
import FoundationEssentials
import SwiftProtobuf

// Commands for stations, recall, the cascade and material.

func registerStation(_ change: (inout RegisterStation) -> Void = { _ in }) -> Command {
    var command = RegisterStation()
    command.stationID = "station-1"
    command.latitudeE6 = 30_274_150
    command.longitudeE6 = 120_155_150
    command.slots = 8
    command.modelIds = ["pack-a"]
    change(&command)
    return .registerStation(command)
}

func stock(_ placements: [(id: String, slot: Int)], at station: String = "station-1") -> Command {
    .stockStation(
        .with {
            $0.stationID = station
            $0.placements = placements.map { placement in
                .with {
                    $0.batteryID = placement.id
                    $0.slot = UInt32(clamping: placement.slot)
                }
            }
        }
    )
}

func unstock(_ batteries: [String], at station: String = "station-1") -> Command {
    .unstockStation(
        .with {
            $0.stationID = station
            $0.batteryIds = batteries
        }
    )
}

func exchange(
    _ taken: String,
    into slot: UInt32,
    for given: String,
    _ change: (inout Swap) -> Void = { _ in }
) -> Swap {
    var swap = Swap()
    swap.stationID = "station-1"
    swap.vehicleID = vehicleID(1)
    swap.taken = measured(taken)
    swap.takenSlot = slot
    swap.given = measured(given)
    change(&swap)
    return swap
}

private func measured(_ battery: String) -> SwapMeasurement {
    .with {
        $0.batteryID = battery
        $0.socBp = 5_000
        $0.energyWh = 17_000
    }
}

func retire(_ swap: Swap) -> Command { .retireAtSwap(.with { $0.swap = swap }) }

func assess(
    _ battery: String,
    soh: UInt32,
    _ change: (inout RecordAssessment) -> Void = { _ in }
) -> Command {
    var command = RecordAssessment()
    command.batteryID = battery
    command.kind = .capacityTest
    command.method = "gbt-31486-2015"
    command.sohBp = soh
    command.sohLowBp = soh
    command.sohHighBp = soh
    command.resistanceUohm = 50_000
    change(&command)
    return .recordAssessment(command)
}

func openRecall(_ battery: String, _ reason: RecallReason = .belowStandard) -> Command {
    .openRecall(
        .with {
            $0.batteryID = battery
            $0.reason = reason
        }
    )
}

func collect(_ battery: String) -> Command { .collectBattery(.with { $0.batteryID = battery }) }

func receiveAtCentre(_ batteries: [String]) -> Command {
    .receiveAtCentre(.with { $0.batteryIds = batteries })
}

func classify(_ battery: String, _ verdict: Verdict, reason: String = "") -> Command {
    .classify(
        .with {
            $0.batteryID = battery
            $0.verdict = verdict
            $0.reason = reason
        }
    )
}

/// Two packs' worth by default.
func regroup(_ parents: [String], _ change: (inout Regroup) -> Void = { _ in }) -> Command {
    var command = Regroup()
    command.code = secondCode(1)
    command.modelID = "second-a"
    command.parentIds = parents
    command.ratedCapacityMah = 200_000
    command.nominalVoltageMv = 350_000
    command.massG = 800_000
    command.moduleCount = 2
    command.bmsID = "bms-1"
    change(&command)
    return .regroup(command)
}

func deploy(_ battery: String, _ change: (inout DeploySecondUse) -> Void = { _ in }) -> Command {
    var command = DeploySecondUse()
    command.batteryID = battery
    command.scenario = .gridStorage
    command.terms = .leased
    command.siteCommitment = commitment
    command.userCommitment = commitment
    change(&command)
    return .deploySecondUse(command)
}

func output(_ id: String, _ mass: UInt64, _ material: RecoveredMaterial = .lithium) -> LotOutput {
    .with {
        $0.lotID = id
        $0.material = material
        $0.massG = mass
    }
}

/// One pack's worth by default: 300 kg of material and 100 kg of waste.
func dismantle(_ batteries: [String], _ change: (inout Dismantle) -> Void = { _ in }) -> Command {
    var command = Dismantle()
    command.batteryIds = batteries
    command.lots = [output("lot-1", 300_000)]
    command.wasteG = 90_000
    command.emissionsG = 10_000
    change(&command)
    return .dismantle(command)
}

func postPrice(_ change: (inout PostPriceIndex) -> Void = { _ in }) -> Command {
    var command = PostPriceIndex()
    command.indexID = "price-1"
    command.material = .lithium
    command.fenPerKg = 7_500_000
    command.day = 20_000
    change(&command)
    return .postPriceIndex(command)
}

func openSale(_ change: (inout OpenMaterialContract) -> Void = { _ in }) -> Command {
    var command = OpenMaterialContract()
    command.contractID = "sale-1"
    command.buyerID = "maker"
    command.indexID = "price-1"
    command.material = .lithium
    command.discountBp = 500
    command.massG = 200_000
    change(&command)
    return .openMaterialContract(command)
}

func part(_ lot: String, _ mass: UInt64, as new: String) -> LotDelivery {
    .with {
        $0.lotID = lot
        $0.massG = mass
        $0.newLotID = new
    }
}

func deliverMaterial(_ lots: [LotDelivery], under contract: String = "sale-1") -> Command {
    .deliverMaterial(
        .with {
            $0.contractID = contract
            $0.lots = lots
        }
    )
}
