import CycladeSchema
import Rulebook
import Testing

@Suite("Holds")
struct HoldTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a held battery goes to the vehicle that it is held for, and to no other")
    func exclusion() throws {
        let world = try World()
        let (given, taken) = (try world.atStation(2), try world.inVehicle(1))
        try world.otherLease()
        try world.run(hold(given, for: vehicleID(2)), by: "bank")
        let swap = exchange(taken, into: 3, for: given)
        #expect(world.execute(.swap(swap), by: "swapper").refusal?.code == .held)
        #expect(world.execute(unstock([given]), by: "swapper").refusal?.code == .held)
        try world.run(releaseHold(given), by: "bank")
        try world.run(hold(given), by: "swapper")
        try world.run(.swap(swap), by: "swapper")
        #expect(!world.battery(given).hasHold)
    }

    @Test("a hold is void after its time")
    func expiry() throws {
        let world = try World()
        let id = try world.atStation(1)
        try world.openLease()
        try world.otherLease()
        let end = World.start + 3_600_000
        try world.run(hold(id, until: end), by: "swapper")
        let other = hold(id, for: vehicleID(2), until: end + 10)
        #expect(world.execute(other, by: "swapper", at: end).refusal?.code == .held)
        try world.run(other, by: "swapper", at: end + 1)
        #expect(world.battery(id).hold.vehicleID == vehicleID(2))
    }

    @Test("a recall ends a hold")
    func recall() throws {
        let world = try World()
        let id = try world.atStation(1)
        try world.openLease()
        try world.run(hold(id), by: "swapper")
        try world.run(assess(id, soh: 7_000) { $0.findings = [.leak] }, by: "lab")
        try world.run(openRecall(id, .safety), by: "regulator")
        #expect(!world.battery(id).hasHold)
        #expect(world.battery(id).recall.dueMs == World.start + 3 * World.day)
    }

    @Test("an operator takes a battery back into stock when its hold is over")
    func unstocking() throws {
        let world = try World()
        let id = try world.atStation(1)
        try world.openLease()
        let end = World.start + 1
        try world.run(hold(id, until: end), by: "swapper")
        try world.run(unstock([id]), by: "swapper", at: end + 1)
        #expect(!world.battery(id).hasHold)
    }

    static let rows: [Refused] = [
        Refused("a hold of none", by: "swapper", .notFound, "battery_id") { _ in
            hold(packCode(1))
        },
        Refused("a hold in stock", by: "swapper", .wrongPlace, "battery_id") { world in
            try world.openLease()
            return hold(try world.inSwapStock(1))
        },
        Refused("a hold of what is called home", by: "swapper", .wrongStage, "battery_id") {
            world in
            let id = try world.atStation(1)
            try world.openLease()
            try world.run(assess(id, soh: 7_000), by: "lab")
            try world.run(openRecall(id), by: "bank")
            return hold(id)
        },
        held("a stranger's hold", by: "garage", .notCustodian, "battery_id") { hold($1) },
        held("a hold on offer", .offerPending, "battery_id") { world, id in
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return hold(id)
        },
        held("two holds", .held, "battery_id") { world, id in
            try world.run(hold(id), by: "bank")
            return hold(id)
        },
        held("a hold for no vehicle", .notFound, "vehicle_id") { hold($1, for: vehicleID(9)) },
        Refused("a hold without a lease", by: "swapper", .noOpenLease, "vehicle_id") { world in
            let id = try world.atStation(1)
            try world.soldVehicle()
            return hold(id)
        },
        held("a hold below the promise", .belowPromise, "battery_id") { world, id in
            try world.run(assess(id, soh: 5_999), by: "lab")
            return hold(id)
        },
        held("a hold that is over", .outOfRange, "until_ms") { hold($1, until: World.start) },
        held("a hold too long", .outOfRange, "until_ms") {
            hold($1, until: World.start + World.day + 1)
        },
        held("to release none", .alreadyDone, "battery_id") { releaseHold($1) },
        held("to release another's", .notParty, "battery_id") { world, id in
            try world.run(hold(id), by: "bank")
            return releaseHold(id)
        },
        Refused("to release nothing", by: "swapper", .notFound, "battery_id") { _ in
            releaseHold(packCode(1))
        },
        held("a hold of another model", .modelMismatch, "battery_id") { world, id in
            try world.amendToModules()
            return hold(id)
        },
        held("a hold of what is not the lessor's", .notOwner, "battery_id") { world, id in
            try world.pass(id, from: "bank", to: "rival")
            return hold(id)
        },
        held("a hold of what was found unsafe", .verdictMismatch, "battery_id") { world, id in
            try world.findUnsafe(id)
            return hold(id)
        },
        held("to take what is held", .held, "battery_ids") { world, id in
            try world.run(hold(id), by: "swapper")
            return unstock([id])
        },
    ]

    private static func held(
        _ name: String,
        by member: String = "swapper",
        _ code: RefusalCode,
        _ field: String,
        _ command: @escaping @Sendable (World, _ id: String) throws -> Command
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            let id = try world.atStation(1)
            try world.openLease()
            return try command(world, id)
        }
    }
}
