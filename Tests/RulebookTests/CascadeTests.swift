import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Cascade use")
struct CascadeTests {
    @Test("refuses a classification", arguments: verdicts)
    func refusesVerdict(row: Refused) throws { try row.check() }

    @Test("refuses to regroup", arguments: groups)
    func refusesGroup(row: Refused) throws { try row.check() }

    @Test("refuses a second use", arguments: uses)
    func refusesUse(row: Refused) throws { try row.check() }

    @Test(
        "the verdict follows the state of health",
        arguments: [
            (10_500, .reuse, .inStock), (8_000, .reuse, .inStock),
            (7_999, .cascade, .inCascadePool), (2_000, .cascade, .inCascadePool),
            (1_999, .dismantle, .forDismantling), (0, .dismantle, .forDismantling),
        ] as [(UInt32, Verdict, Stage)]
    )
    func verdict(soh: UInt32, verdict: Verdict, stage: Stage) throws {
        let world = try World()
        let id = try world.assessed(1, soh: soh)
        try world.run(classify(id, verdict), by: "cascade")
        #expect(world.battery(id).stage == stage)
        #expect(world.battery(id).hasRecall == (verdict != .reuse))
    }

    @Test("a regrouped battery keeps its parents, and they end in it")
    func regrouping() throws {
        let world = try World()
        let new = world.battery(try world.secondUse())
        #expect(new.parents == [packCode(1), packCode(2)])
        #expect(new.ownerID == "cascade" && new.makerID == "cascade" && new.stage == .made)
        #expect(new.moduleCount == 2 && new.secondUse.bmsID == "bms-1")
        for parent in new.parents {
            #expect(world.battery(parent).stage == .regrouped)
            #expect(world.battery(parent).successor == secondCode(1))
            #expect(world.battery(parent).place.withinBattery == secondCode(1))
        }
    }

    static let verdicts: [Refused] = [
        Refused("by a laboratory", by: "lab", .roleRequired) { _ in classify("x", .cascade) },
        Refused("of nothing", by: "cascade", .notFound, "battery_id") { _ in classify("x", .cascade)
        },
        Refused("elsewhere", by: "rival", .notCustodian, "battery_id") { world in
            classify(try world.assessed(1), .cascade)
        },
        Refused("before a judgement", by: "cascade", .wrongStage, "battery_id") { world in
            classify(try world.atCentre(1), .cascade)
        },
        verdict(.unspecified, .invalidValue),
        verdict(.UNRECOGNIZED(9), .invalidValue),
        verdict(.reuse, .verdictMismatch, reason: "it looks well"),
        verdict(.dismantle, .reasonRequired, "reason"),
        verdict(.dismantle, .invalidValue, "reason", reason: "two\nlines"),
        verdict(.cascade, .verdictMismatch, reason: "never mind") { $0.findings = [.leak] },
        verdict(.cascade, .testNeeded, "battery_id") {
            $0.kind = .estimate
            $0.sohHighBp = 8_000
        },
        verdict(.cascade, .testNeeded, "battery_id") {
            $0.kind = .estimate
            $0.sohLowBp = 1_999
        },
    ]

    static let groups: [Refused] = [
        Refused("by a dismantler", by: "dismantler", .roleRequired) { _ in regroup([]) },
        group("without a code", .invalidValue, "code") { $0.code = "" },
        group("under a first-use code", .codeMismatch, "code") { $0.code = packCode(9) },
        Refused("under a taken code", by: "cascade", .alreadyExists, "code") { world in
            _ = try world.secondUse()
            return regroup([])
        },
        group("of no model", .notFound, "model_id") { $0.modelID = "x" },
        group("of another's model", .codeNotYours, "model_id") { $0.modelID = "pack-a" },
        group("under another type's code", .codeMismatch, "code") {
            $0.code = "002PC01G110000001RP"
        },
        group("under tomorrow's code", .dateInFuture, "code") { $0.code = "002PB01G1G0000001RP" },
        group("of no capacity", .outOfRange, "rated_capacity_mah") { $0.ratedCapacityMah = 0 },
        group("of no voltage", .outOfRange, "nominal_voltage_mv") { $0.nominalVoltageMv = 0 },
        group("of endless mass", .outOfRange, "mass_g") { $0.massG = .max },
        group("without a management system", .invalidValue, "bms_id") { $0.bmsID = "" },
        group("of nothing", .emptyList, "parent_ids") { $0.parentIds = [] },
        group("of one battery twice", .duplicateInList, "parent_ids") {
            $0.parentIds = ["x", "x"]
        },
        group("of what is not there", .notFound, "parent_ids") { $0.parentIds = ["x"] },
        parents("of another's battery", .notOwner) { [try $0.inStock(1)] },
        parents("in other hands", .notCustodian) { world in
            let ids = [try world.inCascadePool(1), try world.inCascadePool(2)]
            try world.run(dispatch("s", to: "rival", [ids[0]]), by: "cascade")
            try world.run(receive("s"), by: "rival")
            return ids
        },
        parents("on its way", .wrongPlace) { world in
            let ids = [try world.inCascadePool(1), try world.inCascadePool(2)]
            try world.run(dispatch("s", to: "rival", [ids[0]]), by: "cascade")
            return ids
        },
        parents("not classified", .wrongStage) { world in
            let id = try world.assessed(1)
            try world.pass(id, from: "bank", to: "cascade")
            return [id]
        },
        parents("on offer", .offerPending) { world in
            let id = try world.inCascadePool(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "cascade")
            return [id]
        },
        Refused("of another chemistry", by: "cascade", .modelMismatch, "parent_ids") { world in
            let model = registerModel {
                World.second(&$0)
                $0.modelID = "second-c"
                $0.chemistry = .lmo
            }
            try world.run(model, by: "cascade")
            return regroup([try world.inCascadePool(1)]) {
                $0.modelID = "second-c"
                $0.code = "002PC01G110000001RP"
            }
        },
        Refused("of unknown rating", by: "cascade", .groundMissing, "parent_ids") { world in
            regroup([try pooledEnrolment(in: world)])
        },
        parents("found unsafe later", .verdictMismatch) { world in
            let ids = [try world.inCascadePool(1), try world.inCascadePool(2)]
            try world.run(assess(ids[0], soh: 7_000) { $0.findings = [.leak] }, by: "lab")
            return ids
        },
        parents("of unlike capacities", .spreadTooWide) { world in
            [try world.inCascadePool(1, soh: 7_000), try world.inCascadePool(2, soh: 6_600)]
        },
        parents("of unlike resistances", .spreadTooWide) { world in
            let ids = [try world.inCascadePool(1), try world.inCascadePool(2)]
            try world.run(assess(ids[0], soh: 7_000) { $0.resistanceUohm = 70_000 }, by: "lab")
            return ids
        },
        parents("of half-known resistances", .notAssessed) { world in
            let ids = [try world.inCascadePool(1), try world.inCascadePool(2)]
            try world.run(assess(ids[0], soh: 7_000) { $0.clearResistanceUohm() }, by: "lab")
            return ids
        },
        pair("into more energy", .notConserved, "rated_capacity_mah") {
            $0.ratedCapacityMah = 202_001
        },
        pair("into less mass", .notConserved, "mass_g") { $0.massG = 791_999 },
        pair("into more modules", .notConserved, "module_count") { $0.moduleCount = .max },
    ]

    static let uses: [Refused] = [
        Refused("by a dealer", by: "dealer", .roleRequired) { _ in deploy("x") },
        Refused("of nothing", by: "cascade", .notFound, "battery_id") { _ in deploy("x") },
        Refused("of another's", by: "rival", .notOwner, "battery_id") {
            deploy(try $0.secondUse())
        },
        use("in other hands", .notCustodian) { world, id in
            try world.run(dispatch("s", to: "rival", [id]), by: "cascade")
            try world.run(receive("s"), by: "rival")
        },
        use("on its way", .wrongPlace) { world, id in
            try world.run(dispatch("s", to: "rival", [id]), by: "cascade")
        },
        use("on offer", .offerPending) { world, id in
            try world.run(offerTransfer("o", to: "rival", [id]), by: "cascade")
        },
        Refused("of a first-use battery", by: "cascade", .wrongStage, "battery_id") { world in
            deploy(try world.inCascadePool(1))
        },
        use("called home again", .wrongStage) { world, id in
            try world.run(deploy(id), by: "cascade")
            try world.run(openRecall(id, .endOfSecondUse), by: "cascade")
            try world.run(collect(id), by: "collector")
            try world.run(receiveAtCentre([id]), by: "cascade")
        },
        use("found unsafe", .verdictMismatch) { world, id in
            try world.run(assess(id, soh: 9_000) { $0.findings = [.leak] }, by: "lab")
        },
        use("for nothing", .invalidValue, "scenario", change: { $0.scenario = .unspecified }),
        use("on no terms", .invalidValue, "terms", change: { $0.terms = .UNRECOGNIZED(7) }),
        use("nowhere", .invalidValue, "site_commitment", change: { $0.siteCommitment = Data() }),
        use("for nobody", .invalidValue, "user_commitment", change: { $0.userCommitment = Data() }),
    ]
}
