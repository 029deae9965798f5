import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Used vehicles and scrap")
struct VehicleEndTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a vehicle is scrapped when its battery has gone home and its lease is closed")
    func scrapping() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        #expect(
            world.execute(openRecall(id, .vehicleScrapped), by: "bank").refusal?.code
                == .groundMissing
        )
        try world.run(declareScrap(), by: "dealer", at: World.start + 5)
        #expect(world.execute(scrap(), by: "dealer").refusal?.code == .batteryNotHome)
        try world.run(openRecall(id, .vehicleScrapped), by: "bank")
        #expect(world.battery(id).recall.dueMs == World.start + 30 * World.day)
        try world.run(collect(id), by: "collector")
        #expect(world.execute(scrap(), by: "dealer").refusal?.code == .leaseOpen)
        try world.run(demandReturn(), by: "bank")
        try world.run(closeLease(), by: "bank")
        try world.run(scrap(), by: "dealer", at: World.start + 6)
        let vehicle = world.state[.vehicle(vehicleID(1))]
        #expect(vehicle?.scrapDeclaredMs == World.start + 5)
        #expect(vehicle?.scrappedMs == World.start + 6)
    }

    @Test("a used vehicle without a lease is resold by any dealer, who is its dealer then")
    func resale() throws {
        let world = try World()
        try world.soldVehicle()
        try world.run(resell(), by: "rival")
        #expect(world.state[.vehicle(vehicleID(1))]?.dealerID == "rival")
    }

    static let rows: [Refused] = [
        Refused("a resale by no dealer", by: "bank", .roleRequired) { world in
            try world.soldVehicle()
            return resell()
        },
        Refused("the resale of none", by: "dealer", .notFound, "vehicle_id") { _ in resell() },
        Refused("the resale of a new one", by: "dealer", .vehicleNotSold, "vehicle_id") { world in
            try world.run(registerVehicle(), by: "carmaker")
            return resell()
        },
        sold("a resale to nobody", .invalidValue, "owner_commitment") { resell(to: Data()) },
        sold("a resale to its owner", .alreadyDone, "owner_commitment") { resell(to: commitment) },
        Refused("a resale under a lease", by: "dealer", .leaseOpen, "vehicle_id") { world in
            try world.openLease()
            try world.run(assignLease(to: Data(repeating: 8, count: 32)), by: "bank")
            return resell()
        },
        scrapped("a resale of scrap") { resell() },
        scrapped("a second declaration") { declareScrap() },
        scrapped("a battery for scrap") { install(packCode(1)) },
        Refused("a lease for scrap", by: "dealer", .vehicleScrapped, "lease_id") { world in
            try world.soldVehicle()
            try world.run(offerLease(), by: "bank")
            try world.run(declareScrap(), by: "dealer")
            return acceptLease()
        },
        Refused("scrap of none", by: "dealer", .notFound, "vehicle_id") { _ in declareScrap() },
        Refused("another's scrap", by: "rival", .notParty, "vehicle_id") { world in
            try world.soldVehicle()
            return declareScrap()
        },
        Refused("another's end", by: "rival", .notParty, "vehicle_id") { world in
            try world.soldVehicle()
            try world.run(declareScrap(), by: "dealer")
            return scrap()
        },
        sold("an end that nobody declared", .groundMissing, "vehicle_id") { scrap() },
        Refused("the end of none", by: "dealer", .notFound, "vehicle_id") { _ in scrap() },
        Refused("a second end", by: "dealer", .alreadyDone, "vehicle_id") { world in
            try world.soldVehicle()
            try world.run(declareScrap(), by: "dealer")
            try world.run(scrap(), by: "dealer")
            return scrap()
        },
        Refused("the end of what holds a battery", by: "dealer", .batteryNotHome, "vehicle_id") {
            world in
            _ = try world.inVehicle(1)
            try world.run(declareScrap(), by: "dealer")
            return scrap()
        },
        Refused("the end under a lease", by: "dealer", .leaseOpen, "vehicle_id") { world in
            try world.openLease()
            try world.run(declareScrap(), by: "dealer")
            return scrap()
        },
    ]

    private static func sold(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: "dealer", code, field) { world in
            try world.soldVehicle()
            return command()
        }
    }

    private static func scrapped(
        _ name: String,
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: "dealer", .vehicleScrapped, "vehicle_id") { world in
            try world.soldVehicle()
            try world.run(declareScrap(), by: "dealer")
            return command()
        }
    }
}
