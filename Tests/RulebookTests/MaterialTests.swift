import CycladeSchema
import Rulebook
import Testing

@Suite("Dismantling and material")
struct MaterialTests {
    @Test("refuses a dismantling", arguments: dismantlings)
    func refusesDismantling(row: Refused) throws { try row.check() }

    @Test("refuses a price, a sale or a delivery", arguments: sales)
    func refusesSale(row: Refused) throws { try row.check() }

    @Test("a dismantling may miss 2 % of its mass", arguments: [82_000, 98_000] as [UInt64])
    func massBalance(waste: UInt64) throws {
        let world = try World()
        let id = try world.forDismantling(1)
        try world.run(dismantle([id]) { $0.wasteG = waste }, by: "dismantler")
        #expect(world.battery(id).stage == .dismantled)
        #expect(world.state[.lot("lot-1")]?.remainingG == 300_000)
    }

    @Test("a delivery splits a lot, and a price moves forward only")
    func delivery() throws {
        let world = try World()
        try world.materialContract()
        try world.run(deliverMaterial([part("lot-1", 200_000, as: "new-1")]), by: "dismantler")
        #expect(world.state[.lot("lot-1")]?.remainingG == 100_000)
        #expect(world.state[.lot("new-1")]?.ownerID == "maker")
        #expect(world.state[.lot("new-1")]?.parentLotID == "lot-1")
        #expect(world.state[.materialContract("sale-1")]?.deliveredG == 200_000)
        try world.run(postPrice { $0.day = 20_001 }, by: "regulator")
        #expect(world.state[.priceIndex("price-1")]?.day == 20_001)
    }

    static let dismantlings: [Refused] = [
        Refused("by a cascade user", by: "cascade", .roleRequired) { _ in dismantle(["x"]) },
        Refused("of nothing", by: "dismantler", .emptyList, "battery_ids") { _ in dismantle([]) },
        Refused("of one twice", by: "dismantler", .duplicateInList, "battery_ids") { _ in
            dismantle(["x", "x"])
        },
        Refused("of what is not there", by: "dismantler", .notFound, "battery_ids") { _ in
            dismantle(["x"])
        },
        Refused("of another's", by: "dismantler", .notOwner, "battery_ids") { world in
            let id = try world.assessed(1, of: "dismantler", soh: 0)
            try world.run(classify(id, .dismantle), by: "dismantler")
            return dismantle([id])
        },
        Refused("in other hands", by: "dismantler", .notCustodian, "battery_ids") { world in
            let id = try world.forDismantling(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "dismantler")
            try world.run(receive("s"), by: "rival")
            return dismantle([id])
        },
        Refused("on its way", by: "dismantler", .wrongPlace, "battery_ids") { world in
            let id = try world.forDismantling(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "dismantler")
            return dismantle([id])
        },
        Refused("twice", by: "dismantler", .wrongStage, "battery_ids") { world in
            try world.lot()
            return dismantle([packCode(1)])
        },
        Refused("on offer", by: "dismantler", .offerPending, "battery_ids") { world in
            let id = try world.forDismantling(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "dismantler")
            return dismantle([id])
        },
        dismantling("into nothing", .emptyList) { $0.lots = [] },
        dismantling("into a lot twice", .duplicateInList) { $0.lots += $0.lots },
        dismantling("into a nameless lot", .invalidValue) { $0.lots[0].lotID = "" },
        dismantling("into no material", .invalidValue) { $0.lots[0].material = .unspecified },
        dismantling("into an empty lot", .outOfRange) { $0.lots[0].massG = 0 },
        dismantling("into an endless lot", .outOfRange) { $0.lots[0].massG = .max },
        dismantling("into endless waste", .overflow) { $0.wasteG = .max },
        dismantling("into too little", .massBalance) { $0.wasteG = 81_999 },
        dismantling("into too much", .massBalance) { $0.emissionsG = 18_001 },
        Refused("into a known lot", by: "dismantler", .alreadyExists, "lots") { world in
            try world.lot()
            return dismantle([try world.forDismantling(2)])
        },
        Refused("of unknown mass", by: "dismantler", .groundMissing, "battery_ids") { world in
            let id = try CascadeTests.pooledEnrolment(in: world, for: "dismantler", .dismantle)
            return dismantle([id])
        },
        dismantling("into too many lots", .tooMany) {
            $0.lots = HostileTests.many.map { output($0, 1) }
        },
    ]

    static let sales: [Refused] = [
        Refused("price of a stranger", by: "bank", .roleRequired) { _ in postPrice() },
        price("without an id", .invalidValue, "index_id") { $0.indexID = "" },
        price("of no material", .invalidValue, "material") { $0.material = .unspecified },
        price("of nothing", .outOfRange, "fen_per_kg") { $0.fenPerKg = 0 },
        price("of tomorrow", .outOfRange, "day") { $0.day = 20_469 },
        price("of another material", .modelMismatch, "material") { $0.material = .nickel },
        price("of the same day", .alreadyDone, "day") { $0.fenPerKg = 1 },
        Refused("sale by a maker", by: "maker", .roleRequired) { _ in openSale() },
        sale("without an id", .invalidValue, "contract_id") { $0.contractID = "" },
        sale("twice", .alreadyExists, "contract_id") { $0.contractID = "sale-1" },
        sale("to no maker", .roleRequired, "buyer_id") { $0.buyerID = "bank" },
        sale("at no price", .notFound, "index_id") { $0.indexID = "x" },
        sale("of another material", .modelMismatch, "material") { $0.material = .nickel },
        sale("at full price", .noDiscount, "discount_bp") { $0.discountBp = 0 },
        sale("for nothing", .outOfRange, "discount_bp") { $0.discountBp = 10_000 },
        sale("of nothing", .outOfRange, "mass_g") { $0.massG = 0 },
        sale("of everything", .outOfRange, "mass_g") { $0.massG = .max },
        Refused("delivery under nothing", by: "dismantler", .notFound, "contract_id") { _ in
            deliverMaterial([])
        },
        delivery("by another", by: "rival", .notParty, field: "contract_id", []),
        delivery("of nothing", .emptyList, []),
        delivery("into one lot", .duplicateInList, [part("a", 1, as: "c"), part("b", 1, as: "c")]),
        delivery(
            "of one lot twice",
            .duplicateInList,
            [part("a", 1, as: "b"), part("a", 1, as: "c")]
        ),
        delivery("of endless mass", .overflow, [part("a", .max, as: "b"), part("c", 1, as: "d")]),
        delivery("of more than agreed", .insufficient, [part("lot-1", 200_001, as: "b")]),
        delivery("of no lot", .notFound, [part("x", 1, as: "b")]),
        delivery("of no mass", .insufficient, [part("lot-1", 0, as: "b")]),
        delivery("into a nameless lot", .invalidValue, [part("lot-1", 1, as: "")]),
        delivery("into itself", .alreadyExists, [part("lot-1", 1, as: "lot-1")]),
        Refused("price of another's index", by: "bank", .notParty, "index_id") { world in
            try world.enact(setPolicy { $0.priceReporters = ["regulator", "bank"] })
            try world.run(postPrice(), by: "regulator")
            return postPrice { $0.day = 20_001 }
        },
        sale("to nobody", .notFound, "buyer_id") { $0.buyerID = "nobody" },
        Refused("sale to a suspended maker", by: "dismantler", .memberSuspended, "buyer_id") {
            world in
            try world.materialContract()
            try world.suspend("maker")
            return openSale { $0.contractID = "sale-2" }
        },
        delivery("of too much at once", .tooMany, HostileTests.many.map { part($0, 1, as: $0) }),
        Refused("delivery of another's lot", by: "dismantler", .notOwner, "lots") { world in
            try world.materialContract()
            try world.run(deliverMaterial([part("lot-1", 1, as: "sold")]), by: "dismantler")
            return deliverMaterial([part("sold", 1, as: "sold-again")])
        },
        Refused("delivery of another material", by: "dismantler", .modelMismatch, "lots") { world in
            try world.materialContract()
            let more = dismantle([try world.forDismantling(2)]) {
                $0.lots = [output("lot-2", 300_000, .nickel)]
            }
            try world.run(more, by: "dismantler")
            return deliverMaterial([part("lot-2", 1, as: "sold")])
        },
    ]

    private static func dismantling(
        _ name: String,
        _ code: RefusalCode,
        _ change: @escaping @Sendable (inout Dismantle) -> Void
    ) -> Refused {
        Refused(name, by: "dismantler", code, "lots") { world in
            dismantle([try world.forDismantling(1)], change)
        }
    }

    private static func price(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout PostPriceIndex) -> Void
    ) -> Refused {
        Refused("price " + name, by: "regulator", code, field) { world in
            try world.run(postPrice(), by: "regulator")
            return postPrice(change)
        }
    }

    private static func sale(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OpenMaterialContract) -> Void
    ) -> Refused {
        Refused("sale " + name, by: "dismantler", code, field) { world in
            try world.materialContract()
            return openSale {
                $0.contractID = "sale-2"
                change(&$0)
            }
        }
    }

    private static func delivery(
        _ name: String,
        by member: String = "dismantler",
        _ code: RefusalCode,
        field: String = "lots",
        _ lots: [LotDelivery]
    ) -> Refused {
        Refused("delivery " + name, by: member, code, field) { world in
            try world.materialContract()
            return deliverMaterial(lots)
        }
    }
}
