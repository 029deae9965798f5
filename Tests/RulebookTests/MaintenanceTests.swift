import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Maintenance")
struct MaintenanceTests {
    @Test("refuses", arguments: rows)
    func refuses(row: Refused) throws { try row.check() }

    @Test("a module is replaced: the layout changes, and the old one is the owner's")
    func replacement() throws {
        let world = try World()
        let shop = try world.workshop()
        let exchange = maintain(shop.pack, .replacement) {
            ($0.removedParts, $0.addedParts) = ([moduleCode(2)], [shop.spare])
        }
        try world.run(exchange, by: "garage", at: World.start + 7)
        let pack = world.battery(shop.pack)
        #expect(pack.parts == [1, 3, 4].map(moduleCode) + [shop.spare])
        #expect(pack.moduleCount == 4)
        #expect(pack.maintenanceCount == 1 && pack.maintainedMs == World.start + 7)
        #expect(world.battery(shop.spare).stage == .builtIn)
        let old = world.battery(moduleCode(2))
        #expect(old.stage == .inStock && old.ownerID == "bank" && old.custodianID == "garage")
        #expect(old.place.kind == .premises("garage"))
    }

    @Test("a repair on the road changes nothing but its count")
    func repair() throws {
        let world = try World()
        let id = try world.inVehicle(1)
        for _ in 1...3 { try world.run(maintain(id), by: "garage") }
        #expect(world.battery(id).maintenanceCount == 3)
        #expect(world.battery(id).stage == .inVehicle)
    }

    static let rows: [Refused] = [
        Refused("by no service provider", by: "bank", .roleRequired) { world in
            maintain(try world.inVehicle(1))
        },
        Refused("of none", by: "garage", .notFound, "battery_id") { _ in maintain(packCode(1)) },
        Refused("of a new one", by: "garage", .wrongStage, "battery_id") { world in
            maintain(try world.made(1))
        },
        Refused("of one in others' hands", by: "garage", .notCustodian, "battery_id") { world in
            maintain(try world.inStock(1))
        },
        Refused("of no kind", by: "garage", .invalidValue, "kind") { world in
            maintain(try world.inVehicle(1), .unspecified)
        },
        Refused("without a report", by: "garage", .invalidValue, "report_commitment") { world in
            maintain(try world.inVehicle(1)) { $0.reportCommitment = Data() }
        },
        Refused("a repair with parts", by: "garage", .invalidValue, "kind") { world in
            maintain(try world.inVehicle(1)) { $0.addedParts = [moduleCode(1)] }
        },
        Refused("a replacement on the road", by: "garage", .notCustodian, "battery_id") { world in
            maintain(try world.inVehicle(1), .replacement) {
                ($0.removedParts, $0.addedParts) = (["a"], ["b"])
            }
        },
        replacing("nothing", .emptyList, "removed_parts") { $0.removedParts = [] },
        replacing("by nothing", .emptyList, "added_parts") { $0.addedParts = [] },
        replacing("what is not in it", .layoutMismatch, "removed_parts") {
            $0.removedParts = [moduleCode(9)]
        },
        replacing("by what there is not", .notFound, "added_parts") {
            $0.addedParts = [moduleCode(9)]
        },
        replacing("by what is in it", .notOwner, "added_parts") {
            $0.addedParts = [moduleCode(1)]
        },
        replacing("two by one", .layoutMismatch, "added_parts") {
            $0.removedParts = [moduleCode(1), moduleCode(2)]
        },
        Refused("replacing a module by a pack", by: "garage", .layoutMismatch, "added_parts") {
            world in
            let shop = try world.workshop()
            let pack = try world.inStock(9)
            try world.run(dispatch("pack", to: "garage", [pack]), by: "bank")
            try world.run(receive("pack"), by: "garage")
            return maintain(shop.pack, .replacement) {
                ($0.removedParts, $0.addedParts) = ([moduleCode(1)], [pack])
            }
        },
        working("replacing by what is on offer", .offerPending, "added_parts") { world, shop in
            try world.run(offerTransfer("o", to: "rival", [shop.spare]), by: "bank")
        },
        working("replacing in what is on offer", .offerPending, "battery_id") { world, shop in
            try world.run(offerTransfer("o", to: "rival", [shop.pack]), by: "bank")
        },
        working("replacing by what another holds", .notCustodian, "added_parts") { world, shop in
            try world.run(dispatch("s", to: "dealer", [shop.spare]), by: "garage")
            try world.run(receive("s"), by: "dealer")
        },
        working("replacing by what is on its way", .wrongPlace, "added_parts") { world, shop in
            try world.run(dispatch("s", to: "dealer", [shop.spare]), by: "garage")
        },
        working("replacing by what is called home", .wrongStage, "added_parts") { world, shop in
            try world.run(assess(shop.spare, soh: 7_000), by: "lab")
            try world.run(openRecall(shop.spare), by: "bank")
        },
        working("replacing in what is on its way", .wrongPlace, "battery_id") { world, shop in
            try world.run(dispatch("s", to: "dealer", [shop.pack]), by: "garage")
        },
        replacing("one twice", .duplicateInList, "removed_parts") {
            $0.removedParts += $0.removedParts
        },
        replacing("by one twice", .duplicateInList, "added_parts") {
            $0.addedParts += $0.addedParts
        },
        replacing("too many", .tooMany, "removed_parts") { $0.removedParts = HostileTests.many },
        replacing("by too many", .tooMany, "added_parts") { $0.addedParts = HostileTests.many },
    ]

    /// The replacement of a module by the spare one, after `change`.
    private static func working(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (World, (pack: String, spare: String)) throws -> Void
    ) -> Refused {
        Refused(name, by: "garage", code, field) { world in
            let shop = try world.workshop()
            try change(world, shop)
            return maintain(shop.pack, .replacement) {
                ($0.removedParts, $0.addedParts) = ([moduleCode(1)], [shop.spare])
            }
        }
    }

    private static func replacing(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RecordMaintenance) -> Void
    ) -> Refused {
        Refused("replacing \(name)", by: "garage", code, field) { world in
            let shop = try world.workshop()
            return maintain(shop.pack, .replacement) {
                ($0.removedParts, $0.addedParts) = ([moduleCode(1)], [shop.spare])
                change(&$0)
            }
        }
    }
}

extension World {
    /// A pack of modules 1 to 4 and a spare module, all the bank's and at the garage.
    fileprivate func workshop() throws -> (pack: String, spare: String) {
        let modules = (1...5).map(moduleCode)
        for code in modules {
            try run(makeBattery { ($0.code, $0.modelID) = (code, "module-a") }, by: "maker")
        }
        let (pack, spare) = (packCode(1), modules[4])
        try run(makeBattery { $0.parts = Array(modules[..<4]) }, by: "maker")
        for (model, id) in [("pack-a", pack), ("module-a", spare)] {
            let contract = "supply-\(model)"
            try run(openSupply { ($0.contractID, $0.modelID) = (contract, model) }, by: "maker")
            try run(deliver("delivery-\(model)", under: contract, [id]), by: "maker")
            try run(acceptDelivery("delivery-\(model)"), by: "bank")
        }
        try run(dispatch("work", to: "garage", [pack, spare]), by: "bank")
        try run(receive("work"), by: "garage")
        return (pack, spare)
    }
}
