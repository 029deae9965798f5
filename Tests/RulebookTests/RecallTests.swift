import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Assessment and recall")
struct RecallTests {
    @Test("refuses an assessment", arguments: assessments)
    func refusesAssessment(row: Refused) throws { try row.check() }

    @Test("refuses a recall or a step home", arguments: recalls)
    func refusesRecall(row: Refused) throws { try row.check() }

    @Test("an assessment changes the stage at a centre only")
    func assessment() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(assess(id, soh: 9_000), by: "lab")
        #expect(world.battery(id).stage == .inVehicle)
        #expect(world.battery(id).assessment.assessorID == "lab")
        #expect(world.battery(try world.assessed(2)).stage == .assessed)
    }

    @Test("a regulator recalls for safety what it does not own")
    func safety() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(assess(id, soh: 9_000) { $0.findings = [.swelling] }, by: "lab")
        try world.run(openRecall(id, .safety), by: "regulator")
        #expect(world.battery(id).recall.openedBy == "regulator")
    }

    @Test("what is unsafe is told without a state of health, and called home for nothing else")
    func unsafeAlone() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(assess(id, soh: 7_000), by: "lab")
        let unknown = assess(id, soh: 0) {
            $0.clearSohBp()
            $0.findings = [.swelling]
        }
        try world.run(unknown, by: "lab")
        #expect(!world.battery(id).assessment.hasSohBp)
        let worn = world.execute(openRecall(id), by: "bank")
        #expect(worn.refusal?.code == .groundMissing)
        try world.run(openRecall(id, .safety), by: "bank")
        try world.run(collect(id), by: "collector")
        try world.run(receiveAtCentre([id]), by: "dismantler")
        let reuse = world.execute(classify(id, .reuse), by: "dismantler")
        #expect(reuse.refusal != nil)
    }

    @Test("a recall for safety ends the offer, of all its batteries", arguments: [1, 2])
    func safetyOnOffer(number: Int) throws {
        let world = try World()
        let ids = [try world.inStock(1), try world.inStock(2)]
        try world.run(offerTransfer("o", to: "rival", ids), by: "bank")
        let id = packCode(number)
        try world.run(assess(id, soh: 9_000) { $0.findings = [.leak] }, by: "lab")
        try world.run(openRecall(id, .safety), by: "bank")
        #expect(world.battery(id).stage == .recalled)
        #expect(world.state[.offer("o")]?.withdrawnMs == World.start)
        for id in ids { #expect(world.battery(id).offeredTo.isEmpty) }
        let late = world.execute(acceptTransfer("o"), by: "rival")
        #expect(late.refusal?.code == .alreadyDone)
    }

    @Test("an unsafe battery comes home from where it is made or pooled, for no other reason")
    func safetyAtRest() throws {
        let world = try World()
        let cases = [(try world.made(1), "maker"), (try world.inCascadePool(2), "cascade")]
        for (id, owner) in cases {
            try world.run(assess(id, soh: 7_000) { $0.findings = [.leak] }, by: "lab")
            let worn = world.execute(openRecall(id), by: owner)
            #expect(worn.refusal?.code == .wrongStage)
            try world.run(openRecall(id, .safety), by: owner)
            try world.run(collect(id), by: "collector")
            try world.run(receiveAtCentre([id]), by: "dismantler")
        }
    }

    @Test("a recall for safety ends a delivery, and frees its place in the contract")
    func safetyInDelivery() throws {
        let world = try World()
        let id = try world.made(1)
        try world.run(openSupply(), by: "maker")
        try world.run(deliver("d", under: "supply-1", [id]), by: "maker")
        try world.run(assess(id, soh: 9_000) { $0.findings = [.leak] }, by: "lab")
        try world.run(openRecall(id, .safety), by: "maker")
        #expect(world.state[.delivery("d")]?.withdrawnMs == World.start)
        #expect(world.state[.supplyContract("supply-1")]?.delivered == 0)
        let late = world.execute(acceptDelivery("d"), by: "bank")
        #expect(late.refusal?.code == .alreadyDone)
    }

    @Test("collecting empties the slot or the vehicle that the battery was in")
    func collecting() throws {
        let world = try World()
        let ids = [try world.recalled(1), try world.atStation(2)]
        try world.run(assess(ids[1], soh: 7_000), by: "lab")
        try world.run(openRecall(ids[1]), by: "bank")
        for id in ids { try world.run(collect(id), by: "collector") }
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 0)
        #expect(world.state[.station("station-1")]?.occupied == 0)
        #expect(world.battery(ids[1]).place.premises == "collector")
    }

    static let assessments: [Refused] = [
        Refused("by an owner", by: "bank", .roleRequired) { _ in assess("x", soh: 1) },
        Refused("of nothing", by: "lab", .notFound, "battery_id") { _ in assess("x", soh: 1) },
        Refused("of what has ended", by: "lab", .wrongStage, "battery_id") { world in
            _ = try world.secondUse()
            return assess(packCode(1), soh: 1)
        },
        assessment("of no kind", .invalidValue, "kind") { $0.kind = .unspecified },
        assessment("by no method", .invalidValue, "method") { $0.method = "" },
        assessment("of impossible health", .outOfRange, "soh_bp") { $0.sohBp = .max },
        assessment("of neither health nor a finding", .invalidValue, "soh_bp") {
            $0.clearSohBp()
            ($0.sohLowBp, $0.sohHighBp) = (0, 0)
        },
        assessment("from so much, of no health", .outOfRange, "soh_low_bp") {
            $0.clearSohBp()
            ($0.sohLowBp, $0.sohHighBp, $0.findings) = (1, 0, [.leak])
        },
        assessment("up to so much, of no health", .outOfRange, "soh_high_bp") {
            $0.clearSohBp()
            ($0.sohLowBp, $0.sohHighBp, $0.findings) = (0, 9_000, [.leak])
        },
        assessment("above itself", .outOfRange, "soh_low_bp") { $0.sohLowBp = 9_001 },
        assessment("below itself", .outOfRange, "soh_high_bp") { $0.sohHighBp = 8_999 },
        assessment("too far above", .outOfRange, "soh_high_bp") { $0.sohHighBp = 15_001 },
        assessment("without resistance", .outOfRange, "resistance_uohm") { $0.resistanceUohm = 0 },
        assessment("of a finding twice", .duplicateInList, "findings") {
            $0.findings = [.leak, .leak]
        },
        assessment("of a new finding", .invalidValue, "findings") {
            $0.findings = [.UNRECOGNIZED(99)]
        },
        assessment("on too much", .tooMany, "evidence") {
            $0.evidence = Array(repeating: commitment, count: 257)
        },
        assessment("on no digest", .invalidValue, "evidence") { $0.evidence = [Data()] },
    ]

    static let recalls: [Refused] = [
        Refused("of nothing", by: "bank", .notFound, "battery_id") { _ in openRecall("x") },
        Refused("of another's", by: "rival", .notOwner, "battery_id") { world in
            openRecall(try world.inVehicle(1))
        },
        Refused("twice", by: "bank", .wrongStage, "battery_id") { openRecall(try $0.recalled(1)) },
        Refused("while on offer", by: "bank", .offerPending, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return openRecall(id)
        },
        ground(.unspecified, .invalidValue), ground(.UNRECOGNIZED(5), .invalidValue),
        ground(.belowStandard, .groundMissing), ground(.safety, .groundMissing),
        ground(.endOfLease, .groundMissing), ground(.endOfSecondUse, .groundMissing),
        Refused("at the end of another's lease", by: "rival", .groundMissing, "reason") { world in
            let id = try world.inVehicle(1)
            try world.run(demandReturn(), by: "bank")
            try world.pass(id, from: "bank", to: "rival")
            return openRecall(id, .endOfLease)
        },
        Refused("at the end of a lease, by a regulator", by: "regulator", .notOwner, "battery_id") {
            world in
            let id = try world.inVehicle(1)
            try world.run(demandReturn(), by: "bank")
            return openRecall(id, .endOfLease)
        },
        Refused("collected by an owner", by: "bank", .roleRequired) { _ in collect("x") },
        Refused("collected, and not there", by: "collector", .notFound, "battery_id") { _ in
            collect("x")
        },
        Refused("collected uncalled", by: "collector", .notUnderRecall, "battery_id") { world in
            collect(try world.inVehicle(1))
        },
        Refused("collected on its way", by: "collector", .wrongPlace, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(dispatch("s", to: "dealer", [id]), by: "bank")
            try world.run(assess(id, soh: 1), by: "lab")
            try world.run(openRecall(id), by: "bank")
            return collect(id)
        },
        Refused("received by no centre", by: "bank", .roleRequired) { _ in receiveAtCentre([]) },
        Refused("received empty", by: "cascade", .emptyList, "battery_ids") { _ in
            receiveAtCentre([])
        },
        Refused("received twice at once", by: "cascade", .duplicateInList, "battery_ids") { _ in
            receiveAtCentre(["x", "x"])
        },
        Refused("received, and not there", by: "cascade", .notFound, "battery_ids") { _ in
            receiveAtCentre(["x"])
        },
        Refused("received uncollected", by: "cascade", .wrongStage, "battery_ids") { world in
            receiveAtCentre([try world.recalled(1)])
        },
        Refused("received on its way to another", by: "cascade", .wrongPlace, "battery_ids") {
            world in
            let id = try world.collected(1)
            try world.run(dispatch("s", to: "dismantler", [id]), by: "collector")
            return receiveAtCentre([id])
        },
        Refused("received from another centre", by: "cascade", .wrongPlace, "battery_ids") {
            world in
            let id = try world.collected(1)
            try world.run(dispatch("s", to: "dismantler", [id]), by: "collector")
            try world.run(receive("s"), by: "dismantler")
            return receiveAtCentre([id])
        },
        Refused("at the end of time", by: "bank", at: .max, .overflow, "battery_id") { world in
            let id = try world.inStock(1)
            try world.run(assess(id, soh: 7_000), by: "lab")
            return openRecall(id)
        },
    ]

    private static func assessment(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RecordAssessment) -> Void
    ) -> Refused {
        Refused(name, by: "lab", code, field) { assess(try $0.made(1), soh: 9_000, change) }
    }

    private static func ground(_ reason: RecallReason, _ code: RefusalCode) -> Refused {
        Refused("for \(reason)", by: "bank", code, "reason") { world in
            openRecall(try world.inVehicle(1), reason)
        }
    }
}
