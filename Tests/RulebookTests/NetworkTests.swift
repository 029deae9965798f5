import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("The recycling network")
struct NetworkTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("refuses a settlement", arguments: settlements)
    func refusesSettlement(row: Refused) throws { try row.check() }

    @Test("refuses an incentive", arguments: incentives)
    func refusesIncentive(row: Refused) throws { try row.check() }

    @Test("an agreement is opened, accepted and ended")
    func agreement() throws {
        let world = try World()
        try world.run(registerPoint(), by: "dealer")
        #expect(world.state[.collectionPoint("point-1")]?.operatorID == "dealer")
        try world.run(openAgreement(), by: "bank")
        try world.run(acceptAgreement(), by: "collector", at: World.start + 1)
        try world.run(endAgreement(), by: "collector", at: World.start + 2)
        let agreement = world.state[.networkAgreement("agreement-1")]
        #expect(agreement?.principalID == "bank")
        #expect(agreement?.acceptedMs == World.start + 1 && agreement?.endedMs == World.start + 2)
    }

    @Test("proceeds of a battery are divided once by a schedule")
    func settlement() throws {
        let world = try World()
        let ids = try [1, 2].map { try world.inStock($0) }
        try world.run(publishSchedule(), by: "bank")
        try world.run(settle([ids[0]]), by: "bank")
        #expect(world.state[.settlement("schedule-1", ids[0])]?.statementID == "statement-1")
        let again = settle(ids) { $0.statementID = "statement-2" }
        #expect(world.execute(again, by: "bank").refusal?.code == .alreadyExists)
        try world.run(settle([ids[1]]) { $0.statementID = "statement-2" }, by: "bank")
    }

    @Test("an incentive is paid once a battery to who did it, within its budget")
    func incentive() throws {
        let world = try World()
        let ids = try [1, 2, 3].map { try world.collected($0) }
        try world.run(postIncentive(), by: "regulator")
        try world.run(claim(ids[0]), by: "collector")
        #expect(world.execute(claim(ids[0]), by: "collector").refusal?.code == .alreadyExists)
        try world.run(claim(ids[1]), by: "collector")
        #expect(world.execute(claim(ids[2]), by: "collector").refusal?.code == .insufficient)
        #expect(world.state[.incentive("bonus-1")]?.claimedFen == 100_000)
        #expect(world.state[.incentiveClaim("bonus-1", ids[1])]?.memberID == "collector")
    }

    @Test("dismantling earns its incentive too")
    func dismantling() throws {
        let world = try World()
        let id = try world.forDismantling(1)
        try world.run(dismantle([id]), by: "dismantler")
        try world.run(postIncentive { $0.event = .dismantled }, by: "regulator")
        try world.run(claim(id), by: "dismantler")
    }

    static let rows: [Refused] = [
        Refused("a point of nobody's", by: "lab", .roleRequired) { _ in registerPoint() },
        point("without an id", .invalidValue, "point_id") { $0.pointID = "" },
        point("beyond a pole", .outOfRange, "latitude_e6") { $0.latitudeE6 = 90_000_001 },
        point("beyond the date line", .outOfRange, "longitude_e6") { $0.longitudeE6 = .min },
        point("for nothing", .outOfRange, "capacity") { $0.capacity = 0 },
        Refused("a point twice", by: "collector", .alreadyExists, "point_id") { world in
            try world.run(registerPoint(), by: "collector")
            return registerPoint()
        },
        Refused("an agreement of no duty", by: "lab", .roleRequired) { _ in openAgreement() },
        agreement("without an id", .invalidValue, "agreement_id") { $0.agreementID = "" },
        agreement("with nobody", .notFound, "collector_id") { $0.collectorID = "nobody" },
        agreement("with no collector", .roleRequired, "collector_id") { $0.collectorID = "lab" },
        Refused(
            "an agreement with a suspended collector",
            by: "bank",
            .memberSuspended,
            "collector_id"
        ) { world in
            try world.suspend("collector")
            return openAgreement()
        },
        agreement("for nowhere", .invalidValue, "region") { $0.region = "" },
        agreement("for nothing", .outOfRange, "capacity_per_month") { $0.capacityPerMonth = 0 },
        agreement("without a fee", .invalidValue, "fee_commitment") { $0.feeCommitment = Data() },
        agreement("that is over", .outOfRange, "until_ms") { $0.untilMs = World.start },
        Refused("an agreement twice", by: "bank", .alreadyExists, "agreement_id") { world in
            try world.run(openAgreement(), by: "bank")
            return openAgreement()
        },
        Refused("to accept none", by: "collector", .notFound, "agreement_id") { _ in
            acceptAgreement()
        },
        agreed("to accept another's", by: "rival", .notParty) { acceptAgreement() },
        agreed(
            "to accept too late",
            by: "collector",
            at: World.start + 365 * World.day,
            .expired
        ) { acceptAgreement() },
        Refused("to accept twice", by: "collector", .alreadyDone, "agreement_id") { world in
            try world.run(openAgreement(), by: "bank")
            try world.run(acceptAgreement(), by: "collector")
            return acceptAgreement()
        },
        Refused("to end none", by: "bank", .notFound, "agreement_id") { _ in endAgreement() },
        agreed("to end another's", by: "rival", .notParty) { endAgreement() },
        Refused("to end twice", by: "bank", .alreadyDone, "agreement_id") { world in
            try world.run(openAgreement(), by: "bank")
            try world.run(endAgreement(), by: "bank")
            return endAgreement()
        },
    ]

    static let settlements: [Refused] = [
        Refused("a schedule without an id", by: "bank", .invalidValue, "schedule_id") { _ in
            publishSchedule(id: "")
        },
        Refused("a schedule for nobody", by: "bank", .emptyList, "shares") { _ in
            publishSchedule([])
        },
        Refused("a schedule for a stranger", by: "bank", .notFound, "shares") { _ in
            publishSchedule([share("nobody", 10_000)])
        },
        Refused("a schedule of too much", by: "bank", .notConserved, "shares") { _ in
            publishSchedule([share("bank", 7_000), share("lab", 3_001)])
        },
        Refused("a schedule for one twice", by: "bank", .duplicateInList, "shares") { _ in
            publishSchedule([share("bank", 5_000), share("bank", 5_000)])
        },
        Refused("a schedule twice", by: "bank", .alreadyExists, "schedule_id") { world in
            try world.run(publishSchedule(), by: "bank")
            return publishSchedule()
        },
        settlement("without an id", .invalidValue, "statement_id") { $0.statementID = "" },
        settlement("by no schedule", .notFound, "schedule_id") { $0.scheduleID = "s" },
        settlement("by another's schedule", by: "lab", .notParty, "schedule_id") { _ in },
        settlement("for nothing", .emptyList, "battery_ids") { $0.batteryIds = [] },
        settlement("for what there is not", .notFound, "battery_ids") {
            $0.batteryIds = [packCode(9)]
        },
        settlement("of nothing", .invalidValue, "total_commitment") { $0.totalCommitment = Data() },
        settlement("without a share", .planMismatch, "shares") { $0.shares.removeLast() },
        settlement("with an empty share", .invalidValue, "shares") {
            $0.shares[1].amountCommitment = Data()
        },
        settlement("for one twice", .duplicateInList, "battery_ids") {
            $0.batteryIds = ["x", "x"]
        },
        settlement("for too many", .tooMany, "battery_ids") { $0.batteryIds = HostileTests.many },
        settled("under the same id", .alreadyExists, "statement_id") { _ in },
        settled("of the same battery", .alreadyExists, "battery_ids") { $0.statementID = "next" },
        Refused("a schedule for too many", by: "bank", .tooMany, "shares") { _ in
            publishSchedule(HostileTests.many.map { share($0, 1) })
        },
    ]

    static let incentives: [Refused] = [
        Refused("by no regulator", by: "bank", .roleRequired) { _ in postIncentive() },
        incentive("without an id", .invalidValue, "incentive_id") { $0.incentiveID = "" },
        incentive("for nothing", .invalidValue, "event") { $0.event = .unspecified },
        incentive("of nothing", .outOfRange, "fen_per_event") { $0.fenPerEvent = 0 },
        incentive("beyond its budget", .outOfRange, "budget_fen") { $0.budgetFen = 49_999 },
        incentive("that is over", .outOfRange, "until_ms") { $0.untilMs = World.start },
        Refused("twice", by: "regulator", .alreadyExists, "incentive_id") { world in
            try world.run(postIncentive(), by: "regulator")
            return postIncentive()
        },
        Refused("claimed where there is none", by: "collector", .notFound, "incentive_id") { _ in
            claim(packCode(1))
        },
        Refused("claimed for no battery", by: "collector", .notFound, "battery_id") { world in
            try world.run(postIncentive(), by: "regulator")
            return claim(packCode(1))
        },
        Refused("claimed by another", by: "rival", .groundMissing, "battery_id") { world in
            try world.run(postIncentive(), by: "regulator")
            return claim(try world.collected(1))
        },
        Refused("claimed for nothing done", by: "collector", .groundMissing, "battery_id") {
            world in
            try world.run(postIncentive(), by: "regulator")
            return claim(try world.recalled(1))
        },
        Refused(
            "claimed too late",
            by: "collector",
            at: World.start + 365 * World.day + 1,
            .expired,
            "incentive_id"
        ) { world in
            try world.run(postIncentive(), by: "regulator")
            return claim(try world.collected(1))
        },
        Refused("claimed twice", by: "collector", .alreadyExists, "battery_id") { world in
            let id = try world.collected(1)
            try world.run(postIncentive(), by: "regulator")
            try world.run(claim(id), by: "collector")
            return claim(id)
        },
        Refused("claimed beyond its budget", by: "collector", .insufficient, "incentive_id") {
            world in
            try world.run(postIncentive { $0.budgetFen = 99_999 }, by: "regulator")
            try world.run(claim(try world.collected(1)), by: "collector")
            return claim(try world.collected(2))
        },
    ]

    private static func point(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RegisterCollectionPoint) -> Void
    ) -> Refused {
        Refused("a point \(name)", by: "collector", code, field) { _ in registerPoint(change) }
    }

    private static func agreement(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OpenNetworkAgreement) -> Void
    ) -> Refused {
        Refused("an agreement \(name)", by: "bank", code, field) { _ in openAgreement(change) }
    }

    private static func agreed(
        _ name: String,
        by member: String,
        at time: UInt64 = World.start,
        _ code: RefusalCode,
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: member, at: time, code, "agreement_id") { world in
            try world.run(openAgreement(), by: "bank")
            return command()
        }
    }

    private static func settlement(
        _ name: String,
        by member: String = "bank",
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout SettleStatement) -> Void
    ) -> Refused {
        Refused("a settlement \(name)", by: member, code, field) { world in
            try world.run(publishSchedule(), by: "bank")
            return settle([try world.inStock(1)], change)
        }
    }

    private static func settled(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout SettleStatement) -> Void
    ) -> Refused {
        Refused("a second settlement \(name)", by: "bank", code, field) { world in
            let id = try world.inStock(1)
            try world.run(publishSchedule(), by: "bank")
            try world.run(settle([id]), by: "bank")
            return settle([id], change)
        }
    }

    private static func incentive(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout PostIncentive) -> Void
    ) -> Refused {
        Refused(name, by: "regulator", code, field) { _ in postIncentive(change) }
    }
}
