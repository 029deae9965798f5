import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Testing

@Suite("Plans, changes of leases, and their ends")
struct LeaseLadderTests {
    @Test("refuses a plan", arguments: plans)
    func refusesPlan(row: Refused) throws { try row.check() }

    @Test("refuses a change", arguments: changes)
    func refusesChange(row: Refused) throws { try row.check() }

    @Test("refuses a step of the ladder", arguments: ladder)
    func refusesLadder(row: Refused) throws { try row.check() }

    @Test("refuses a buy-out", arguments: buyOuts)
    func refusesBuyOut(row: Refused) throws { try row.check() }

    @Test("a lease moves to another plan, and takes its health and its days")
    func amendment() throws {
        let world = try World()
        try world.leaseUnderPlan()
        let better = publishPlan {
            ($0.planID, $0.leastSohBp, $0.returnDays) = ("plan-2", 9_000, 7)
        }
        try world.run(better, by: "bank")
        try world.run(amendLease { $0.planID = "plan-2" }, by: "bank")
        let terms = world.state[.lease("lease-1")]?.terms
        #expect(terms?.planID == "plan-2")
        #expect(terms?.leastSohBp == 9_000)
        #expect(terms?.returnDays == 7)
    }

    @Test("a used vehicle is resold when its lease is assigned to the next owner")
    func assignment() throws {
        let world = try World()
        _ = try world.inVehicle(1)
        #expect(world.execute(resell(), by: "rival").refusal?.code == .leaseOpen)
        try world.run(assignLease(), by: "bank")
        try world.run(resell(), by: "rival")
        let vehicle = world.state[.vehicle(vehicleID(1))]
        #expect(vehicle?.ownerCommitment == nextOwner)
        #expect(vehicle?.dealerID == "rival")
        #expect(vehicle?.leaseID == "lease-1")
        #expect(world.state[.lease("lease-1")]?.assigneeCommitment.isEmpty == true)
    }

    @Test("reminder, demand, breach, forfeit: each is on record with its time")
    func wholeLadder() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.run(recordPayment(), by: "bank")
        try world.run(remindLessee(), by: "bank", at: World.start + 1)
        try world.run(demandReturn(.lesseeAsked), by: "bank", at: World.start + 2)
        let due = try #require(world.state[.lease("lease-1")]?.returnDueMs)
        let early = world.execute(recordBreach(.returnOverdue), by: "bank", at: due)
        #expect(early.refusal?.code == .groundMissing)
        try world.run(recordBreach(.returnOverdue), by: "bank", at: due + 1)
        try world.run(settleDeposit(.forfeited), by: "bank", at: due + 2)
        let lease = try #require(world.state[.lease("lease-1")])
        #expect(lease.remindedMs == World.start + 1)
        #expect(lease.breach == .returnOverdue)
        #expect(lease.deposit == .forfeited)
        #expect(lease.paidUntilDay == firstDay + 30)
        try world.run(openRecall(id, .endOfLease), by: "bank")
        try world.run(collect(id), by: "collector")
        try world.run(closeLease(), by: "bank")
    }

    @Test("a deposit is held from the start, and given back when the lease is closed")
    func deposit() throws {
        let world = try World()
        try world.openLease()
        #expect(world.state[.lease("lease-1")]?.deposit == .held)
        try world.run(demandReturn(), by: "bank")
        try world.run(closeLease(), by: "bank")
        try world.run(settleDeposit(), by: "bank")
        #expect(world.state[.lease("lease-1")]?.deposit == .returned)
    }

    @Test("rent is overdue from the day after the last one that is paid")
    func overdue() throws {
        let world = try World()
        try world.openLease()
        try world.run(recordPayment(until: firstDay), by: "bank")
        let sameDay = world.execute(recordBreach(.paymentOverdue), by: "bank")
        #expect(sameDay.refusal?.code == .groundMissing)
        try world.run(recordBreach(.paymentOverdue), by: "bank", at: World.start + World.day)
    }

    @Test("a bought battery is a person's; its maker has to call it home, and owns it then")
    func buyOutAndReturn() throws {
        let world = try World()
        try world.leaseUnderPlan()
        let id = try world.inVehicle(1)
        try world.run(buyOut(id), by: "bank")
        let lease = try #require(world.state[.lease("lease-1")])
        #expect(lease.stage == .closed && lease.boughtOut)
        #expect(world.state[.vehicle(vehicleID(1))]?.leaseID.isEmpty == true)
        var battery = world.battery(id)
        #expect(battery.ownerID.isEmpty && battery.ownerCommitment == commitment)
        #expect(battery.producerID == "maker")

        try world.run(remove(id), by: "dealer")
        try world.run(install(id), by: "dealer")
        try world.run(assess(id, soh: 7_000), by: "lab")
        #expect(world.execute(openRecall(id), by: "bank").refusal?.code == .notParty)
        try world.run(openRecall(id), by: "maker")
        try world.run(collect(id), by: "collector")
        battery = world.battery(id)
        #expect(battery.ownerID == "maker" && battery.ownerCommitment.isEmpty)
        #expect(battery.producerID.isEmpty)
        try world.run(receiveAtCentre([id]), by: "cascade")
    }

    static let plans: [Refused] = [
        Refused("of no asset manager", by: "dealer", .roleRequired) { _ in publishPlan() },
        plan("without an id", .invalidValue, "plan_id") { $0.planID = "" },
        Refused("twice", by: "bank", .alreadyExists, "plan_id") { world in
            try world.run(publishPlan(), by: "bank")
            return publishPlan()
        },
        plan("of no model", .emptyList, "model_ids") { $0.modelIds = [] },
        plan("of an unknown model", .notFound, "model_ids") { $0.modelIds = ["pack-x"] },
        plan("of too much health", .outOfRange, "least_soh_bp") { $0.leastSohBp = 10_001 },
        plan("of no rent", .invalidValue, "rent_basis") { $0.rentBasis = .unspecified },
        plan("with no days to return", .outOfRange, "return_days") { $0.returnDays = 0 },
        plan("without a tariff", .invalidValue, "tariff_commitment") {
            $0.tariffCommitment = Data()
        },
        offer("under no plan", .notFound, "plan_id") { $0.planID = "plan-2" },
        offer("of a model outside it", .planMismatch, "model_id") { $0.modelID = "module-a" },
        offer("of other health", .planMismatch, "plan_id") { $0.leastSohBp = 7_000 },
        offer("of other days", .planMismatch, "plan_id") { $0.returnDays = 29 },
        offer("under another's plan", by: "rival", .notParty, "plan_id") { _ in },
        plan("of a model twice", .duplicateInList, "model_ids") {
            $0.modelIds = ["pack-a", "pack-a"]
        },
        plan("of too many models", .tooMany, "model_ids") { $0.modelIds = HostileTests.many },
    ]

    static let changes: [Refused] = [
        change("of none", .notFound, "lease_id") { amendLease { $0.leaseID = "lease-9" } },
        change("of another's", by: "rival", .notParty, "lease_id") { amendLease() },
        change("to no plan", .notFound, "plan_id") { amendLease { $0.planID = "plan-9" } },
        change("to the same plan", .alreadyDone, "plan_id") { amendLease() },
        change("to a model outside", .planMismatch, "model_id") {
            amendLease { $0.modelID = "module-a" }
        },
        Refused("without rent", by: "bank", .invalidValue, "rent_commitment") { world in
            try world.openLease()
            try world.run(publishPlan(), by: "bank")
            return amendLease { $0.rentCommitment = Data() }
        },
        Refused("after the demand", by: "bank", .wrongStage, "lease_id") { world in
            try world.leaseUnderPlan()
            try world.run(demandReturn(), by: "bank")
            return amendLease()
        },
        change("of the lessee of none", .notFound, "lease_id") {
            .assignLease(.with { $0.leaseID = "lease-9" })
        },
        change("of another's lessee", by: "rival", .notParty, "lease_id") { assignLease() },
        change("to nobody", .invalidValue, "owner_commitment") { assignLease(to: Data()) },
        change("without a paper", .invalidValue, "paper_commitment") {
            assignLease(paper: Data())
        },
        change("to the lessee", .alreadyDone, "owner_commitment") { assignLease(to: commitment) },
        Refused("of the lessee after the demand", by: "bank", .wrongStage, "lease_id") { world in
            try world.openLease()
            try world.run(demandReturn(), by: "bank")
            return assignLease()
        },
        change("by another's money", by: "rival", .notParty, "lease_id") { recordPayment() },
        change("by paying no days", .alreadyDone, "paid_until_day") { recordPayment(until: 0) },
        change("by paying too far", .outOfRange, "paid_until_day") {
            recordPayment(until: firstDay + 367)
        },
        change("by paying nothing", .invalidValue, "amount_commitment") {
            recordPayment(amount: Data())
        },
        Refused("by paying a closed one", by: "bank", .wrongStage, "lease_id") { world in
            try world.closedLease()
            return recordPayment()
        },
        Refused("to another's plan", by: "bank", .notParty, "plan_id") { world in
            try world.leaseUnderPlan()
            try world.run(publishPlan { $0.planID = "plan-2" }, by: "rival")
            return amendLease { $0.planID = "plan-2" }
        },
        Refused("by paying none", by: "bank", .notFound, "lease_id") { _ in recordPayment() },
    ]

    static let ladder: [Refused] = [
        change("a reminder by another", by: "rival", .notParty, "lease_id") { remindLessee() },
        Refused("a reminder after the demand", by: "bank", .wrongStage, "lease_id") { world in
            try world.openLease()
            try world.run(demandReturn(), by: "bank")
            return remindLessee()
        },
        change("a breach by another", by: "rival", .notParty, "lease_id") { recordBreach() },
        change("a breach of no kind", .invalidValue, "kind") { recordBreach(.unspecified) },
        change("a breach of a new kind", .invalidValue, "kind") { recordBreach(.UNRECOGNIZED(9)) },
        change("a breach without evidence", .invalidValue, "evidence_commitment") {
            recordBreach(evidence: Data())
        },
        change("a return overdue before a demand", .groundMissing, "kind") {
            recordBreach(.returnOverdue)
        },
        Refused("a second breach", by: "bank", .alreadyDone, "lease_id") { world in
            try world.openLease()
            try world.run(recordBreach(), by: "bank")
            return recordBreach()
        },
        Refused("the breach of a closed one", by: "bank", .wrongStage, "lease_id") { world in
            try world.closedLease()
            return recordBreach()
        },
        change("a loss that is none", .notFound, "battery_id") { settleLoss(packCode(1)) },
        Refused("a loss at home", by: "bank", .groundMissing, "battery_id") { world in
            settleLoss(try world.inVehicle(1))
        },
        Refused("a loss without money", by: "bank", .invalidValue, "amount_commitment") { world in
            let id = try world.inVehicle(1)
            try world.run(reportLost(id), by: "bank")
            return settleLoss(id, amount: Data())
        },
        Refused("another's loss", by: "rival", .notParty, "lease_id") { world in
            let id = try world.inVehicle(1)
            try world.run(reportLost(id), by: "bank")
            return settleLoss(id)
        },
        change("a deposit by another", by: "rival", .notParty, "lease_id") { settleDeposit() },
        change("a deposit back too soon", .wrongStage, "outcome") { settleDeposit() },
        change("a deposit kept for nothing", .groundMissing, "outcome") {
            settleDeposit(.forfeited)
        },
        change("a deposit of no outcome", .invalidValue, "outcome") { settleDeposit(.held) },
        change("a deposit of nothing", .invalidValue, "amount_commitment") {
            settleDeposit(amount: Data())
        },
        Refused("a deposit twice", by: "bank", .alreadyDone, "lease_id") { world in
            try world.closedLease()
            try world.run(settleDeposit(), by: "bank")
            return settleDeposit()
        },
        Refused("a reminder under none", by: "bank", .notFound, "lease_id") { _ in remindLessee() },
        Refused("a breach of none", by: "bank", .notFound, "lease_id") { _ in recordBreach() },
        Refused("a loss under none", by: "bank", .notFound, "lease_id") { _ in
            settleLoss(packCode(1))
        },
        Refused("a deposit of none", by: "bank", .notFound, "lease_id") { _ in settleDeposit() },
    ]

    static let buyOuts: [Refused] = [
        Refused("by another", by: "rival", .notParty, "lease_id") { world in
            try world.leaseUnderPlan()
            return buyOut(try world.inVehicle(1))
        },
        Refused("without a plan", by: "bank", .planMismatch, "lease_id") { world in
            buyOut(try world.inVehicle(1))
        },
        Refused("that the plan forbids", by: "bank", .planMismatch, "lease_id") { world in
            try world.leaseUnderPlan { $0.buyOut = false }
            return buyOut(try world.inVehicle(1))
        },
        Refused("of none", by: "bank", .notFound, "battery_id") { world in
            try world.leaseUnderPlan()
            return buyOut(packCode(1))
        },
        Refused("of one that is elsewhere", by: "bank", .wrongPlace, "battery_id") { world in
            try world.leaseUnderPlan()
            return buyOut(try world.inStock(1))
        },
        Refused("of one that is called home", by: "bank", .wrongStage, "battery_id") { world in
            try world.leaseUnderPlan()
            return buyOut(try world.recalled(1))
        },
        Refused("of one on offer", by: "bank", .offerPending, "battery_id") { world in
            try world.leaseUnderPlan()
            let id = try world.inVehicle(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return buyOut(id)
        },
        Refused("of one of two", by: "bank", .batteryNotHome, "lease_id") { world in
            try world.leaseUnderPlan()
            _ = try world.inVehicle(1)
            return buyOut(try world.inVehicle(2))
        },
        Refused("of another's", by: "bank", .notOwner, "battery_id") { world in
            try world.leaseUnderPlan()
            let id = try world.inVehicle(1)
            try world.pass(id, from: "bank", to: "rival")
            return buyOut(id)
        },
        Refused("for nothing", by: "bank", .invalidValue, "price_commitment") { world in
            try world.leaseUnderPlan()
            return buyOut(try world.inVehicle(1), price: Data())
        },
        Refused("after the demand", by: "bank", .wrongStage, "lease_id") { world in
            try world.leaseUnderPlan()
            let id = try world.inVehicle(1)
            try world.run(demandReturn(), by: "bank")
            return buyOut(id)
        },
        Refused("under none", by: "bank", .notFound, "lease_id") { _ in buyOut(packCode(1)) },
        Refused("and put under a lease again", by: "dealer", .leaseOpen, "vehicle_id") { world in
            let id = try world.boughtOut(1)
            try world.run(remove(id), by: "dealer")
            try world.run(offerLease { $0.leaseID = "lease-2" }, by: "bank")
            try world.run(acceptLease("lease-2"), by: "dealer")
            return install(id)
        },
        Refused("and called home by its seller", by: "bank", .notParty, "battery_id") { world in
            let id = try world.boughtOut(1)
            try world.run(assess(id, soh: 7_000), by: "lab")
            return openRecall(id)
        },
    ]

    private static func plan(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout PublishPlan) -> Void
    ) -> Refused {
        Refused(name, by: "bank", code, field) { _ in publishPlan(change) }
    }

    private static func offer(
        _ name: String,
        by member: String = "bank",
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OfferLease) -> Void
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            try world.run(registerVehicle(), by: "carmaker")
            try world.run(publishPlan(), by: "bank")
            return offerLease { offer in
                offer.planID = "plan-1"
                change(&offer)
            }
        }
    }

    private static func change(
        _ name: String,
        by member: String = "bank",
        _ code: RefusalCode,
        _ field: String,
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            try world.leaseUnderPlan()
            return command()
        }
    }
}

extension World {
    fileprivate func closedLease() throws {
        try openLease()
        try run(demandReturn(), by: "bank")
        try run(closeLease(), by: "bank")
    }
}
