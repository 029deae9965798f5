import CycladeSchema

extension HandoverTests {
    static let shipments: [Refused] = [
        shipment("without an id", .invalidValue, "shipment_id", id: "") { _ in [] },
        shipment("twice", .alreadyExists, "shipment_id") { world in
            let id = try world.inStock(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "bank")
            return [id]
        },
        shipment("to nobody", .notFound, "to_member_id", to: "nobody") { _ in [] },
        shipment("to oneself", .invalidValue, "to_member_id", to: "bank") { _ in [] },
        shipment("to a suspended member", .memberSuspended, "to_member_id") { world in
            try world.suspend("rival")
            return []
        },
        shipment("of nothing", .emptyList) { _ in [] },
        shipment("of one battery twice", .duplicateInList) { _ in ["x", "x"] },
        shipment("of what is not there", .notFound) { _ in [packCode(1)] },
        shipment("of what another holds", .notCustodian) { [try $0.made(1)] },
        shipment("of what is on its way", .wrongPlace) { world in
            let id = try world.inStock(1)
            try world.run(dispatch("t", to: "rival", [id]), by: "bank")
            return [id]
        },
        Refused("of a fitted battery", by: "swapper", .wrongPlace, "battery_ids") { world in
            dispatch("s", to: "rival", [try world.inVehicle(1)])
        },
        Refused("received, and there is none", by: "rival", .notFound, "shipment_id") { _ in
            receive("s")
        },
        Refused("received by another", by: "rival", .notParty, "shipment_id") { world in
            let id = try world.inStock(1)
            try world.run(dispatch("s", to: "dealer", [id]), by: "bank")
            return receive("s")
        },
        Refused("received twice", by: "swapper", .alreadyDone, "shipment_id") { world in
            _ = try world.inSwapStock(1)
            return receive("ship-1")
        },
        Refused("of what was dismantled", by: "dismantler", .wrongStage, "battery_ids") { world in
            try world.lot()
            return dispatch("s", to: "rival", [packCode(1)])
        },
        received("with strangers missing", .notFound) { _ in [packCode(9)] },
        received("with one missing twice", .duplicateInList) { [$0, $0] },
        received("with too many missing", .tooMany) { _ in HostileTests.many },
    ]

    private static func received(
        _ name: String,
        _ code: RefusalCode,
        _ missing: @escaping @Sendable (String) -> [String]
    ) -> Refused {
        Refused("received \(name)", by: "rival", code, "missing_ids") { world in
            let id = try world.inStock(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "bank")
            return receive("s", missing: missing(id))
        }
    }

    static func supply(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout OpenSupplyContract) -> Void
    ) -> Refused {
        Refused(name, by: "maker", code, field) { _ in openSupply(change) }
    }

    static func delivery(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "battery_ids",
        id: String = "d",
        _ batteries: @escaping @Sendable (World) throws -> [String]
    ) -> Refused {
        Refused("delivered: " + name, by: "maker", code, field) { world in
            try world.run(openSupply(), by: "maker")
            return deliver(id, under: "supply-1", try batteries(world))
        }
    }

    static func transfer(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "battery_ids",
        id: String = "o",
        to member: String = "rival",
        _ batteries: @escaping @Sendable (World) throws -> [String]
    ) -> Refused {
        Refused(name, by: "bank", code, field) { world in
            offerTransfer(id, to: member, try batteries(world))
        }
    }

    static func shipment(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "battery_ids",
        id: String = "s",
        to member: String = "rival",
        _ batteries: @escaping @Sendable (World) throws -> [String]
    ) -> Refused {
        Refused(name, by: "bank", code, field) { world in
            dispatch(id, to: member, try batteries(world))
        }
    }

    /// Battery 1, delivered to the bank as "d" under "supply-1", not accepted yet.
    static func offered(in world: World) throws -> String {
        let id = try world.made(1)
        try world.run(openSupply(), by: "maker")
        try world.run(deliver("d", under: "supply-1", [id]), by: "maker")
        return id
    }

    func offered(in world: World) throws -> String { try Self.offered(in: world) }
}
