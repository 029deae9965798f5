import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("A battery's life")
struct LifeTests {
    @Test("runs from birth through two lives to the material of another battery")
    func wholeLife() throws {
        let world = try World()
        let (id, other) = (try world.inVehicle(1), try world.inVehicle(2))
        let spares = [try world.atStation(3), try world.atStation(4), try world.atStation(5)]
        try world.run(.swap(exchange(id, into: 3, for: spares[0])), by: "swapper")
        #expect(world.battery(id).stage == .atStation)
        try world.run(
            .swap(exchange(spares[0], into: 3, for: id) { $0.takenSlot = 1 }),
            by: "swapper"
        )
        for (battery, spare, slot) in [(id, spares[1], 4), (other, spares[2], 5)] {
            try world.run(assess(battery, soh: 6_500), by: "lab")
            try world.run(openRecall(battery), by: "bank")
            try world.run(retire(exchange(battery, into: UInt32(slot), for: spare)), by: "swapper")
            try world.run(collect(battery), by: "collector")
        }
        #expect(world.state[.station("station-1")]?.occupied == 1 << 1)
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 2)
        try world.run(dispatch("to-centre", to: "cascade", [id, other]), by: "collector")
        try world.run(receiveAtCentre([id, other]), by: "cascade")
        for battery in [id, other] {
            try world.run(assess(battery, soh: 6_400), by: "lab")
            try world.run(classify(battery, .cascade), by: "cascade")
            try world.pass(battery, from: "bank", to: "cascade")
        }
        try world.run(regroup([id, other]), by: "cascade")
        try world.run(deploy(secondCode(1)), by: "cascade")
        try secondLife(of: secondCode(1), in: world)
        #expect(world.battery(id).successor == secondCode(1))
        #expect(world.battery(packCode(9)).lots == [lotUse("bought-1", 150_000)])
        #expect(world.state[.lot("bought-1")]?.remainingG == 50_000)
    }

    private func secondLife(of id: String, in world: World) throws {
        #expect(world.battery(id).stage == .inSecondUse)
        try world.run(openRecall(id, .endOfSecondUse), by: "cascade")
        try world.run(collect(id), by: "collector")
        try world.run(receiveAtCentre([id]), by: "dismantler")
        try world.run(assess(id, soh: 1_500), by: "lab")
        try world.run(classify(id, .dismantle), by: "dismantler")
        try world.pass(id, from: "cascade", to: "dismantler")
        let taken = dismantle([id]) {
            $0.lots = [output("lot-1", 300_000), output("lot-2", 300_000, .copper)]
            $0.wasteG = 190_000
        }
        try world.run(taken, by: "dismantler")
        #expect(world.battery(id).stage == .dismantled)
        try world.run(postPrice(), by: "regulator")
        try world.run(openSale(), by: "dismantler")
        try world.run(deliverMaterial([part("lot-1", 200_000, as: "bought-1")]), by: "dismantler")
        let new = makeBattery {
            $0.code = packCode(9)
            $0.lots = [lotUse("bought-1", 150_000)]
        }
        try world.run(new, by: "maker")
    }

    @Test("stands at each stage where its builder leaves it")
    func stages() throws {
        let stages: [(Stage, (World) throws -> String)] = [
            (.made, { try $0.made(1) }), (.inStock, { try $0.inStock(1) }),
            (.inVehicle, { try $0.inVehicle(1) }), (.atStation, { try $0.atStation(1) }),
            (.recalled, { try $0.recalled(1) }), (.collected, { try $0.collected(1) }),
            (.atCentre, { try $0.atCentre(1) }), (.assessed, { try $0.assessed(1) }),
            (.inCascadePool, { try $0.inCascadePool(1) }),
            (.forDismantling, { try $0.forDismantling(1) }),
            (.inSecondUse, { try $0.inSecondUse() }),
        ]
        for (stage, build) in stages {
            let world = try World()
            #expect(try world.battery(build(world)).stage == stage)
        }
    }
}
