import CycladeSchema

/// The two commands that exchange batteries at a station: for one that stays at work, and for one
/// that is called home.
private enum Exchange: String {
    case swap
    case retirement

    func command(_ swap: Swap) -> Command { self == .swap ? .swap(swap) : retire(swap) }

    /// Of battery 1, in the vehicle, for battery 2, at the station.
    func ready(_ world: World, slot: UInt32 = 2) throws -> Swap {
        let taken = try self == .swap ? world.inVehicle(1) : world.recalled(1)
        return exchange(taken, into: slot, for: try world.atStation(2))
    }
}

extension StationTests {
    static let swaps: [Refused] =
        [
            after(.swap, "of what is called home", .underRecall, "taken") { world, swap in
                try world.run(assess(swap.taken.batteryID, soh: 100), by: "lab")
                try world.run(openRecall(swap.taken.batteryID), by: "bank")
            }
        ] + rows(of: .swap)

    static let retirements: [Refused] =
        [
            Refused(
                "a retirement of what is not called home",
                by: "swapper",
                .notUnderRecall,
                "taken"
            ) {
                world in
                retire(try Exchange.swap.ready(world))
            }
        ] + rows(of: .retirement)

    private static func rows(of kind: Exchange) -> [Refused] {
        [
            Refused("a \(kind) nowhere", by: "swapper", .notFound, "station_id") { _ in
                kind.command(Swap())
            },
            asking(kind, "at another's station", by: "rival", .notParty, "station_id"),
            asking(kind, "for no vehicle", .notFound, "vehicle_id") { $0.vehicleID = vehicleID(2) },
            after(kind, "for scrap", .vehicleScrapped, "vehicle_id") { world, _ in
                try world.run(declareScrap(), by: "dealer")
            },
            after(kind, "without a lease", .noOpenLease, "vehicle_id") { world, _ in
                try world.run(demandReturn(), by: "bank")
            },
        ] + rowsOfTaken(kind) + rowsOfGiven(kind)
    }

    private static func rowsOfTaken(_ kind: Exchange) -> [Refused] {
        [
            asking(kind, "of nothing", .notFound, "taken") { $0.clearTaken() },
            asking(kind, "of what is not in the vehicle", .wrongPlace, "taken") {
                $0.taken = $0.given
            },
            after(kind, "of what is not the lessor's", .notOwner, "taken") { world, swap in
                try world.pass(swap.taken.batteryID, from: "bank", to: "rival")
            },
            Refused("a \(kind) of an unserved model", by: "swapper", .modelMismatch, "taken") {
                world in
                var swap = try kind.ready(world)
                swap.stationID = "station-2"
                let other = registerStation {
                    $0.stationID = "station-2"
                    $0.modelIds = ["module-a"]
                }
                try world.run(other, by: "swapper")
                return kind.command(swap)
            },
            asking(kind, "overfull", .outOfRange, "taken.soc_bp") { $0.taken.socBp = 10_001 },
            asking(kind, "of endless energy", .outOfRange, "taken.energy_wh") {
                $0.taken.energyWh = .max
            },
            asking(kind, "into no slot", .outOfRange, "taken_slot") { $0.takenSlot = 8 },
            Refused("a \(kind) into a taken slot", by: "swapper", .slotOccupied, "taken_slot") {
                world in
                _ = try world.atStation(3)
                return kind.command(try kind.ready(world, slot: 3))
            },
        ]
    }

    private static func rowsOfGiven(_ kind: Exchange) -> [Refused] {
        [
            asking(kind, "for nothing", .notFound, "given") { $0.clearGiven() },
            asking(kind, "for what is not in a slot", .wrongPlace, "given") { $0.given = $0.taken },
            after(kind, "for another's battery", .notOwner, "given") { world, swap in
                try world.pass(swap.given.batteryID, from: "bank", to: "rival")
            },
            after(kind, "for another model", .modelMismatch, "given") { world, _ in
                try world.amendToModules()
            },
            after(kind, "for what is called home", .underRecall, "given") { world, swap in
                try world.run(assess(swap.given.batteryID, soh: 7_000), by: "lab")
                try world.run(openRecall(swap.given.batteryID), by: "bank")
            },
            after(kind, "for what was found unsafe", .verdictMismatch, "given") { world, swap in
                try world.findUnsafe(swap.given.batteryID)
            },
            after(kind, "for less than promised", .belowPromise, "given") { world, swap in
                try world.run(assess(swap.given.batteryID, soh: 5_999), by: "lab")
            },
            after(kind, "for a battery on offer", .offerPending, "given") { world, swap in
                let offer = offerTransfer("o", to: "rival", [swap.given.batteryID])
                try world.run(offer, by: "bank")
            },
            after(kind, "for what is held for another", .held, "given") { world, swap in
                try world.otherLease()
                try world.run(hold(swap.given.batteryID, for: vehicleID(2)), by: "bank")
            },
            asking(kind, "for an overfull battery", .outOfRange, "given.soc_bp") {
                $0.given.socBp = .max
            },
            asking(kind, "for endless energy", .outOfRange, "given.energy_wh") {
                $0.given.energyWh = .max
            },
        ]
    }

    /// A good exchange, asked for with a `change`.
    private static func asking(
        _ kind: Exchange,
        _ name: String,
        by member: String = "swapper",
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout Swap) -> Void = { _ in }
    ) -> Refused {
        Refused("a \(kind) \(name)", by: member, code, field) { world in
            var swap = try kind.ready(world)
            change(&swap)
            return kind.command(swap)
        }
    }

    /// A good exchange, asked for after a `change` of the world.
    private static func after(
        _ kind: Exchange,
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (World, Swap) throws -> Void
    ) -> Refused {
        Refused("a \(kind) \(name)", by: "swapper", code, field) { world in
            let swap = try kind.ready(world)
            try change(world, swap)
            return kind.command(swap)
        }
    }
}
