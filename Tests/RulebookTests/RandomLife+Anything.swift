import CycladeSchema
import Rulebook

/// Commands of a battery's life that fit nothing but by chance.
extension RandomLife {
    mutating func anything() -> (Command, String) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: early()
        case 1: fitted()
        case 2: homeward()
        default: late()
        }
    }

    private mutating func early() -> (Command, String) {
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1:
            let code = batteries[batteries.count - 1]
            let lots = chance(1, in: 2) ? [] : [lotUse(lot(), mass(400_000))]
            return (makeBattery { ($0.code, $0.lots) = (code, lots) }, "maker")
        case 2: return (deliver("d-\(serial)", under: supply(), some()), "maker")
        case 3: return (acceptDelivery("d-\(recent(60))"), "bank")
        case 4:
            let (from, to) = (pick(Self.hands), pick(Self.hands))
            return (dispatch("s-\(serial)", to: to, some()), from)
        case 5, 6: return (receive("s-\(recent(60))"), pick(Self.hands))
        case 7: return (offerTransfer("o-\(serial)", to: pick(Self.owners), some()), "bank")
        default: return (acceptTransfer("o-\(recent(60))"), pick(Self.owners))
        }
    }

    private mutating func fitted() -> (Command, String) {
        let station = pick(Self.stations)
        let swap = exchange(battery(), into: slot(), for: battery()) {
            $0.stationID = station
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (install(battery(), in: vehicle()), "swapper")
        case 2: return (remove(battery(), from: vehicle()), "swapper")
        case 3, 4: return (stock([(battery(), Int(slot()))], at: station), "swapper")
        case 5: return (unstock(some(), at: station), "swapper")
        case 6: return (.swap(swap), "swapper")
        default: return (retire(swap), "swapper")
        }
    }

    /// Holds, and their ends.
    mutating func kept(in world: World) -> (Command, String) {
        let time = now
        if chance(1, in: 3) {
            let held = battery(in: world) { $0.hasHold && $0.hold.untilMs >= time }
            return (releaseHold(held), world.battery(held).hold.heldBy)
        }
        let id = battery(in: world) { $0.stage == .atStation && !$0.hasHold }
        let member = pick(["bank", "swapper"])
        return (hold(id, for: leasedVehicle(in: world), until: now + 3_600_000), member)
    }

    /// What nobody plans.
    mutating func astray() -> (Command, String) {
        let lost = batteries.last { _ in Bool.random(using: &random) } ?? battery()
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: return (reportLost(battery()), pick(Self.owners))
        case 2...5: return (reportFound(lost), pick(Self.hands))
        case 6: return (reportExported(battery()), pick(Self.owners))
        case 7: return (reportDestroyed(battery()), pick(Self.owners))
        case 8...9:
            let places: [Place.OneOf_Kind] = [
                .premises("swapper"), .vehicleID(vehicle()),
                RulebookTests.slot(pick(Self.stations), slot()),
            ]
            names.oddities.append("odd-\(serial)")
            let odd = irregular(battery(), at: pick(places), with: "swapper") {
                $0.irregularityID = "odd-\(serial)"
            }
            return (odd, "garage")
        default:
            let odd = names.oddities.popLast() ?? "odd-0"
            return (confirm(odd), pick(["bank", "regulator"]))
        }
    }

    private mutating func homeward() -> (Command, String) {
        let reasons: [RecallReason] = [.belowStandard, .belowStandard, .endOfSecondUse]
        let soh = pick([9_000, 7_000, 7_000, 7_000, 1_000] as [UInt32])
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (assess(battery(), soh: soh), "lab")
        case 2, 3: return (openRecall(battery(), pick(reasons)), pick(Self.owners))
        case 4, 5: return (collect(battery()), "collector")
        default: return (receiveAtCentre(some()), pick(["cascade", "dismantler"]))
        }
    }

    private mutating func late() -> (Command, String) {
        let centre = pick(["cascade", "dismantler"])
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (classify(battery(), pick([.reuse, .cascade, .dismantle])), centre)
        case 2: return (regrouped(battery()), "cascade")
        case 3: return (deploy(battery()), "cascade")
        case 4, 5: return (dismantled(battery()), "dismantler")
        case 6:
            let id = "lot-\(serial)"
            lots.append(id)
            return (deliverMaterial([part(lot(), mass(100_000), as: id)]), "dismantler")
        default: return (offerTransfer("o-\(serial)", to: centre, some()), pick(Self.owners))
        }
    }
}
