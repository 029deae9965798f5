import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Irregular facts")
struct IrregularityTests {
    @Test("refuses a statement", arguments: statements)
    func refusesStatement(row: Refused) throws { try row.check() }

    @Test("refuses a confirmation", arguments: confirmations)
    func refusesConfirmation(row: Refused) throws { try row.check() }

    @Test("a battery swapped offline is where it is, once two say so; it has its owner still")
    func swappedOffline() throws {
        let world = try World()
        let (inCar, inSlot) = (try world.inVehicle(1), try world.atStation(2))
        let out = irregular(inCar, at: slot("station-1", 5), with: "swapper") {
            $0.kind = .swappedOffline
        }
        try world.run(out, by: "swapper")
        #expect(world.battery(inCar).stage == .inVehicle)
        try world.run(confirm(), by: "bank")
        #expect(world.battery(inCar).stage == .atStation)
        #expect(world.battery(inCar).place.kind == slot("station-1", 5))
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 0)
        #expect(world.state[.station("station-1")]?.occupied == 1 << 5 | 1 << 2)

        let into = irregular(inSlot, at: .vehicleID(vehicleID(1)), with: "swapper") {
            $0.irregularityID = "odd-2"
        }
        try world.run(into, by: "swapper")
        try world.run(confirm("odd-2"), by: "regulator")
        #expect(world.battery(inSlot).stage == .inVehicle)
        #expect(world.battery(inSlot).ownerID == "bank")
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 1)
        #expect(world.state[.station("station-1")]?.occupied == 1 << 5)
        #expect(world.state[.irregularity("odd-2")]?.confirmedBy == "regulator")
    }

    @Test("a battery that is called home stays so, wherever it turns up")
    func calledHome() throws {
        let world = try World()
        let id = try world.recalled(1)
        try world.run(irregular(id), by: "garage")
        try world.run(confirm(), by: "bank")
        #expect(world.battery(id).stage == .recalled)
        #expect(world.battery(id).custodianID == "garage")
        try world.run(collect(id), by: "collector")
    }

    @Test("a lost battery that turns up is lost no more, and its lessee owes nothing")
    func lost() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(reportLost(id), by: "bank")
        try world.run(irregular(id, at: .vehicleID(vehicleID(1)), with: "swapper"), by: "lab")
        try world.run(confirm(), by: "bank")
        #expect(world.battery(id).stage == .inVehicle)
        #expect(world.battery(id).lossLeaseID.isEmpty)
        #expect(world.state[.lease("lease-1")]?.lossesUnsettled == 0)
    }

    static let statements: [Refused] = [
        stated("without an id", .invalidValue, "irregularity_id") { $0.irregularityID = "" },
        stated("of no kind", .invalidValue, "kind") { $0.kind = .unspecified },
        stated("without evidence", .invalidValue, "evidence_commitment") {
            $0.evidenceCommitment = Data()
        },
        stated("of no battery", .notFound, "battery_id") { $0.batteryID = packCode(9) },
        stated("with nobody", .notFound, "custodian_id") { $0.custodianID = "nobody" },
        stated("of nowhere", .invalidValue, "place") { $0.place.kind = nil },
        stated("at a second use", .invalidValue, "place") {
            $0.place.kind = .siteCommitment(commitment)
        },
        stated("on another's premises", .invalidValue, "place") {
            $0.place.kind = .premises("lab")
        },
        stated("in no vehicle", .notFound, "place.vehicle_id") {
            $0.place.kind = .vehicleID(vehicleID(9))
        },
        stated("in no station", .notFound, "place.station_slot.station_id") {
            $0.place.kind = slot("station-9", 0)
        },
        Refused("in another's slot", by: "garage", .notCustodian, "custodian_id") { world in
            try world.openStation()
            return irregular(try world.inStock(1), at: slot("station-1", 0))
        },
        Refused("in a slot beyond the last", by: "garage", .outOfRange, slotField) { world in
            try world.openStation()
            return irregular(try world.inStock(1), at: slot("station-1", 8), with: "swapper")
        },
        Refused("in a slot that is taken", by: "garage", .slotOccupied, slotField) { world in
            _ = try world.atStation(2)
            return irregular(try world.inStock(1), at: slot("station-1", 2), with: "swapper")
        },
        Refused("that the record says", by: "garage", .alreadyDone, "place") { world in
            irregular(try world.inStock(1), at: .premises("bank"), with: "bank")
        },
        Refused("of a battery at its end", by: "garage", .wrongStage, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(reportExported(id), by: "bank")
            return irregular(id)
        },
        Refused("of one on offer", by: "garage", .offerPending, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return irregular(id)
        },
        Refused("twice", by: "garage", .alreadyExists, "irregularity_id") { world in
            let id = try world.inStock(1)
            try world.run(irregular(id), by: "garage")
            return irregular(id)
        },
    ]

    static let confirmations: [Refused] = [
        Refused("of none", by: "bank", .notFound, "irregularity_id") { _ in confirm() },
        confirmed("by who stated it", by: "garage", .notParty),
        confirmed("by a stranger", by: "lab", .notParty),
        Refused("twice", by: "bank", .alreadyDone, "irregularity_id") { world in
            try world.run(irregular(try world.inStock(1)), by: "garage")
            try world.run(confirm(), by: "bank")
            return confirm()
        },
        since("one that was destroyed", .wrongStage, "battery_id") { world, id in
            try world.run(reportDestroyed(id), by: "bank")
        },
        since("one on offer", .offerPending, "battery_id") { world, id in
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
        },
        since("one that has been recorded there", .alreadyDone, "place") { world, id in
            try world.run(dispatch("s", to: "garage", [id]), by: "bank")
            try world.run(receive("s"), by: "garage")
        },
        Refused("of a slot that was taken since", by: "bank", .slotOccupied, slotField) { world in
            let id = try world.inStock(1)
            try world.openStation()
            let stated = irregular(id, at: slot("station-1", 2), with: "swapper")
            try world.run(stated, by: "garage")
            _ = try world.atStation(2)
            return confirm()
        },
    ]

    private static let slotField = "place.station_slot.slot"

    private static func stated(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RecordIrregularity) -> Void
    ) -> Refused {
        Refused(name, by: "garage", code, field) { world in
            irregular(try world.inStock(1), change)
        }
    }

    private static func since(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (World, _ id: String) throws -> Void
    ) -> Refused {
        Refused("of \(name) since", by: "bank", code, field) { world in
            let id = try world.inStock(1)
            try world.run(irregular(id), by: "garage")
            try change(world, id)
            return confirm()
        }
    }

    private static func confirmed(
        _ name: String,
        by member: String,
        _ code: RefusalCode
    ) -> Refused {
        Refused(name, by: member, code, "irregularity_id") { world in
            try world.run(irregular(try world.inStock(1)), by: "garage")
            return confirm()
        }
    }
}

private func irregular(
    _ battery: String,
    _ change: (inout RecordIrregularity) -> Void
) -> Command {
    irregular(battery, at: .premises("garage"), with: "garage", change)
}
