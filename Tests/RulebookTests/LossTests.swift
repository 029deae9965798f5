import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Lost, found, exported, destroyed")
struct LossTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a battery that is lost from a vehicle leaves it empty, and its lease open to a claim")
    func lostFromVehicle() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(reportLost(id), by: "bank")
        let battery = world.battery(id)
        #expect(battery.stage == .lost)
        #expect(battery.place.kind == .lastSeenWith("swapper"))
        #expect(battery.ownerID == "bank" && battery.custodianID == "swapper")
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 0)
        try world.run(demandReturn(), by: "bank")
        #expect(world.execute(closeLease(), by: "bank").refusal?.code == .batteryNotHome)
        try world.run(settleLoss(id), by: "bank")
        try world.run(closeLease(), by: "bank")
    }

    @Test("a battery that is lost from a station leaves its slot free and no hold")
    func lostFromStation() throws {
        let world = try World()
        let id = try world.atStation(1)
        try world.openLease()
        try world.run(hold(id), by: "swapper")
        try world.run(reportLost(id), by: "swapper")
        #expect(world.state[.station("station-1")]?.occupied == 0)
        #expect(!world.battery(id).hasHold)
        #expect(world.battery(id).lossLeaseID.isEmpty)
    }

    @Test("whoever finds a battery holds it; the claim is over, and a recall is not")
    func found() throws {
        let world = try World()
        let id = try world.recalled(1)
        try world.run(reportLost(id), by: "bank")
        try world.run(reportFound(id), by: "garage")
        let battery = world.battery(id)
        #expect(battery.stage == .recalled)
        #expect(battery.place.kind == .premises("garage") && battery.custodianID == "garage")
        #expect(battery.ownerID == "bank")
        #expect(world.state[.lease("lease-1")]?.lossesUnsettled == 0)
        try world.run(collect(id), by: "collector")
    }

    @Test("a battery found without a recall is in stock")
    func foundInStock() throws {
        let world = try World()
        let id = try world.inStock(1)
        try world.run(reportLost(id), by: "bank")
        try world.run(reportFound(id), by: "bank")
        #expect(world.battery(id).stage == .inStock)
    }

    @Test("an exported and a destroyed battery have come to their ends")
    func ends() throws {
        let world = try World()
        let (gone, burnt) = (try world.inStock(1), try world.inVehicle(2))
        try world.run(reportExported(gone), by: "bank")
        #expect(world.battery(gone).stage == .exported)
        #expect(world.battery(gone).place.kind == .abroadIn("DE"))
        try world.run(reportDestroyed(burnt), by: "swapper")
        #expect(world.battery(burnt).stage == .destroyed)
        #expect(world.battery(burnt).lossLeaseID == "lease-1")
        for id in [gone, burnt] {
            let after: [(Command, String)] = [
                (assess(id, soh: 9_000), "lab"), (reportLost(id), "bank"),
                (reportFound(id), "bank"), (openRecall(id, .safety), "bank"),
                (offerTransfer("late", to: "rival", [id]), "bank"),
            ]
            for (command, member) in after {
                #expect(world.execute(command, by: member).refusal?.code == .wrongStage)
            }
        }
    }

    static let rows: [Refused] = [
        Refused("the loss of none", by: "bank", .notFound, "battery_id") { _ in
            reportLost(packCode(1))
        },
        Refused("a stranger's loss", by: "garage", .notCustodian, "battery_id") { world in
            reportLost(try world.inStock(1))
        },
        Refused("a loss twice", by: "bank", .wrongStage, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(reportLost(id), by: "bank")
            return reportLost(id)
        },
        Refused("a loss on offer", by: "bank", .offerPending, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return reportLost(id)
        },
        Refused("a loss without account", by: "bank", .invalidValue, "account_commitment") {
            world in
            reportLost(try world.inStock(1), account: Data())
        },
        Refused("to find what is not lost", by: "bank", .wrongStage, "battery_id") { world in
            reportFound(try world.inStock(1))
        },
        Refused("to find nothing", by: "bank", .notFound, "battery_id") { _ in
            reportFound(packCode(1))
        },
        Refused("another's export", by: "rival", .notOwner, "battery_id") { world in
            reportExported(try world.inStock(1))
        },
        Refused("an export out of others' hands", by: "bank", .notCustodian, "battery_id") {
            world in
            reportExported(try world.inSwapStock(1))
        },
        Refused("an export of what is called home", by: "bank", .wrongStage, "battery_id") {
            world in
            let id = try world.inStock(1)
            try world.run(assess(id, soh: 7_000), by: "lab")
            try world.run(openRecall(id), by: "bank")
            return reportExported(id)
        },
        Refused("an export on offer", by: "bank", .offerPending, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return reportExported(id)
        },
        Refused("an export to nowhere", by: "bank", .invalidValue, "country") { world in
            reportExported(try world.inStock(1), to: "de")
        },
        Refused("an export to home", by: "bank", .invalidValue, "country") { world in
            reportExported(try world.inStock(1), to: "CN")
        },
        Refused("an export without papers", by: "bank", .invalidValue, "paper_commitment") {
            world in
            reportExported(try world.inStock(1), papers: Data())
        },
        Refused("a stranger's accident", by: "garage", .notCustodian, "battery_id") { world in
            reportDestroyed(try world.inStock(1))
        },
        Refused("the accident of a part", by: "maker", .wrongStage, "battery_id") { world in
            let module = moduleCode(1)
            try world.run(
                makeBattery { ($0.code, $0.modelID) = (module, "module-a") },
                by: "maker"
            )
            let parts =
                try [module]
                + (2...4).map { number in
                    let code = moduleCode(number)
                    try world.run(
                        makeBattery { ($0.code, $0.modelID) = (code, "module-a") },
                        by: "maker"
                    )
                    return code
                }
            try world.run(makeBattery { $0.parts = parts }, by: "maker")
            return reportDestroyed(module)
        },
        Refused("an accident without account", by: "bank", .invalidValue, "account_commitment") {
            world in
            reportDestroyed(try world.inStock(1), account: Data())
        },
        Refused("the accident of none", by: "bank", .notFound, "battery_id") { _ in
            reportDestroyed(packCode(1))
        },
        Refused("an accident on offer", by: "bank", .offerPending, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return reportDestroyed(id)
        },
        Refused("the export of none", by: "bank", .notFound, "battery_id") { _ in
            reportExported(packCode(1))
        },
        Refused("an export of what is on its way", by: "bank", .wrongPlace, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "bank")
            return reportExported(id)
        },
    ]
}
