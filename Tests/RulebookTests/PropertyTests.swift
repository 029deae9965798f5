import CycladeSchema
import FoundationEssentials
import Rulebook
import TestSupport
import Testing
import Vocabulary

@Suite("Whatever is asked")
struct PropertyTests {
    /// A run of 20,000 commands; ten of them when the tests run long.
    static let seeds: ClosedRange<UInt64> = Soak.isOn ? 1...10 : 1...1

    @Test("the records agree with one another", arguments: seeds)
    func invariants(seed: UInt64) throws {
        let world = try Self.world()
        var life = RandomLife(seed: seed)
        var properties = Properties()
        var tally = PropertyTally()
        for step in 1...20_000 {
            let (command, member) = life.next(in: world)
            let result = world.execute(command, by: member, at: life.now)
            tally.count(command, result)
            if case (.dismantle(let dismantling), .success) = (command, result) {
                tally.weigh(dismantling, of: dismantling.batteryIds.map(world.battery))
            }
            properties.check(world.settle(), of: world, at: life.now)
            if step.isMultiple(of: 100) { RecordSums(of: world).check(against: tally) }
        }
        #expect(tally.missing.isEmpty, "never allowed; all: \(tally.table)")
        #expect(PropertyTally.commands.count >= 88)
        #expect(properties.stages.count >= 14, "\(properties.stages)")
        #expect(!properties.ended.isEmpty)
    }

    @Test("two states that see the same end the same, and histories are chains")
    func determinism() throws {
        let worlds = [try Self.world(), try Self.world()]
        var life = RandomLife(seed: 9)
        for step in 1...3_000 {
            let (command, member) = life.next(in: worlds[0])
            let results = worlds.map { $0.execute(command, by: member, at: life.now) }
            #expect(results[0] == results[1])
            guard step.isMultiple(of: 7) else { continue }
            let changes = worlds.map { world in world.settle() }
            #expect(changes[0].map(\.path) == changes[1].map(\.path))
            #expect(changes[0].map(\.record) == changes[1].map(\.record))
        }
        for world in worlds { world.settle() }
        #expect(worlds[0].links == worlds[1].links)
        var newest: [Digest: UInt64] = [:]
        for link in worlds[0].links {
            #expect(link.previous == newest[link.path])
            newest[link.path] = link.leaf
        }
        #expect(newest == worlds[0].records.records.mapValues(\.lastLeaf))
    }

    /// A world with three leased vehicles, two stations, a supply and a sale.
    private static func world() throws -> World {
        let world = try World()
        try world.run(openSupply { $0.quantity = 1_000_000 }, by: "maker")
        for (number, vehicle) in (1...3).map(vehicleID).enumerated() {
            try world.run(registerVehicle { $0.vehicleID = vehicle }, by: "carmaker")
            try world.run(sellVehicle(to: .dealerID("dealer"), id: vehicle), by: "carmaker")
            let owner = SellVehicle.OneOf_Buyer.ownerCommitment(commitment)
            try world.run(sellVehicle(to: owner, id: vehicle), by: "dealer")
            let lease = offerLease { ($0.leaseID, $0.vehicleID) = ("lease-\(number)", vehicle) }
            try world.run(lease, by: "bank")
            try world.run(acceptLease("lease-\(number)"), by: "dealer")
        }
        for station in RandomLife.stations {
            try world.run(registerStation { $0.stationID = station }, by: "swapper")
        }
        try world.run(postPrice(), by: "regulator")
        try world.run(openSale { $0.massG = 1_000_000_000 }, by: "dismantler")
        world.settle()
        return world
    }
}
