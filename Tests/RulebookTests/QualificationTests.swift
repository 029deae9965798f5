import CycladeSchema
import Rulebook
import Testing

@Suite("Qualifications")
struct QualificationTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("without a valid one a centre is refused, whatever its role", arguments: gated)
    func gate(row: Refused) throws { try row.check() }

    @Test("either kind lets a centre take batteries in")
    func either() throws {
        let world = try World()
        let id = try world.collected(1)
        try world.run(revoke("cascade", .cascadeUse), by: "regulator")
        try world.run(receiveAtCentre([id]), by: "cascade")
    }

    @Test("holds from its first to its last millisecond")
    func validity() throws {
        let end = World.start + 10 * World.day
        let world = try World()
        let id = try world.collected(1)
        try world.run(revoke("dismantler", .cascadeUse), by: "regulator")
        let renewed = grant("dismantler", .dismantling) {
            $0.validFromMs = World.start + 5
            $0.validUntilMs = end
        }
        try world.run(renewed, by: "regulator")
        for time in [World.start + 4, end + 1] {
            let early = world.execute(receiveAtCentre([id]), by: "dismantler", at: time)
            #expect(early.refusal?.code == .notQualified)
        }
        try world.run(receiveAtCentre([id]), by: "dismantler", at: end)
    }

    @Test("granted again, it is valid again")
    func renewal() throws {
        let world = try World()
        try world.run(revoke("cascade"), by: "regulator")
        let key = RecordKey.qualification("cascade", .cascadeUse)
        #expect(world.state[key]?.revokedMs == World.start)
        try world.run(grant("cascade") { $0.process = "regrouping" }, by: "regulator")
        #expect(world.state[key]?.revokedMs == 0)
        #expect(world.state[key]?.terms.process == "regrouping")
        #expect(world.state[key]?.issuerID == "regulator")
    }

    @Test("where the policy asks for none, none is needed")
    func openPolicy() throws {
        let world = try World()
        let id = try world.collected(1)
        try world.run(revoke("dismantler", .dismantling), by: "regulator")
        try world.run(revoke("dismantler", .cascadeUse), by: "regulator")
        #expect(world.execute(receiveAtCentre([id]), by: "dismantler").refusal != nil)
        try world.enact(setPolicy { $0.requiredQualifications = [] })
        try world.run(receiveAtCentre([id]), by: "dismantler")
    }

    static let rows: [Refused] = [
        Refused("one by no regulator", by: "bank", .roleRequired) { _ in grant("cascade") },
        Refused("one for nobody", by: "regulator", .notFound, "member_id") { _ in
            grant("nobody")
        },
        Refused("one of no kind", by: "regulator", .invalidValue, "kind") { _ in
            grant("cascade", .unspecified)
        },
        Refused("one of a new kind", by: "regulator", .invalidValue, "kind") { _ in
            grant("cascade", .UNRECOGNIZED(99))
        },
        Refused("one without a standard", by: "regulator", .invalidValue, "standard") { _ in
            grant("cascade") { $0.standard = "" }
        },
        Refused("one without a process", by: "regulator", .invalidValue, "process") { _ in
            grant("cascade") { $0.process = "" }
        },
        Refused("one for no mass", by: "regulator", .outOfRange, "capacity_kg_per_year") { _ in
            grant("cascade") { $0.capacityKgPerYear = 0 }
        },
        Refused("one that ends first", by: "regulator", .outOfRange, "valid_until_ms") { _ in
            grant("cascade") { $0.validFromMs = $0.validUntilMs }
        },
        Refused("one that is over", by: "regulator", .outOfRange, "valid_until_ms") { _ in
            grant("cascade") { ($0.validFromMs, $0.validUntilMs) = (1, World.start) }
        },
        Refused("to end one by no regulator", by: "bank", .roleRequired) { _ in
            revoke("cascade")
        },
        Refused("to end one without a reason", by: "regulator", .invalidValue, "reason") { _ in
            revoke("cascade", reason: "")
        },
        Refused("to end none", by: "regulator", .notFound, "member_id") { _ in revoke("bank") },
        Refused("to end one twice", by: "regulator", .alreadyDone, "member_id") { world in
            try world.run(revoke("cascade"), by: "regulator")
            return revoke("cascade")
        },
        policy("with a kind twice", .duplicateInList, "required_qualifications") {
            $0.requiredQualifications = [.collection, .collection]
        },
        policy("with no kind", .invalidValue, "required_qualifications") {
            $0.requiredQualifications = [.unspecified]
        },
        policy("of endless holds", .outOfRange, "longest_hold_ms") { $0.longestHoldMs = .max },
        policy("of no days", .outOfRange, "recall_days") { $0.recallDays = 0 },
        policy("slow on safety", .outOfRange, "safety_recall_days") {
            $0.safetyRecallDays = $0.recallDays + 1
        },
        policy("of impossible health", .outOfRange, "reuse_soh_bp") { $0.reuseSohBp = 0 },
        policy("that dismantles what it reuses", .outOfRange, "cascade_soh_bp") {
            $0.cascadeSohBp = $0.reuseSohBp + 1
        },
        policy("that conserves nothing", .outOfRange, "conservation_tolerance_bp") {
            $0.conservationToleranceBp = 10_001
        },
        policy("of any capacities", .outOfRange, "capacity_spread_bp") {
            $0.capacitySpreadBp = 10_001
        },
        policy("of any resistances", .outOfRange, "resistance_spread_bp") {
            $0.resistanceSpreadBp = 10_001
        },
        policy("that weighs nothing", .outOfRange, "mass_balance_tolerance_bp") {
            $0.massBalanceToleranceBp = 10_001
        },
        policy("with a reporter twice", .duplicateInList, "price_reporters") {
            $0.priceReporters = ["bank", "bank"]
        },
        policy("with too many reporters", .tooMany, "price_reporters") {
            $0.priceReporters = HostileTests.many
        },
    ]

    static let gated: [Refused] = [
        unqualified("receiving") { receiveAtCentre([try $0.collected(1)]) },
        unqualified("classifying") { classify(try $0.assessed(1), .cascade) },
        unqualified("regrouping") { regroup([try $0.inCascadePool(1), try $0.inCascadePool(2)]) },
        unqualified("deploying") { deploy(try $0.secondUse()) },
        Refused("dismantling", by: "dismantler", .notQualified) { world in
            let id = try world.forDismantling(1)
            try world.run(revoke("dismantler", .dismantling), by: "regulator")
            return dismantle([id])
        },
        Refused("collecting, if the policy asks", by: "collector", .notQualified) { world in
            let id = try world.recalled(1)
            try world.enact(setPolicy { $0.requiredQualifications = [.collection] })
            return collect(id)
        },
    ]

    private static func policy(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout Policy) -> Void
    ) -> Refused {
        Refused("a policy \(name)", by: "bank", code, "policy.\(field)") { _ in setPolicy(change) }
    }

    private static func unqualified(
        _ name: String,
        _ command: @escaping @Sendable (World) throws -> Command
    ) -> Refused {
        Refused(name, by: "cascade", .notQualified) { world in
            let command = try command(world)
            try world.run(revoke("cascade", .cascadeUse), by: "regulator")
            try world.run(revoke("cascade", .dismantling), by: "regulator")
            return command
        }
    }
}
