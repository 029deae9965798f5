import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf

/// Evidence, the recycling network, and the trade in material.
extension RandomLife {
    mutating func evidence(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let member = pick(["swapper", "carmaker", "bank"])
            let gateway = world.state[.gateway(member, "gateway-1")] ?? Gateway()
            let number = gateway.number + pick([1, 1, 1, 2])
            let newest = gateway.number == 0 ? Data(count: 32) : gateway.segmentRoot
            return (anchor(number, after: newest), member)
        case 1: return (correct("battery/" + battery()), pick(Self.hands))
        default:
            let id = battery()
            return world.battery(id).stage == .inStock
                ? service(of: world.battery(id)) : (maintain(id), "garage")
        }
    }

    mutating func network(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            let point = registerPoint { $0.pointID = "point-\(serial)" }
            return (point, pick(["collector", "dealer"]))
        case 8: return (registerStation { $0.stationID = "station-\(serial)" }, "swapper")
        case 1, 2: return agreed(in: world)
        case 3:
            names.schedules.append("schedule-\(serial)")
            return (publishSchedule(id: "schedule-\(serial)"), "bank")
        case 4:
            let schedule = pick(names.schedules, or: "schedule-0")
            let batteries = some()
            let statement = settle(batteries) {
                ($0.statementID, $0.scheduleID) = ("statement-\(serial)", schedule)
            }
            return (statement, "bank")
        case 5:
            names.incentives.append("bonus-\(serial)")
            let event = pick([IncentiveEvent.collected, .dismantled])
            let bonus = postIncentive {
                ($0.incentiveID, $0.event) = ("bonus-\(serial)", event)
            }
            return (bonus, "regulator")
        default:
            let incentive = pick(names.incentives, or: "bonus-0")
            let isCollected = world.state[.incentive(incentive)]?.terms.event == .collected
            let battery = pick(batteries.suffix(30))
            let claim = Command.claimIncentive(
                .with { ($0.incentiveID, $0.batteryID) = (incentive, battery) }
            )
            return (claim, isCollected ? "collector" : "dismantler")
        }
    }

    private mutating func agreed(in world: World) -> (Command, String) {
        guard let id = names.agreements.last, chance(2, in: 3),
            let agreement = world.state[.networkAgreement(id)]
        else {
            names.agreements.append("agreement-\(serial)")
            return (openAgreement { $0.agreementID = "agreement-\(serial)" }, "bank")
        }
        if agreement.acceptedMs == 0 {
            return (.acceptNetworkAgreement(.with { $0.agreementID = id }), "collector")
        }
        return (.endNetworkAgreement(.with { $0.agreementID = id }), pick(["bank", "collector"]))
    }

    mutating func trade(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            names.day += 1
            return (postPrice { $0.day = names.day }, "regulator")
        case 1:
            names.sales.append("sale-\(serial)")
            return (openSale { $0.contractID = "sale-\(serial)" }, "dismantler")
        case 2:
            // What was bought goes into a new battery.
            let own = lots.last { world.state[.lot($0)]?.ownerID == "maker" } ?? lot()
            let (code, used) = (packCode(serial), mass(100_000))
            batteries.append(code)
            return (makeBattery { ($0.code, $0.lots) = (code, [lotUse(own, used)]) }, "maker")
        default:
            let id = "lot-\(serial)"
            let own = lots.last { world.state[.lot($0)]?.ownerID == "dismantler" } ?? lot()
            lots.append(id)
            let sold = part(own, mass(100_000), as: id)
            return (deliverMaterial([sold], under: pick(names.sales.suffix(3))), "dismantler")
        }
    }
}
