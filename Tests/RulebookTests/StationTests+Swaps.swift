import CycladeSchema

extension StationTests {
    static let swaps: [Refused] = [
        Refused("nowhere", by: "swapper", .notFound, "station_id") { _ in
            .swap(exchange("x", into: 0, for: "y"))
        },
        swap("at another's station", by: "rival", .notParty, "station_id"),
        swap("for no vehicle", .notFound, "vehicle_id") { $0.vehicleID = vehicleID(2) },
        Refused("without a lease", by: "swapper", .noOpenLease, "vehicle_id") { world in
            let swap = try ready(world)
            try world.run(demandReturn(), by: "bank")
            return .swap(swap)
        },
        swap("of nothing", .notFound, "taken") { $0.clearTaken() },
        swap("of what is not in the vehicle", .wrongPlace, "taken") { $0.taken = $0.given },
        Refused("of what is not the lessor's", by: "swapper", .notOwner, "taken") { world in
            let swap = try ready(world)
            try world.pass(swap.taken.batteryID, from: "bank", to: "rival")
            return .swap(swap)
        },
        Refused("of what is called home", by: "swapper", .underRecall, "taken") { world in
            let swap = try ready(world)
            try world.run(assess(swap.taken.batteryID, soh: 100), by: "lab")
            try world.run(openRecall(swap.taken.batteryID), by: "bank")
            return .swap(swap)
        },
        Refused("of a model that it does not serve", by: "swapper", .modelMismatch, "taken") {
            world in
            var swap = try ready(world)
            let other = registerStation {
                $0.stationID = "station-2"
                $0.modelIds = ["module-a"]
            }
            try world.run(other, by: "swapper")
            swap.stationID = "station-2"
            return .swap(swap)
        },
        swap("overfull", .outOfRange, "taken.soc_bp") { $0.taken.socBp = 10_001 },
        swap("of endless energy", .outOfRange, "taken.energy_wh") { $0.taken.energyWh = .max },
        swap("for nothing", .notFound, "given") { $0.clearGiven() },
        swap("for what is not in a slot", .wrongPlace, "given") { $0.given = $0.taken },
        Refused("for another's battery", by: "swapper", .notOwner, "given") { world in
            let swap = try ready(world)
            try world.pass(swap.given.batteryID, from: "bank", to: "rival")
            return .swap(swap)
        },
        Refused("for another model", by: "swapper", .modelMismatch, "given") { world in
            let (taken, given) = (try world.inVehicle(1), try world.atStation(2))
            try world.run(demandReturn(), by: "bank")
            try world.run(remove(taken), by: "swapper")
            try world.run(closeLease(), by: "bank")
            try world.pass(taken, from: "bank", to: "swapper")
            try world.run(install(taken), by: "swapper")
            try world.pass(taken, from: "swapper", to: "bank")
            let other = offerLease {
                $0.leaseID = "lease-2"
                $0.modelID = "module-a"
            }
            try world.run(other, by: "bank")
            try world.run(acceptLease("lease-2"), by: "dealer")
            return .swap(exchange(taken, into: 0, for: given))
        },
        Refused("for what is called home", by: "swapper", .underRecall, "given") { world in
            let swap = try ready(world)
            try world.run(assess(swap.given.batteryID, soh: 7_000), by: "lab")
            try world.run(openRecall(swap.given.batteryID), by: "bank")
            return .swap(swap)
        },
        Refused("for less than promised", by: "swapper", .belowPromise, "given") { world in
            let swap = try ready(world)
            try world.run(assess(swap.given.batteryID, soh: 5_999), by: "lab")
            return .swap(swap)
        },
        Refused("for a battery on offer", by: "swapper", .offerPending, "given") { world in
            let swap = try ready(world)
            let offer = offerTransfer("o", to: "rival", [swap.given.batteryID])
            try world.run(offer, by: "bank")
            return .swap(swap)
        },
        swap("for an overfull battery", .outOfRange, "given.soc_bp") { $0.given.socBp = .max },
        swap("for endless energy", .outOfRange, "given.energy_wh") { $0.given.energyWh = .max },
        swap("into no slot", .outOfRange, "taken_slot") { $0.takenSlot = 8 },
        Refused("into a taken slot", by: "swapper", .slotOccupied, "taken_slot") { world in
            _ = try world.atStation(3)
            return .swap(try ready(world, slot: 3))
        },
        Refused("at retirement, not called home", by: "swapper", .notUnderRecall, "taken") {
            world in
            retire(try ready(world))
        },
        Refused("at retirement, empty", by: "swapper", .notFound, "station_id") { _ in
            .retireAtSwap(RetireAtSwap())
        },
    ]

    private static func swap(
        _ name: String,
        by member: String = "swapper",
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout Swap) -> Void = { _ in }
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            var swap = try ready(world)
            change(&swap)
            return .swap(swap)
        }
    }

    /// A swap of battery 1, in the vehicle, for battery 2, at the station.
    private static func ready(_ world: World, slot: UInt32 = 2) throws -> Swap {
        exchange(try world.inVehicle(1), into: slot, for: try world.atStation(2))
    }
}
