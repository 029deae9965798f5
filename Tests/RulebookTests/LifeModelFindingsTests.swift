import CycladeSchema
import Rulebook
import Testing

@Suite("What no arrow of the domain draws")
struct LifeModelFindingsTests {
    @Test("a battery that was taken apart is sent nowhere")
    func dismantledIsNotSent() throws {
        let world = try World()
        let id = try world.forDismantling(1)
        try world.run(dismantle([id]), by: "dismantler")
        let sent = world.execute(dispatch("late", to: "bank", [id]), by: "dismantler")
        #expect(sent.refusal?.code == .wrongStage)
    }

    @Test("lost at a centre and found, a battery is called home, and not back in stock")
    func lostAtCentre() throws {
        let world = try World()
        let id = try world.inCascadePool(1)
        try world.run(reportLost(id), by: "cascade")
        try world.run(reportFound(id), by: "swapper")
        #expect(world.battery(id).stage == .recalled)
    }

    @Test("lost on its way home and turned up elsewhere, a battery is called home still")
    func lostOnTheWay() throws {
        let world = try World()
        let id = try world.recalled(1)
        try world.run(reportLost(id), by: "bank")
        try world.run(irregular(id), by: "lab")
        try world.run(confirm(), by: "bank")
        #expect(world.battery(id).stage == .recalled)
    }

    @Test("a battery that was found unsafe is installed, held and given to nobody")
    func unsafeIsNotGiven() throws {
        let world = try World()
        let (fitted, stocked) = (try world.inVehicle(1), try world.atStation(2))
        let spare = try world.inSwapStock(3)
        for id in [stocked, spare] {
            try world.run(assess(id, soh: 9_000) { $0.findings = [.leak] }, by: "lab")
        }
        let swap = Command.swap(exchange(fitted, into: 5, for: stocked))
        for command in [install(spare), hold(stocked), swap] {
            let refusal = world.execute(command, by: "swapper").refusal
            #expect(refusal?.code == .verdictMismatch)
        }
    }

    @Test("a battery that is called home is repaired on the road as any other")
    func repairOnTheRoad() throws {
        let world = try World()
        let id = try world.recalled(1)
        try world.run(maintain(id), by: "garage")
        #expect(world.battery(id).maintenanceCount == 1)
    }
}
