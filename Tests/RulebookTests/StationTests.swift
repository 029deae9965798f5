import CycladeSchema
import Rulebook
import Testing

@Suite("Stations and swaps")
struct StationTests {
    @Test("refuses a station", arguments: stations)
    func refusesStation(row: Refused) throws { try row.check() }

    @Test("refuses to stock or to unstock", arguments: stockings)
    func refusesStocking(row: Refused) throws { try row.check() }

    @Test("refuses a swap", arguments: swaps)
    func refusesSwap(row: Refused) throws { try row.check() }

    @Test("refuses a retirement at a swap", arguments: retirements)
    func refusesRetirement(row: Refused) throws { try row.check() }

    @Test("a swap moves both batteries and the bits of their slots", arguments: [1, 5] as [UInt32])
    func swap(slot: UInt32) throws {
        let world = try World()
        let (taken, given) = (try world.inVehicle(2), try world.atStation(1))
        try world.run(.swap(exchange(taken, into: slot, for: given)), by: "swapper")
        #expect(world.battery(taken).place.stationSlot.slot == slot)
        #expect(world.battery(taken).stage == .atStation)
        #expect(world.battery(given).place.vehicleID == vehicleID(1))
        #expect(world.state[.station("station-1")]?.occupied == 1 << UInt64(slot))
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 1)
    }

    @Test("a battery taken out of its slot goes to stock, still recalled if it was")
    func unstocking() throws {
        let world = try World()
        let ids = [try world.atStation(1), try world.atStation(2)]
        try world.run(assess(ids[0], soh: 100), by: "lab")
        try world.run(openRecall(ids[0]), by: "bank")
        try world.run(unstock(ids), by: "swapper")
        #expect(world.battery(ids[0]).stage == .recalled)
        #expect(world.battery(ids[1]).stage == .inStock)
        #expect(world.battery(ids[1]).place.premises == "swapper")
        #expect(world.state[.station("station-1")]?.occupied == 0)
    }

    @Test("all 64 slots of a station can be filled")
    func fullStation() throws {
        let world = try World()
        try world.run(registerStation { $0.slots = 64 }, by: "swapper")
        let ids = try (1...64).map { try world.inSwapStock($0) }
        try world.run(stock(Array(zip(ids, 0...63))), by: "swapper")
        #expect(world.state[.station("station-1")]?.occupied == .max)
    }

    static let stations: [Refused] = [
        Refused("of no operator", by: "dealer", .roleRequired) { _ in registerStation() },
        station("without an id", .invalidValue, "station_id") { $0.stationID = "" },
        Refused("twice", by: "swapper", .alreadyExists, "station_id") { world in
            try world.openStation()
            return registerStation()
        },
        station("beyond the pole", .outOfRange, "latitude_e6") { $0.latitudeE6 = -90_000_001 },
        station("off the map", .outOfRange, "longitude_e6") { $0.longitudeE6 = .max },
        station("without slots", .outOfRange, "slots") { $0.slots = 0 },
        station("of 65 slots", .outOfRange, "slots") { $0.slots = 65 },
        station("for no model", .emptyList, "model_ids") { $0.modelIds = [] },
        station("for a model twice", .duplicateInList, "model_ids") {
            $0.modelIds = ["pack-a", "pack-a"]
        },
        station("for an unknown model", .notFound, "model_ids") { $0.modelIds = ["pack-x"] },
    ]

    static let stockings: [Refused] = [
        Refused("nowhere", by: "swapper", .notFound, "station_id") { _ in stock([]) },
        stocking("of another's station", by: "rival", .notParty, "station_id") { _ in [] },
        stocking("with nothing", .emptyList) { _ in [] },
        stocking("with one battery twice", .duplicateInList) { _ in [("x", 0), ("x", 1)] },
        stocking("with no battery", .notFound) { _ in [("x", 0)] },
        stocking("with what another holds", .notCustodian) { [(try $0.inStock(1), 0)] },
        stocking("with what is in a vehicle", .wrongStage) { [(try $0.inVehicle(1), 0)] },
        stocking("with a second-use battery", .wrongStage) { [(try $0.soundSecondUse(), 0)] },
        stocking("with what is on its way", .wrongPlace) { world in
            let id = try world.inSwapStock(1)
            try world.run(dispatch("t", to: "rival", [id]), by: "swapper")
            return [(id, 0)]
        },
        Refused("with another model", by: "swapper", .modelMismatch, "placements") { world in
            try world.run(registerStation { $0.modelIds = ["module-a"] }, by: "swapper")
            return stock([(try world.inSwapStock(1), 0)])
        },
        stocking("beyond the last slot", .outOfRange) { [(try $0.inSwapStock(1), 8)] },
        stocking("beyond every slot", .outOfRange) { [(try $0.inSwapStock(1), .max)] },
        stocking("in a slot twice", .slotOccupied) { world in
            [(try world.inSwapStock(1), 0), (try world.inSwapStock(2), 0)]
        },
        stocking("in a taken slot", .slotOccupied) { world in
            _ = try world.atStation(2)
            return [(try world.inSwapStock(1), 2)]
        },
        Refused("out of nowhere", by: "swapper", .notFound, "station_id") { _ in unstock([]) },
        unstocking("of another's station", by: "rival", .notParty, "station_id") { _ in [] },
        unstocking("of nothing", .emptyList) { _ in [] },
        unstocking("of one battery twice", .duplicateInList) { _ in ["x", "x"] },
        unstocking("of no battery", .notFound) { _ in ["x"] },
        unstocking("of a battery elsewhere", .wrongPlace) { [try $0.inVehicle(1)] },
        unstocking("of too many", .tooMany) { _ in HostileTests.many },
    ]

    private static func station(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RegisterStation) -> Void
    ) -> Refused {
        Refused(name, by: "swapper", code, field) { _ in registerStation(change) }
    }

    private static func stocking(
        _ name: String,
        by member: String = "swapper",
        _ code: RefusalCode,
        _ field: String = "placements",
        _ placements: @escaping @Sendable (World) throws -> [(id: String, slot: Int)]
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            try world.openStation()
            return stock(try placements(world))
        }
    }

    private static func unstocking(
        _ name: String,
        by member: String = "swapper",
        _ code: RefusalCode,
        _ field: String = "battery_ids",
        _ batteries: @escaping @Sendable (World) throws -> [String]
    ) -> Refused {
        Refused("out: " + name, by: member, code, field) { world in
            try world.openStation()
            return unstock(try batteries(world))
        }
    }
}
