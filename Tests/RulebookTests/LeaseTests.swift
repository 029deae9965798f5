import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Leases")
struct LeaseTests {
    @Test("refuses an offer", arguments: offers)
    func refusesOffer(row: Refused) throws { try row.check() }

    @Test("refuses a step", arguments: steps)
    func refusesStep(row: Refused) throws { try row.check() }

    @Test("opens, is demanded back within its days, and closes when the vehicle is empty")
    func life() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        #expect(world.state[.lease("lease-1")]?.stage == .open)
        #expect(world.state[.vehicle(vehicleID(1))]?.leaseID == "lease-1")
        try world.run(demandReturn(), by: "bank")
        let due = world.state[.lease("lease-1")]?.returnDueMs
        #expect(due == World.start + 30 * World.day)
        try world.run(openRecall(id, .endOfLease), by: "bank")
        try world.run(collect(id), by: "collector")
        try world.run(closeLease(), by: "bank")
        #expect(world.state[.lease("lease-1")]?.stage == .closed)
        #expect(world.state[.vehicle(vehicleID(1))]?.leaseID.isEmpty == true)
    }

    @Test("the end of its term is a reason from that moment on")
    func endOfTerm() throws {
        let world = try World()
        try world.openLease()
        let end = World.start + 365 * World.day
        let early = world.execute(demandReturn(.endOfTerm), by: "bank", at: end - 1)
        #expect(throws: Refusal.self) { try early.get() }
        try world.run(demandReturn(.endOfTerm), by: "bank", at: end)
    }

    static let offers: [Refused] = [
        Refused("by no asset manager", by: "dealer", .roleRequired) { _ in offerLease() },
        offer("without an id", .invalidValue, "lease_id") { $0.leaseID = "" },
        Refused("twice", by: "bank", .alreadyExists, "lease_id") { world in
            try world.openLease()
            return offerLease()
        },
        offer("for no vehicle", .notFound, "vehicle_id") { $0.vehicleID = vehicleID(2) },
        offer("through nobody", .notFound, "dealer_id") { $0.dealerID = "nobody" },
        offer("through no dealer", .roleRequired, "dealer_id") { $0.dealerID = "garage" },
        Refused("through a suspended dealer", by: "bank", .memberSuspended, "dealer_id") { world in
            try world.run(registerVehicle(), by: "carmaker")
            try world.suspend("dealer")
            return offerLease()
        },
        offer("of no model", .notFound, "model_id") { $0.modelID = "pack-x" },
        offer("of more than full health", .outOfRange, "least_soh_bp") { $0.leastSohBp = 10_001 },
        offer("that is over", .outOfRange, "term_end_ms") { $0.termEndMs = World.start },
        offer("with no days to return", .outOfRange, "return_days") { $0.returnDays = 0 },
        offer("with too many days", .outOfRange, "return_days") { $0.returnDays = 366 },
        offer("without rent", .invalidValue, "rent_commitment") { $0.rentCommitment = Data() },
        offer("without deposit", .invalidValue, "deposit_commitment") {
            $0.depositCommitment = Data()
        },
        offer("without paper", .invalidValue, "paper_commitment") { $0.paperCommitment = Data() },
    ]

    static let steps: [Refused] = [
        Refused("accepting none", by: "dealer", .notFound, "lease_id") { _ in acceptLease() },
        Refused("accepting another's", by: "rival", .notParty, "lease_id") { world in
            try world.soldVehicle()
            try world.run(offerLease(), by: "bank")
            return acceptLease()
        },
        Refused("accepting for another's vehicle", by: "rival", .notParty, "lease_id") { world in
            try world.soldVehicle()
            try world.run(offerLease { $0.dealerID = "rival" }, by: "bank")
            return acceptLease()
        },
        Refused(
            "accepting when the term is over",
            by: "dealer",
            at: World.start + 365 * World.day,
            .outOfRange,
            "lease_id"
        ) { world in
            try world.soldVehicle()
            try world.run(offerLease(), by: "bank")
            return acceptLease()
        },
        Refused("accepting twice", by: "dealer", .wrongStage, "lease_id") { world in
            try world.openLease()
            return acceptLease()
        },
        Refused("accepting before the sale", by: "dealer", .vehicleNotSold, "lease_id") { world in
            try world.run(registerVehicle(), by: "carmaker")
            try world.run(sellVehicle(to: .dealerID("dealer")), by: "carmaker")
            try world.run(offerLease(), by: "bank")
            return acceptLease()
        },
        Refused("accepting a second lease", by: "dealer", .leaseOpen, "lease_id") { world in
            try world.openLease()
            try world.run(offerLease { $0.leaseID = "lease-2" }, by: "bank")
            return acceptLease("lease-2")
        },
        Refused("demanding under none", by: "bank", .notFound, "lease_id") { _ in demandReturn() },
        step("demanding under another's", by: "rival", .notParty) { demandReturn() },
        Refused("demanding twice", by: "bank", .wrongStage, "lease_id") { world in
            try world.openLease()
            try world.run(demandReturn(), by: "bank")
            return demandReturn()
        },
        step("demanding without a reason", .invalidValue, "reason") { demandReturn(.unspecified) },
        step("demanding for a new reason", .invalidValue, "reason") {
            demandReturn(.UNRECOGNIZED(9))
        },
        step("demanding before its end", .groundMissing, "reason") { demandReturn(.endOfTerm) },
        step("demanding at the end of time", at: .max, .overflow) { demandReturn() },
        Refused("closing none", by: "bank", .notFound, "lease_id") { _ in closeLease() },
        step("closing another's", by: "dealer", .notParty) { closeLease() },
        step("closing before a demand", .wrongStage) { closeLease() },
        Refused("closing while a battery is out", by: "bank", .batteryNotHome, "lease_id") {
            world in
            _ = try world.inVehicle(1)
            try world.run(demandReturn(), by: "bank")
            return closeLease()
        },
    ]

    private static func offer(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OfferLease) -> Void
    ) -> Refused {
        Refused(name, by: "bank", code, field) { world in
            try world.run(registerVehicle(), by: "carmaker")
            return offerLease(change)
        }
    }

    private static func step(
        _ name: String,
        by member: String = "bank",
        at time: UInt64 = World.start,
        _ code: RefusalCode,
        _ field: String = "lease_id",
        _ command: @escaping @Sendable () -> Command
    ) -> Refused {
        Refused(name, by: member, at: time, code, field) { world in
            try world.openLease()
            return command()
        }
    }
}
