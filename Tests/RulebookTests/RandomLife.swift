import CycladeSchema
import FoundationEssentials
import Rulebook
import TestSupport
import Vocabulary

/// Random commands over so few names that they often meet.
///
/// Ids of what a command makes are numbered, so that life goes on; the rest are drawn. Each family
/// of commands stands in a file of its own, and most draws fit the records, so that they are allowed.
struct RandomLife {
    var random: SplitMix64
    private(set) var serial = 0
    /// The time of the next command; a minute passes with each.
    private(set) var now = World.start

    /// Ids that a command has tried to make.
    var batteries = (1...4).map(packCode)
    var lots = ["lot-0"]
    var vehicles = (1...3).map(vehicleID)
    var modules: [String] = []
    var spareModules: [String] = []
    /// The shipment that a battery was last sent in.
    var shipments: [String: String] = [:]
    var names = RandomNames()

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    static let stations = ["station-1", "station-2"]
    static let hands = ["maker", "bank", "swapper", "garage", "collector", "cascade"]
    static let owners = ["bank", "bank", "cascade", "dismantler"]

    /// The next command, and who signs it: mostly a step that a battery could take next.
    mutating func next(in world: World) -> (command: Command, member: String) {
        serial += 1
        now += 60_000
        if serial.isMultiple(of: 100) { batteries.append(packCode(serial)) }
        let (command, member) = draw(in: world)
        let isStranger = chance(1, in: 20)
        return (command, isStranger ? pick(Founding.roles.map(\.member)) : member)
    }

    private mutating func draw(in world: World) -> (Command, String) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<6: anything()
        case 6..<9: kept(in: world)
        case 9..<12: astray()
        case 12..<15: membership(in: world)
        case 15..<18: making(in: world)
        case 18..<30: driving(in: world)
        case 30..<32: evidence(in: world)
        case 32..<36: network(in: world)
        case 36..<39: payloads(in: world)
        case 39..<40: warnings(in: world)
        case 40..<42: trade(in: world)
        case 42..<72: step(of: world.battery(battery()), in: world)
        default: step(of: world.battery(homing(in: world)), in: world)
        }
    }
}

/// Ids of records other than batteries, by their kind.
struct RandomNames {
    var proposals: [Digest] = []
    var guests: [String] = []
    var keys: [String: [String]] = [:]
    var models: [String] = []
    var leases: [String] = []
    var gateways: [String: UInt64] = [:]
    var notices: [String] = []
    var oddities: [String] = []
    var agreements: [String] = []
    var schedules: [String] = []
    var incentives: [String] = []
    var payloads: [Data] = []
    var warnings: [String] = []
    var sales = ["sale-1"]
    var day: UInt32 = 20_000
}

// MARK: - Drawing

extension RandomLife {
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func chance(_ part: Int, in whole: Int) -> Bool {
        Int.random(in: 0..<whole, using: &random) < part
    }

    /// One of the newest, so that a battery meets the steps of its life.
    mutating func battery() -> String { pick(batteries.suffix(8)) }

    /// The newest battery that `isWanted`, or any.
    mutating func battery(in world: World, where isWanted: (Battery) -> Bool) -> String {
        batteries.suffix(60).last { isWanted(world.battery($0)) } ?? battery()
    }

    /// One of those on their way home, or in a second life: they are few.
    private mutating func homing(in world: World) -> String {
        let young: [Stage] = [.unspecified, .made, .inStock, .inVehicle, .atStation, .builtIn]
        let homing = batteries.suffix(60).filter { id in
            let battery = world.battery(id)
            let isOld = !young.contains(battery.stage) || !battery.parents.isEmpty
            return isOld && !Properties.ends.contains(battery.stage)
        }
        return homing.isEmpty ? battery() : pick(homing)
    }

    mutating func lot() -> String { pick(lots.suffix(6)) }

    mutating func vehicle() -> String { pick(vehicles.suffix(4)) }

    /// A vehicle that runs under an open lease, if one of the newest does.
    mutating func leasedVehicle(in world: World) -> String {
        let leased = vehicles.suffix(4).filter { id in
            let lease = world.state[.vehicle(id)].flatMap { world.state[.lease($0.leaseID)] }
            return lease?.stage == .open
        }
        return leased.isEmpty ? vehicle() : pick(leased)
    }

    mutating func slot() -> UInt32 { UInt32.random(in: 0..<9, using: &random) }

    mutating func mass(_ most: UInt64) -> UInt64 { .random(in: 0...most, using: &random) }

    /// The number of a recent command.
    mutating func recent(_ count: Int) -> Int {
        serial - Int.random(in: 0..<count, using: &random)
    }

    mutating func some() -> [String] {
        let count = pick([1, 1, 1, 2])
        return (0..<count).map { _ in battery() }
    }

    mutating func pick<Value>(_ values: ArraySlice<Value>) -> Value { pick(Array(values)) }

    mutating func pick(_ names: [String], or name: String) -> String {
        names.isEmpty ? name : pick(names.suffix(4))
    }

    mutating func bytes() -> Data { Data(random.bytes(32)) }
}
