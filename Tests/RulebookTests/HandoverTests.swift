import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Handovers")
struct HandoverTests {
    @Test("refuses a supply", arguments: supplies)
    func refusesSupply(row: Refused) throws { try row.check() }

    @Test("refuses a transfer of ownership", arguments: transfers)
    func refusesTransfer(row: Refused) throws { try row.check() }

    @Test("refuses a withdrawal", arguments: withdrawals)
    func refusesWithdrawal(row: Refused) throws { try row.check() }

    @Test("refuses a shipment", arguments: shipments)
    func refusesShipment(row: Refused) throws { try row.check() }

    @Test("an accepted delivery passes ownership, custody and place")
    func delivery() throws {
        let world = try World()
        let battery = try world.battery(world.inStock(1))
        #expect(battery.ownerID == "bank" && battery.custodianID == "bank")
        #expect(battery.place.premises == "bank")
        #expect(battery.offeredTo.isEmpty && battery.offerID.isEmpty)
        #expect(world.state[.supplyContract("supply-1")]?.delivered == 1)
        #expect(world.state[.delivery("delivery-1")]?.acceptedMs == World.start)
    }

    @Test("an accepted transfer passes ownership alone")
    func transfer() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        try world.pass(id, from: "bank", to: "rival")
        #expect(world.battery(id).ownerID == "rival")
        #expect(world.battery(id).custodianID == "swapper")
        #expect(world.battery(id).stage == .inVehicle)
    }

    @Test("a shipment passes custody alone, and only of what is still on its way")
    func shipment() throws {
        let world = try World()
        let id = try world.collected(1)
        try world.run(dispatch("s", to: "cascade", [id]), by: "collector")
        #expect(world.battery(id).place.inTransitTo == "cascade")
        #expect(world.battery(id).custodianID == "collector")
        try world.run(receiveAtCentre([id]), by: "cascade")
        try world.run(dispatch("t", to: "rival", [id]), by: "cascade")
        try world.run(receive("t"), by: "rival")
        try world.run(receive("s"), by: "cascade")
        #expect(world.battery(id).custodianID == "rival")
        #expect(world.battery(id).place.premises == "rival")
    }

    @Test("a delivery may also have been shipped to its buyer")
    func shippedDelivery() throws {
        let world = try World()
        let id = try offered(in: world)
        try world.run(dispatch("s", to: "bank", [id]), by: "maker")
        try world.run(receive("s"), by: "bank")
        try world.run(acceptDelivery("d"), by: "bank")
        #expect(world.battery(id).stage == .inStock)
    }

    @Test("a withdrawn offer frees its batteries")
    func withdrawnOffer() throws {
        let world = try World()
        let id = try world.inStock(1)
        try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
        try world.run(withdraw(.offerID("o")), by: "bank")
        #expect(world.battery(id).offeredTo.isEmpty && world.battery(id).offerID.isEmpty)
        #expect(world.state[.offer("o")]?.withdrawnMs == World.start)
        try world.pass(id, from: "bank", to: "dealer")
    }

    @Test("a withdrawn delivery frees its batteries and its place in the contract")
    func withdrawnDelivery() throws {
        let world = try World()
        let id = try offered(in: world)
        try world.run(withdraw(.deliveryID("d")), by: "maker")
        #expect(world.state[.supplyContract("supply-1")]?.delivered == 0)
        #expect(world.battery(id).stage == .made && world.battery(id).offeredTo.isEmpty)
        try world.run(deliver("e", under: "supply-1", [id]), by: "maker")
        try world.run(acceptDelivery("e"), by: "bank")
    }

    static let supplies: [Refused] = [
        Refused("by no maker", by: "bank", .roleRequired) { _ in openSupply() },
        supply("without an id", .invalidValue, "contract_id") { $0.contractID = "" },
        Refused("twice", by: "maker", .alreadyExists, "contract_id") { world in
            try world.run(openSupply(), by: "maker")
            return openSupply()
        },
        supply("to nobody", .notFound, "buyer_id") { $0.buyerID = "nobody" },
        supply("to no asset manager", .roleRequired, "buyer_id") { $0.buyerID = "dealer" },
        Refused("to a suspended buyer", by: "maker", .memberSuspended, "buyer_id") { world in
            try world.suspend("bank")
            return openSupply()
        },
        supply("of no model", .notFound, "model_id") { $0.modelID = "pack-x" },
        supply("of another's model", .notParty, "model_id") { $0.modelID = "second-a" },
        supply("of nothing", .outOfRange, "quantity") { $0.quantity = 0 },
        supply("of no price", .invalidValue, "price_commitment") { $0.priceCommitment = Data() },
        delivery("without an id", .invalidValue, "delivery_id", id: "") { _ in [] },
        Refused("delivered twice", by: "maker", .alreadyExists, "delivery_id") { world in
            deliver("d", under: "supply-1", [try offered(in: world)])
        },
        Refused("under no contract", by: "maker", .notFound, "contract_id") { _ in
            deliver("d", under: "supply-1", [packCode(1)])
        },
        Refused("under another's contract", by: "rival", .notParty, "contract_id") { world in
            try world.run(openSupply(), by: "maker")
            return deliver("d", under: "supply-1", [packCode(1)])
        },
        delivery("of no battery", .emptyList) { _ in [] },
        delivery("of one battery twice", .duplicateInList) { _ in [packCode(1), packCode(1)] },
        delivery("of more than agreed", .insufficient) { _ in (1...3).map(packCode) },
        delivery("of what is not there", .notFound) { _ in [packCode(1)] },
        delivery("of another's battery", .notOwner) { [try $0.inStock(7)] },
        delivery("in other hands", .notCustodian) { world in
            let id = try world.made(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "maker")
            try world.run(receive("s"), by: "rival")
            return [id]
        },
        delivery("of a battery on its way", .wrongPlace) { world in
            let id = try world.made(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "maker")
            return [id]
        },
        delivery("of a part", .wrongStage) { world in
            let modules = try fourModules(in: world)
            try world.run(makeBattery { $0.parts = modules }, by: "maker")
            return [modules[0]]
        },
        delivery("of a battery on offer", .offerPending) { world in
            let id = try world.made(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "maker")
            return [id]
        },
        delivery("of another model", .modelMismatch) { [try fourModules(in: $0)[0]] },
        Refused("accepted, and there is none", by: "bank", .notFound, "delivery_id") { _ in
            acceptDelivery("d")
        },
        Refused("accepted by another", by: "rival", .notParty, "delivery_id") { world in
            _ = try offered(in: world)
            return acceptDelivery("d")
        },
        Refused("accepted twice", by: "bank", .alreadyDone, "delivery_id") { world in
            _ = try world.inStock(1)
            return acceptDelivery("delivery-1")
        },
        Refused("accepted in other hands", by: "bank", .notCustodian, "delivery_id") { world in
            let id = try offered(in: world)
            try world.run(dispatch("s", to: "rival", [id]), by: "maker")
            try world.run(receive("s"), by: "rival")
            return acceptDelivery("d")
        },
        Refused("accepted on its way to another", by: "bank", .wrongPlace, "delivery_id") {
            world in
            let id = try offered(in: world)
            try world.run(dispatch("s", to: "rival", [id]), by: "maker")
            return acceptDelivery("d")
        },
    ]

    static let withdrawals: [Refused] = [
        Refused("of nothing", by: "bank", .invalidValue, "offer") { _ in withdraw(nil) },
        Refused("of no offer", by: "bank", .notFound, "offer_id") { _ in withdraw(.offerID("o")) },
        Refused("of no delivery", by: "maker", .notFound, "delivery_id") { _ in
            withdraw(.deliveryID("d"))
        },
        Refused("of another's offer", by: "rival", .notParty, "offer_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return withdraw(.offerID("o"))
        },
        Refused("of another's delivery", by: "bank", .notParty, "delivery_id") { world in
            _ = try offered(in: world)
            return withdraw(.deliveryID("d"))
        },
        Refused("of what has been accepted", by: "maker", .alreadyDone, "delivery_id") { world in
            _ = try world.inStock(1)
            return withdraw(.deliveryID("delivery-1"))
        },
        Refused("of an offer twice", by: "bank", .alreadyDone, "offer_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            try world.run(withdraw(.offerID("o")), by: "bank")
            return withdraw(.offerID("o"))
        },
        Refused("twice", by: "maker", .alreadyDone, "delivery_id") { world in
            _ = try offered(in: world)
            try world.run(withdraw(.deliveryID("d")), by: "maker")
            return withdraw(.deliveryID("d"))
        },
        Refused("and then accepted", by: "bank", .alreadyDone, "delivery_id") { world in
            _ = try offered(in: world)
            try world.run(withdraw(.deliveryID("d")), by: "maker")
            return acceptDelivery("d")
        },
    ]

    static let transfers: [Refused] = [
        transfer("without an id", .invalidValue, "offer_id", id: "") { _ in [] },
        transfer("twice", .alreadyExists, "offer_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return [id]
        },
        transfer("to nobody", .notFound, "to_member_id", to: "nobody") { _ in [] },
        transfer("to oneself", .invalidValue, "to_member_id", to: "bank") { _ in [] },
        transfer("to a suspended member", .memberSuspended, "to_member_id") { world in
            try world.suspend("rival")
            return []
        },
        Refused("without a price", by: "bank", .invalidValue, "price_commitment") { _ in
            offerTransfer("o", to: "rival", [packCode(1)], price: Data())
        },
        transfer("of nothing", .emptyList) { _ in [] },
        transfer("of one battery twice", .duplicateInList) { _ in ["x", "x"] },
        transfer("of what is not there", .notFound) { _ in [packCode(1)] },
        transfer("of another's battery", .notOwner) { [try $0.made(1)] },
        transfer("of a battery on offer", .offerPending) { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("p", to: "rival", [id]), by: "bank")
            return [id]
        },
        Refused("of a part", by: "maker", .wrongStage, "battery_ids") { world in
            let modules = try fourModules(in: world)
            try world.run(makeBattery { $0.parts = modules }, by: "maker")
            return offerTransfer("o", to: "rival", modules)
        },
        Refused("of what has been regrouped", by: "cascade", .wrongStage, "battery_ids") { world in
            _ = try world.secondUse()
            return offerTransfer("o", to: "rival", [packCode(1)])
        },
        Refused("accepted, and there is none", by: "rival", .notFound, "offer_id") { _ in
            acceptTransfer("o")
        },
        Refused("accepted by another", by: "dealer", .notParty, "offer_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return acceptTransfer("o")
        },
        Refused("accepted twice", by: "rival", .alreadyDone, "offer_id") { world in
            let id = try world.inStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            try world.run(acceptTransfer("o"), by: "rival")
            return acceptTransfer("o")
        },
    ]
}
