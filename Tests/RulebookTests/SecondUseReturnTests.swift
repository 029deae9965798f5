import CycladeSchema
import Rulebook
import Testing

@Suite("Back from second use")
struct SecondUseReturnTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a battery that is back is called home, and goes down the cascade again")
    func back() throws {
        let world = try World()
        let id = try world.inSecondUse()
        try world.run(returnFromSecondUse(id), by: "cascade")
        let battery = world.battery(id)
        #expect(battery.stage == .recalled)
        #expect(battery.recall.reason == .endOfSecondUse)
        #expect(battery.recall.dueMs == World.start + 30 * World.day)
        #expect(battery.place.kind == .premises("cascade"))
        try world.run(collect(id), by: "collector")
        try world.run(receiveAtCentre([id]), by: "dismantler")
        try world.run(assess(id, soh: 1_000), by: "lab")
        try world.run(classify(id, .dismantle), by: "dismantler")
    }

    @Test("one that was called home already keeps its recall")
    func calledHome() throws {
        let world = try World()
        let id = try world.inSecondUse()
        try world.run(assess(id, soh: 1_000) { $0.findings = [.leak] }, by: "lab")
        try world.run(openRecall(id, .safety), by: "regulator")
        try world.run(returnFromSecondUse(id), by: "cascade")
        #expect(world.battery(id).recall.reason == .safety)
    }

    static let rows: [Refused] = [
        Refused("by no cascade user", by: "bank", .roleRequired) { world in
            returnFromSecondUse(try world.inSecondUse())
        },
        Refused("of none", by: "cascade", .notFound, "battery_id") { _ in
            returnFromSecondUse(secondCode(1))
        },
        Refused("of another's", by: "rival", .notOwner, "battery_id") { world in
            returnFromSecondUse(try world.inSecondUse())
        },
        Refused("of one that is not out", by: "cascade", .wrongStage, "battery_id") { world in
            returnFromSecondUse(try world.secondUse())
        },
        Refused("twice", by: "cascade", .wrongPlace, "battery_id") { world in
            let id = try world.inSecondUse()
            try world.run(returnFromSecondUse(id), by: "cascade")
            return returnFromSecondUse(id)
        },
        Refused("at the end of time", by: "cascade", at: .max, .overflow, "battery_id") { world in
            returnFromSecondUse(try world.inSecondUse())
        },
    ]
}
