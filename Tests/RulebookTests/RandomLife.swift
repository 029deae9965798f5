import CycladeSchema
import Rulebook
import TestSupport

/// Random commands over so few names that they often meet.
///
/// Ids of what a command makes are numbered, so that life goes on; the rest are drawn.
struct RandomLife {
    private var random: SplitMix64
    private var serial = 0
    private var shipments: [String: String] = [:]

    /// Ids that a command has tried to make.
    private(set) var batteries = (1...4).map(packCode)
    private(set) var lots = ["lot-0"]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    static let vehicles = (1...3).map(vehicleID)
    static let stations = ["station-1", "station-2"]

    /// The next command, and who signs it: mostly a step that a battery could take next.
    mutating func next(in world: World) -> (command: Command, member: String) {
        serial += 1
        if serial.isMultiple(of: 100) { batteries.append(packCode(serial)) }
        let battery = world.battery(battery())
        let choice = Int.random(in: 0..<40, using: &random)
        let (command, member) =
            switch choice < 4 ? choice : choice < 38 ? 4 : choice {
            case 0: early()
            case 1: fitted()
            case 2: homeward()
            case 3: late()
            case 38: kept()
            case 39: astray()
            default: step(of: battery)
            }
        let stranger = Int.random(in: 0..<20, using: &random) == 0
        return (command, stranger ? pick(Founding.roles.map(\.member)) : member)
    }

    /// A command that fits the stage of `battery`, signed by who could.
    private mutating func step(of battery: Battery) -> (Command, String) {
        let id = battery.batteryID
        if case .inTransitTo(let receiver) = battery.place.kind, serial.isMultiple(of: 3) {
            return (receive(shipments[id] ?? ""), receiver)
        }
        if !battery.offeredTo.isEmpty {
            let isDelivery = battery.offerID.hasPrefix("d-")
            if Int.random(in: 0..<8, using: &random) == 0 {
                let id = battery.offerID
                return (withdraw(isDelivery ? .deliveryID(id) : .offerID(id)), battery.ownerID)
            }
            if !battery.assessment.findings.isEmpty {
                return (openRecall(id, .safety), battery.ownerID)
            }
            if Int.random(in: 0..<8, using: &random) == 0 {
                return (assess(id, soh: 9_000) { $0.findings = [.leak] }, "lab")
            }
            let accept =
                isDelivery ? acceptDelivery(battery.offerID) : acceptTransfer(battery.offerID)
            return (accept, battery.offeredTo)
        }
        switch battery.stage {
        case .unspecified:
            return (makeBattery { $0.code = batteries[batteries.count - 1] }, "maker")
        case .made:
            if !battery.parents.isEmpty { return (deploy(id), battery.ownerID) }
            return (deliver("d-\(serial)", under: "supply-1", [id]), "maker")
        case .inStock:
            if battery.custodianID != "swapper" { return ship(battery, to: "swapper") }
            if Bool.random(using: &random) {
                return (install(id, in: pick(Self.vehicles)), "swapper")
            }
            return (stock([(id, Int(slot()))], at: pick(Self.stations)), "swapper")
        case .inVehicle, .atStation, .inSecondUse: return use(of: battery)
        case .recalled: return (collect(id), "collector")
        case .collected: return (receiveAtCentre([id]), pick(["cascade", "dismantler"]))
        case .atCentre: return (assess(id, soh: pick([9_000, 7_000, 7_000, 1_000])), "lab")
        case .assessed: return (classify(id, verdict(of: battery)), battery.custodianID)
        case .lost: return (reportFound(id), battery.custodianID)
        case .inCascadePool, .forDismantling:
            let isRestless = Int.random(in: 0..<4, using: &random) == 0
            return isRestless ? ship(battery, to: pick(Self.hands)) : end(of: battery)
        default: return early()
        }
    }

    private mutating func use(of battery: Battery) -> (Command, String) {
        let id = battery.batteryID
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return (assess(id, soh: pick([9_000, 7_000])), "lab")
        case 1:
            let isSecond = battery.stage == .inSecondUse
            let recall = openRecall(id, isSecond ? .endOfSecondUse : .belowStandard)
            return (recall, battery.ownerID)
        default:
            var swap = exchange(id, into: slot(), for: self.battery())
            swap.stationID = pick(Self.stations)
            swap.vehicleID = battery.place.vehicleID
            return (Bool.random(using: &random) ? .swap(swap) : retire(swap), "swapper")
        }
    }

    private func verdict(of battery: Battery) -> Verdict {
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
        if centre == "cascade" {
            let code = secondCode(serial)
            batteries.append(code)
            let group = regroup([id]) {
                ($0.code, $0.ratedCapacityMah, $0.massG, $0.moduleCount) = (
                    code, 100_000, 400_000, 1
                )
            }
            return (group, centre)
        }
        lots.append("lot-\(serial)")
        return (dismantle([id]) { $0.lots[0].lotID = "lot-\(serial)" }, centre)
    }

    private mutating func ship(_ battery: Battery, to member: String) -> (Command, String) {
        shipments[battery.batteryID] = "s-\(serial)"
        return (dispatch("s-\(serial)", to: member, [battery.batteryID]), battery.custodianID)
    }

    private mutating func early() -> (Command, String) {
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1:
            guard let code = batteries.last else { return (receive("s-0"), "bank") }
            let lots = Bool.random(using: &random) ? [] : [lotUse(lot(), mass(400_000))]
            return (makeBattery { ($0.code, $0.lots) = (code, lots) }, "maker")
        case 2:
            return (deliver("d-\(serial)", under: "supply-1", some()), "maker")
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
        let number = Int.random(in: 0..<8, using: &random)
        switch number {
        case 0, 1: return (install(battery(), in: pick(Self.vehicles)), "swapper")
        case 2: return (remove(battery(), from: pick(Self.vehicles)), "swapper")
        case 3, 4: return (stock([(battery(), Int(slot()))], at: station), "swapper")
        case 5: return (unstock(some(), at: station), "swapper")
        case 6: return (.swap(swap), "swapper")
        default: return (retire(swap), "swapper")
        }
    }

    /// Holds, and their ends.
    private mutating func kept() -> (Command, String) {
        let (id, member) = (battery(), pick(["bank", "swapper"]))
        guard Bool.random(using: &random) else { return (releaseHold(id), member) }
        return (hold(id, for: pick(Self.vehicles)), member)
    }

    /// What nobody plans.
    private mutating func astray() -> (Command, String) {
        let lost = batteries.last { _ in Bool.random(using: &random) } ?? battery()
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: return (reportLost(battery()), pick(Self.owners))
        case 8...9:
            let places: [Place.OneOf_Kind] = [
                .premises("swapper"), .vehicleID(pick(Self.vehicles)),
                RulebookTests.slot(pick(Self.stations), slot()),
            ]
            let odd = irregular(battery(), at: pick(places), with: "swapper") {
                $0.irregularityID = "odd-\(serial)"
            }
            return (odd, "garage")
        case 10...11: return (confirm("odd-\(recent(60))"), pick(["bank", "regulator"]))
        case 2...5: return (reportFound(lost), pick(Self.hands))
        case 6: return (reportExported(battery()), pick(Self.owners))
        default: return (reportDestroyed(battery()), pick(Self.owners))
        }
    }

    private mutating func homeward() -> (Command, String) {
        let soh = pick([9_000, 7_000, 7_000, 7_000, 1_000] as [UInt32])
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (assess(battery(), soh: soh), "lab")
        case 2, 3: return (openRecall(battery(), pick(Self.reasons)), pick(Self.owners))
        case 4, 5: return (collect(battery()), "collector")
        default: return (receiveAtCentre(some()), pick(["cascade", "dismantler"]))
        }
    }

    private mutating func late() -> (Command, String) {
        let centre = pick(["cascade", "dismantler"])
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return (classify(battery(), pick([.reuse, .cascade, .dismantle])), centre)
        case 2:
            let code = secondCode(serial)
            batteries.append(code)
            let one = regroup([battery()]) {
                ($0.code, $0.ratedCapacityMah, $0.massG, $0.moduleCount) = (
                    code, 100_000, 400_000, 1
                )
            }
            return (one, "cascade")
        case 3: return (deploy(battery()), "cascade")
        case 4, 5:
            let id = "lot-\(serial)"
            lots.append(id)
            return (dismantle([battery()]) { $0.lots[0].lotID = id }, "dismantler")
        case 6:
            let id = "lot-\(serial)"
            lots.append(id)
            return (deliverMaterial([part(lot(), mass(100_000), as: id)]), "dismantler")
        default: return (offerTransfer("o-\(serial)", to: centre, some()), pick(Self.owners))
        }
    }

    private static let hands = ["maker", "bank", "swapper", "garage", "collector", "cascade"]
    private static let owners = ["bank", "bank", "cascade", "dismantler"]
    private static let reasons: [RecallReason] = [.belowStandard, .belowStandard, .endOfSecondUse]

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    // Among the newest, so that a battery meets the steps of its life.
    private mutating func battery() -> String { pick(batteries.suffix(8)) }

    private mutating func lot() -> String { pick(lots.suffix(6)) }

    private mutating func slot() -> UInt32 { UInt32.random(in: 0..<9, using: &random) }

    private mutating func mass(_ most: UInt64) -> UInt64 { .random(in: 0...most, using: &random) }

    private mutating func recent(_ count: Int) -> Int {
        serial - Int.random(in: 0..<count, using: &random)
    }

    private mutating func some() -> [String] {
        let count = pick([1, 1, 1, 2])
        return (0..<count).map { _ in battery() }
    }

    private mutating func pick(_ values: ArraySlice<String>) -> String { pick(Array(values)) }
}
