import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Appointments, notices and shipments")
struct LogisticsTests {
    @Test("refuses an appointment", arguments: appointments)
    func refusesAppointment(row: Refused) throws { try row.check() }

    @Test("refuses a notice", arguments: notices)
    func refusesNotice(row: Refused) throws { try row.check() }

    @Test("refuses a shipment", arguments: shipments)
    func refusesShipment(row: Refused) throws { try row.check() }

    @Test("an appointment keeps the replacement for the vehicle that comes")
    func appointment() throws {
        let world = try World()
        let (id, other) = (try world.recalled(1), try world.atStation(2))
        try world.run(schedule(id, replacement: other), by: "bank")
        let hold = world.battery(other).hold
        #expect(hold.vehicleID == vehicleID(1) && hold.heldBy == "bank")
        #expect(hold.untilMs == World.start + 2 * World.day)
        let appointment = world.battery(id).recall.appointment
        #expect(appointment.madeBy == "bank" && appointment.terms.stationID == "station-1")
        try world.run(retire(exchange(id, into: 3, for: other)), by: "swapper")
    }

    @Test("a notice is answered once; no answer is a no-show when its time is over")
    func notice() throws {
        let world = try World()
        let id = try world.recalled(1)
        try world.run(notify(id), by: "bank")
        let due = World.start + World.day
        let early = world.execute(answerNotice(.noShow), by: "bank", at: due)
        #expect(early.refusal?.code == .groundMissing)
        try world.run(answerNotice(.noShow), by: "bank", at: due + 1)
        #expect(world.state[.notice("notice-1")]?.answer == .noShow)
        #expect(world.state[.notice("notice-1")]?.answeredMs == due + 1)
    }

    @Test("the centre counts a shipment; what is missing is with the sender still")
    func discrepancy() throws {
        let world = try World()
        let ids = try [1, 2].map { try world.collected($0) }
        try world.run(openShipment(ids), by: "collector")
        #expect(world.battery(ids[0]).place.kind == .inTransitTo("cascade"))
        try world.run(closeShipment(missing: [ids[1]]), by: "cascade")
        #expect(world.battery(ids[0]).custodianID == "cascade")
        #expect(world.battery(ids[1]).custodianID == "collector")
        #expect(world.battery(ids[1]).place.kind == .premises("collector"))
        let shipment = world.state[.shipment("load-1")]
        #expect(shipment?.missingIds == [ids[1]])
        #expect(shipment?.dangerousGoods == .class9)
        try world.run(receiveAtCentre([ids[0]]), by: "cascade")
    }

    @Test("what has been found unsafe travels as damaged")
    func damaged() throws {
        let world = try World()
        let id = try world.collected(1)
        try world.run(assess(id, soh: 7_000) { $0.findings = [.leak] }, by: "lab")
        #expect(
            world.execute(openShipment([id]), by: "collector").refusal?.code == .dangerousGoods
        )
        try world.run(openShipment([id]) { $0.dangerousGoods = .critical }, by: "collector")
    }

    @Test("where the policy asks for it, the carrier needs its permit")
    func carrier() throws {
        let world = try World()
        let id = try world.collected(1)
        try world.enact(setPolicy { $0.requiredQualifications.append(.dangerousGoods) })
        let load = openShipment([id])
        let refusal = world.execute(load, by: "collector").refusal
        #expect(refusal?.code == .notQualified && refusal?.field == "carrier_id")
        try world.run(grant("collector", .dangerousGoods), by: "regulator")
        try world.run(load, by: "collector")
    }

    static let appointments: [Refused] = [
        Refused("of none", by: "bank", .notFound, "battery_id") { _ in schedule(packCode(1)) },
        Refused("of what is not called home", by: "bank", .notUnderRecall, "battery_id") { world in
            schedule(try world.inVehicle(1))
        },
        appointed("by a stranger", by: "dealer", .notParty, "battery_id") { schedule($0) },
        appointed("in the past", .outOfRange, "until_ms") { schedule($0, from: World.start - 1) },
        appointed("that ends first", .outOfRange, "until_ms") {
            schedule($0, until: World.start + World.day)
        },
        appointed("too long", .outOfRange, "until_ms") {
            schedule($0, until: World.start + 15 * World.day + 1)
        },
        appointed("too far ahead", .outOfRange, "until_ms") {
            schedule($0, from: World.start + 29 * World.day, until: World.start + 31 * World.day)
        },
        appointed("nowhere", .invalidValue, "where") { schedule($0, nil) },
        appointed("at no station", .notFound, "station_id") { schedule($0, .stationID("s")) },
        appointed("at no point", .notFound, "point_id") { schedule($0, .pointID("p")) },
        appointed("with no replacement", .notFound, "replacement_id") {
            schedule($0, replacement: packCode(9))
        },
        Refused("with a replacement elsewhere", by: "bank", .wrongPlace, "replacement_id") {
            world in
            let id = try world.recalled(1)
            try world.openStation()
            return schedule(id, replacement: try world.inStock(2))
        },
        Refused("with a replacement for no car", by: "bank", .wrongPlace, "replacement_id") {
            world in
            let id = try world.recalled(1)
            let other = try world.atStation(2)
            try world.run(remove(id), by: "dealer")
            return schedule(id, replacement: other)
        },
        replacing("on offer", .offerPending) { world, other in
            try world.run(offerTransfer("o", to: "rival", [other]), by: "bank")
        },
        replacing("called home", .wrongStage) { world, other in
            try world.run(assess(other, soh: 7_000), by: "lab")
            try world.run(openRecall(other), by: "bank")
        },
        replacing("below promise", .belowPromise) { world, other in
            try world.run(assess(other, soh: 5_000), by: "lab")
        },
        replacing("after the lease", .noOpenLease, "battery_id") { world, _ in
            try world.run(demandReturn(), by: "bank")
        },
        replacing("that is held", .held) { world, other in
            try world.otherLease()
            try world.run(hold(other, for: vehicleID(2)), by: "bank")
        },
        replacing("that is not the lessor's", .notOwner) { world, other in
            try world.pass(other, from: "bank", to: "rival")
        },
        replacing("of another model", .modelMismatch) { world, _ in try world.amendToModules() },
        replacing("found unsafe", .verdictMismatch) { try $0.findUnsafe($1) },
    ]

    static let notices: [Refused] = [
        Refused("of none", by: "bank", .notFound, "battery_id") { _ in notify(packCode(1)) },
        Refused("by a stranger", by: "dealer", .notOwner, "battery_id") { world in
            notify(try world.inVehicle(1))
        },
        Refused("that says nothing", by: "bank", .invalidValue, "message_commitment") { world in
            notify(try world.inVehicle(1), message: Data())
        },
        Refused("with no time to answer", by: "bank", .outOfRange, "answer_due_ms") { world in
            notify(try world.inVehicle(1), due: World.start)
        },
        Refused("twice", by: "bank", .alreadyExists, "notice_id") { world in
            let id = try world.inVehicle(1)
            try world.run(notify(id), by: "bank")
            return notify(id)
        },
        Refused("without an id", by: "bank", .invalidValue, "notice_id") { _ in
            .notifyOwner(.init())
        },
        Refused("answered for none", by: "bank", .notFound, "notice_id") { _ in answerNotice() },
        Refused("answered by another", by: "dealer", .notParty, "notice_id") { world in
            try world.run(notify(try world.inVehicle(1)), by: "bank")
            return answerNotice()
        },
        Refused("answered by nothing", by: "bank", .invalidValue, "answer") { world in
            try world.run(notify(try world.inVehicle(1)), by: "bank")
            return answerNotice(.unspecified)
        },
        Refused("answered twice", by: "bank", .alreadyDone, "notice_id") { world in
            try world.run(notify(try world.inVehicle(1)), by: "bank")
            try world.run(answerNotice(), by: "bank")
            return answerNotice(.declined)
        },
        Refused("given up before its time", by: "bank", .groundMissing, "answer") { world in
            try world.run(notify(try world.inVehicle(1)), by: "bank")
            return answerNotice(.noShow)
        },
    ]

    static let shipments: [Refused] = [
        Refused("by no collector", by: "bank", .roleRequired) { _ in openShipment([packCode(1)]) },
        load("without an id", .invalidValue, "shipment_id") { $0.shipmentID = "" },
        load("to nobody", .notFound, "to_member_id") { $0.toMemberID = "nobody" },
        load("to itself", .invalidValue, "to_member_id") { $0.toMemberID = "collector" },
        load("to no centre", .roleRequired, "to_member_id") { $0.toMemberID = "bank" },
        load("by nobody", .notFound, "carrier_id") { $0.carrierID = "nobody" },
        load("by no carrier", .roleRequired, "carrier_id") { $0.carrierID = "bank" },
        load("as no goods", .invalidValue, "dangerous_goods") { $0.dangerousGoods = .unspecified },
        load("of nothing", .emptyList, "battery_ids") { $0.batteryIds = [] },
        load("of what there is not", .notFound, "battery_ids") { $0.batteryIds = [packCode(9)] },
        Refused("of what is not collected", by: "collector", .wrongStage, "battery_ids") { world in
            openShipment([try world.recalled(1)])
        },
        Refused("of what another collected", by: "rival", .notCustodian, "battery_ids") { world in
            openShipment([try world.collected(1)])
        },
        Refused("twice", by: "collector", .alreadyExists, "shipment_id") { world in
            let ids = try [1, 2].map { try world.collected($0) }
            try world.run(openShipment([ids[0]]), by: "collector")
            return openShipment([ids[1]])
        },
        Refused("closed where there is none", by: "cascade", .notFound, "shipment_id") { _ in
            closeShipment()
        },
        Refused("closed by another", by: "dismantler", .notParty, "shipment_id") { world in
            try world.run(openShipment([try world.collected(1)]), by: "collector")
            return closeShipment()
        },
        Refused("with strangers missing", by: "cascade", .notFound, "missing_ids") { world in
            try world.run(openShipment([try world.collected(1)]), by: "collector")
            return closeShipment(missing: [packCode(9)])
        },
        Refused("with one missing twice", by: "cascade", .duplicateInList, "missing_ids") { world in
            let id = try world.collected(1)
            try world.run(openShipment([id]), by: "collector")
            return closeShipment(missing: [id, id])
        },
        Refused("closed twice", by: "cascade", .alreadyDone, "shipment_id") { world in
            try world.run(openShipment([try world.collected(1)]), by: "collector")
            try world.run(closeShipment(), by: "cascade")
            return closeShipment()
        },
        Refused("to a suspended centre", by: "collector", .memberSuspended, "to_member_id") {
            world in
            let id = try world.collected(1)
            try world.suspend("rival")
            return openShipment([id]) { $0.toMemberID = "rival" }
        },
        Refused("by a suspended carrier", by: "collector", .memberSuspended, "carrier_id") {
            world in
            let id = try world.collected(1)
            try world.suspend("rival")
            return openShipment([id]) { $0.carrierID = "rival" }
        },
        Refused("by an unqualified carrier", by: "collector", .notQualified, "carrier_id") {
            world in
            let id = try world.collected(1)
            try world.enact(setPolicy { $0.requiredQualifications = [.dangerousGoods] })
            return openShipment([id])
        },
        Refused("unsafe, as class 9", by: "collector", .dangerousGoods, "dangerous_goods") {
            world in
            let id = try world.collected(1)
            try world.findUnsafe(id)
            return openShipment([id])
        },
        Refused("of what is on its way", by: "collector", .wrongPlace, "battery_ids") { world in
            let id = try world.collected(1)
            try world.run(dispatch("s", to: "cascade", [id]), by: "collector")
            return openShipment([id])
        },
        load("of one twice", .duplicateInList, "battery_ids") { $0.batteryIds = ["x", "x"] },
        load("of too many", .tooMany, "battery_ids") { $0.batteryIds = HostileTests.many },
        Refused("with too many missing", by: "cascade", .tooMany, "missing_ids") { world in
            try world.run(openShipment([try world.collected(1)]), by: "collector")
            return closeShipment(missing: HostileTests.many)
        },
    ]

    private static func appointed(
        _ name: String,
        by member: String = "bank",
        _ code: RefusalCode,
        _ field: String,
        _ command: @escaping @Sendable (String) -> Command
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            let id = try world.recalled(1)
            try world.openStation()
            return command(id)
        }
    }

    private static func replacing(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "replacement_id",
        _ change: @escaping @Sendable (World, _ replacement: String) throws -> Void
    ) -> Refused {
        Refused("with a replacement \(name)", by: "bank", code, field) { world in
            let (id, other) = (try world.recalled(1), try world.atStation(2))
            try change(world, other)
            return schedule(id, replacement: other)
        }
    }

    private static func load(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OpenShipment) -> Void
    ) -> Refused {
        Refused(name, by: "collector", code, field) { world in
            openShipment([try world.collected(1)], change)
        }
    }
}
