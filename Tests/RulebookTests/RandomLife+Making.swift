import CycladeSchema
import Rulebook

/// Models, modules and what is made of them, and batteries from before the ledger.
extension RandomLife {
    mutating func making(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            let design = registerModel {
                $0.modelID = "design-\(serial)"
                $0.specificationCode = pick(["03", "04", "05"])
            }
            return (design, "maker")
        case 1: return (contract(), "maker")
        case 2: return (enrolled(), pick(["collector", "dealer"]))
        case 3: return spareModule(in: world)
        case 4..<8 where modules.count < 4:
            let code = moduleCode(serial)
            modules.append(code)
            return (makeBattery { ($0.code, $0.modelID) = (code, "module-a") }, "maker")
        default:
            let (code, parts) = (packCode(serial), Array(modules.prefix(4)))
            modules.removeFirst(parts.count)
            batteries.append(code)
            return (makeBattery { ($0.code, $0.parts) = (code, parts) }, "maker")
        }
    }

    /// The supply contract that deliveries are made under.
    func supply() -> String { "supply-1" }

    private mutating func contract() -> Command {
        openSupply { ($0.contractID, $0.quantity) = ("supply-\(serial)", 5) }
    }

    private mutating func enrolled() -> Command {
        let digits = String(serial)
        let id = "ENROL-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
        batteries.append(id)
        return enrol { $0.batteryID = id }
    }

    /// A module of the bank's, at the workshop.
    private mutating func spareModule(in world: World) -> (Command, String) {
        let digits = String(serial)
        let id = "ENROL-A" + String(repeating: "0", count: 15 - digits.utf8.count) + digits
        if let last = spareModules.last, world.battery(last).custodianID == "dealer" {
            let isSent = world.battery(last).place.inTransitTo == "garage"
            guard let shipment = shipments[last], isSent else {
                return ship(world.battery(last), to: "garage")
            }
            return (receive(shipment), "garage")
        }
        spareModules.append(id)
        let module = enrol {
            ($0.batteryID, $0.form) = (id, .module)
            ($0.ratedCapacityMah, $0.nominalVoltageMv, $0.massG) = (100_000, 87_500, 90_000)
        }
        return (module, "dealer")
    }
}
