import CycladeSchema
import Rulebook

/// Commands that fit where a battery is in its life, each signed by who could.
extension RandomLife {
    mutating func step(of battery: Battery, in world: World) -> (Command, String) {
        let id = battery.batteryID
        if case .inTransitTo(let receiver) = battery.place.kind, chance(4, in: 5) {
            let shipment = shipments[id] ?? ""
            return (chance(1, in: 2) ? receive(shipment) : closeShipment(shipment), receiver)
        }
        if !battery.offeredTo.isEmpty { return answer(to: battery) }
        switch battery.stage {
        case .unspecified:
            return (makeBattery { $0.code = batteries[batteries.count - 1] }, "maker")
        case .made:
            if !battery.parents.isEmpty { return (deploy(id), battery.ownerID) }
            return (deliver("d-\(serial)", under: supply(), [id]), "maker")
        case .inStock: return stocked(battery, in: world)
        case .inVehicle, .atStation, .inSecondUse: return use(of: battery, in: world)
        case .recalled where battery.place.vehicleID.hasPrefix("0") && chance(2, in: 3):
            return exchanged(battery, in: world)
        case .recalled, .collected: return home(battery)
        case .atCentre: return (assess(id, soh: pick([9_000, 7_000, 1_000, 1_000])), "lab")
        case .assessed: return (classify(id, verdict(of: battery)), battery.custodianID)
        case .lost:
            if !battery.lossLeaseID.isEmpty, chance(1, in: 2) {
                return (settled(id, under: battery.lossLeaseID), "bank")
            }
            return (reportFound(id), battery.custodianID)
        case .inCascadePool, .forDismantling:
            return chance(1, in: 4) ? ship(battery, to: pick(Self.hands)) : end(of: battery)
        default: return anything()
        }
    }

    /// The answer of the other side, or its withdrawal.
    private mutating func answer(to battery: Battery) -> (Command, String) {
        let id = battery.offerID
        let isDelivery = id.hasPrefix("d-")
        if chance(1, in: 8) {
            return (withdraw(isDelivery ? .deliveryID(id) : .offerID(id)), battery.ownerID)
        }
        if !battery.assessment.findings.isEmpty {
            return (openRecall(battery.batteryID, .safety), battery.ownerID)
        }
        if chance(1, in: 8) {
            return (assess(battery.batteryID, soh: 9_000) { $0.findings = [.leak] }, "lab")
        }
        return (isDelivery ? acceptDelivery(id) : acceptTransfer(id), battery.offeredTo)
    }

    private mutating func stocked(_ battery: Battery, in world: World) -> (Command, String) {
        let id = battery.batteryID
        if !battery.parts.isEmpty { return service(of: battery) }
        if battery.ownerID == battery.custodianID, chance(1, in: 20) {
            return (reportExported(id), battery.ownerID)
        }
        if !battery.parents.isEmpty, battery.ownerID == "cascade" {
            return battery.custodianID == "cascade"
                ? (deploy(id), "cascade") : ship(battery, to: "cascade")
        }
        if battery.custodianID != "swapper" { return ship(battery, to: "swapper") }
        if chance(1, in: 4) { return (install(id, in: leasedVehicle(in: world)), "swapper") }
        return (stock([(id, Int(slot()))], at: pick(Self.stations)), "swapper")
    }

    private mutating func use(of battery: Battery, in world: World) -> (Command, String) {
        let id = battery.batteryID
        if chance(1, in: 40) { return (reportLost(id), battery.custodianID) }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return (assess(id, soh: pick([9_000, 7_000])), "lab")
        case 1:
            let isSecond = battery.stage == .inSecondUse
            if isSecond, chance(1, in: 2) { return (returnFromSecondUse(id), battery.ownerID) }
            let recall = openRecall(id, isSecond ? .endOfSecondUse : .belowStandard)
            return (recall, battery.producerID.isEmpty ? battery.ownerID : battery.producerID)
        case 2 where battery.stage == .inVehicle: return (maintain(id), "garage")
        case 3 where battery.stage == .atStation:
            return (unstock([id], at: battery.place.stationSlot.stationID), "swapper")
        default: return exchanged(battery, in: world)
        }
    }

    /// A swap: the battery for one of a station, or one of a vehicle for it.
    mutating func exchanged(
        _ battery: Battery,
        in world: World
    ) -> (Command, String) {
        let isTaken = battery.stage != .atStation
        let other = self.battery(in: world) { other in
            guard other.ownerID == "bank", !other.hasHold else { return false }
            return isTaken
                ? other.stage == .atStation && other.modelID == "pack-a"
                : other.place.vehicleID.hasPrefix("0")
        }
        let (taken, given) = isTaken ? (battery.batteryID, other) : (other, battery.batteryID)
        let swap = exchange(taken, into: slot(), for: given) {
            $0.stationID = world.battery(given).place.stationSlot.stationID
            $0.vehicleID = world.battery(taken).place.vehicleID
        }
        let isCalledHome = world.battery(taken).stage == .recalled
        return (isCalledHome ? retire(swap) : .swap(swap), "swapper")
    }

    private func verdict(of battery: Battery) -> Verdict {
        guard battery.assessment.findings.isEmpty else { return .dismantle }
        let soh = battery.assessment.sohBp
        return soh >= 8_000 ? .reuse : soh >= 2_000 ? .cascade : .dismantle
    }

    /// Takes `battery` to its end, by way of its owner and of who can do so.
    private mutating func end(of battery: Battery) -> (Command, String) {
        let id = battery.batteryID
        let centre = battery.stage == .inCascadePool ? "cascade" : "dismantler"
        if battery.ownerID != centre {
            return (offerTransfer("o-\(serial)", to: centre, [id]), battery.ownerID)
        }
        if battery.custodianID != centre { return ship(battery, to: centre) }
        guard centre == "cascade" else { return (dismantled(id), centre) }
        if !battery.assessment.findings.isEmpty { return (openRecall(id, .safety), centre) }
        return (regrouped(id), centre)
    }

    mutating func regrouped(_ id: String) -> Command {
        let code = secondCode(serial)
        batteries.append(code)
        return regroup([id]) {
            ($0.code, $0.ratedCapacityMah, $0.massG, $0.moduleCount) = (code, 100_000, 400_000, 1)
        }
    }

    mutating func dismantled(_ id: String) -> Command {
        let lot = "lot-\(serial)"
        lots.append(lot)
        return dismantle([id]) { $0.lots[0].lotID = lot }
    }

    mutating func ship(_ battery: Battery, to member: String) -> (Command, String) {
        shipments[battery.batteryID] = "s-\(serial)"
        return (dispatch("s-\(serial)", to: member, [battery.batteryID]), battery.custodianID)
    }
}
