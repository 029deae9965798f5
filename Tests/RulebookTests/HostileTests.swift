import CycladeSchema
import FoundationEssentials
import Rulebook
import SwiftProtobuf
import Testing

/// Values that no honest client sends: each must be refused, and none may stop the process.
@Suite("Hostile values")
struct HostileTests {
    @Test("every command with nothing in it is refused", arguments: members)
    func emptyCommands(member: String) throws {
        let world = try World()
        for command in Self.empty {
            #expect(world.execute(command, by: member).refusal != nil, "\(command)")
        }
        #expect(world.state.takeChanges().records.isEmpty)
    }

    @Test("every command with each number at its limits is refused or sound", arguments: members)
    func filledCommands(member: String) throws {
        let world = try World()
        for command in Self.extreme { _ = world.execute(command, by: member, at: .max) }
        for command in Self.extreme { _ = world.execute(command, by: member, at: 1) }
    }

    @Test("a list of 10,000 is too long", arguments: longLists)
    func longList(row: Refused) throws { try row.check() }

    @Test("a look-alike of a known name is another name", arguments: lookAlikes)
    func lookAlike(row: Refused) throws { try row.check() }

    @Test("the end of time has no date")
    func endOfTime() throws {
        let world = try World()
        let birth = world.execute(makeBattery(), by: "maker", at: .max)
        #expect(birth.refusal?.code == .outOfRange)
        let price = world.execute(postPrice(), by: "regulator", at: .max)
        #expect(price.refusal?.code == .outOfRange)
    }

    static let members = Founding.roles.map(\.member)
    static let many = (0..<10_000).map { "x\($0)" }

    static let longLists: [Refused] = [
        Refused("of deliveries", by: "maker", .tooMany, "battery_ids") { world in
            try world.run(openSupply(), by: "maker")
            return deliver("d", under: "supply-1", many)
        },
        Refused("of offers", by: "bank", .tooMany, "battery_ids") { _ in
            offerTransfer("o", to: "rival", many)
        },
        Refused("of shipments", by: "bank", .tooMany, "battery_ids") { _ in
            dispatch("s", to: "rival", many)
        },
        Refused("of placements", by: "swapper", .tooMany, "placements") { world in
            try world.openStation()
            return stock(many.map { ($0, 0) })
        },
        Refused("of models", by: "swapper", .tooMany, "model_ids") { _ in
            registerStation { $0.modelIds = many }
        },
        Refused("of parts", by: "maker", .tooMany, "parts") { _ in makeBattery { $0.parts = many }
        },
        Refused("of lots", by: "maker", .tooMany, "lots") { _ in
            makeBattery { $0.lots = many.map { lotUse($0, 1) } }
        },
        Refused("of parents", by: "cascade", .tooMany, "parent_ids") { _ in regroup(many) },
        Refused("of scrap", by: "dismantler", .tooMany, "battery_ids") { _ in dismantle(many) },
        Refused("of arrivals", by: "cascade", .tooMany, "battery_ids") { _ in
            receiveAtCentre(many)
        },
        Refused("of findings", by: "lab", .invalidValue, "findings") { world in
            assess(try world.made(1), soh: 9_000) {
                $0.findings = (100..<10_100).map { .UNRECOGNIZED($0) }
            }
        },
    ]

    static let lookAlikes: [Refused] = [
        Refused("with a Cyrillic a", by: "maker", .notFound, "buyer_id") { _ in
            openSupply { $0.buyerID = "b\u{430}nk" }
        },
        Refused("with a Cyrillic P", by: "maker", .invalidValue, "code") { _ in
            makeBattery { $0.code = "001\u{420}B010000001G110000001" }
        },
        Refused("with a full-width digit", by: "carmaker", .invalidValue, "vehicle_id") { _ in
            registerVehicle { $0.vehicleID = "\u{FF10}" + vehicleID(1).dropFirst() }
        },
        // U+212A is equal to K by Unicode's canonical equivalence, and another name all the same.
        Refused("with a kelvin sign", by: "maker", .notFound, "model_id") { world in
            try world.run(registerModel { $0.modelID = "K" }, by: "maker")
            return makeBattery { $0.modelID = "\u{212A}" }
        },
        Refused("with a zero byte", by: "bank", .invalidValue, "member_id") { _ in
            .admitMember(.with { $0.memberID = "bank\0" })
        },
        Refused("with a path", by: "lab", .notFound, "battery_id") { _ in
            assess("../member/bank", soh: 1)
        },
    ]
}
