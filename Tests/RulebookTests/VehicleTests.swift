import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Vehicles")
struct VehicleTests {
    @Test("refuses a vehicle or its sale", arguments: sales)
    func refusesSale(row: Refused) throws { try row.check() }

    @Test("refuses to fit a battery or to take it out", arguments: fittings)
    func refusesFitting(row: Refused) throws { try row.check() }

    @Test("a vehicle passes from its maker to a dealer to an owner")
    func sale() throws {
        let world = try World()
        try world.soldVehicle()
        let vehicle = world.state[.vehicle(vehicleID(1))]
        #expect(vehicle?.makerID == "carmaker" && vehicle?.dealerID == "dealer")
        #expect(vehicle?.ownerCommitment == commitment && vehicle?.batteriesFitted == 0)
    }

    @Test("a battery taken out is in the hands of who took it, still recalled if it was")
    func removal() throws {
        let world = try World()
        let (sound, spent) = (try world.inVehicle(1), try world.recalled(2))
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 2)
        try world.run(remove(sound), by: "swapper")
        try world.run(remove(spent), by: "dealer")
        #expect(world.battery(sound).stage == .inStock)
        #expect(world.battery(sound).place.premises == "swapper")
        #expect(world.battery(spent).stage == .recalled)
        #expect(world.battery(spent).custodianID == "dealer")
        #expect(world.state[.vehicle(vehicleID(1))]?.batteriesFitted == 0)
    }

    @Test("an owner may fit its own battery without a lease")
    func ownBattery() throws {
        let world = try World()
        let id = try world.inStock(1)
        try world.pass(id, from: "bank", to: "dealer")
        try world.run(dispatch("s", to: "dealer", [id]), by: "bank")
        try world.run(receive("s"), by: "dealer")
        try world.run(registerVehicle(), by: "carmaker")
        try world.run(install(id), by: "dealer")
        #expect(world.battery(id).place.vehicleID == vehicleID(1))
    }

    static let sales: [Refused] = [
        Refused("by a dealer", by: "dealer", .roleRequired) { _ in registerVehicle() },
        Refused("without an id", by: "carmaker", .invalidValue, "vehicle_id") { _ in
            registerVehicle { $0.vehicleID = "" }
        },
        Refused("twice", by: "carmaker", .alreadyExists, "vehicle_id") { world in
            try world.run(registerVehicle(), by: "rival")
            return registerVehicle()
        },
        Refused("without a VIN", by: "carmaker", .invalidValue, "vin_commitment") { _ in
            registerVehicle { $0.vinCommitment = Data() }
        },
        Refused("that is not there", by: "carmaker", .notFound, "vehicle_id") { _ in
            sellVehicle(to: .dealerID("dealer"))
        },
        sale("of another's vehicle", by: "dealer", .notParty, "vehicle_id", to: .dealerID("x")),
        Refused("sold twice", by: "dealer", .alreadyDone, "vehicle_id") { world in
            try world.soldVehicle()
            return sellVehicle(to: .ownerCommitment(commitment))
        },
        sale("to no dealer", .roleRequired, "dealer_id", to: .dealerID("garage")),
        Refused("to a suspended dealer", by: "carmaker", .memberSuspended, "dealer_id") { world in
            try world.run(registerVehicle(), by: "carmaker")
            try world.suspend("dealer")
            return sellVehicle(to: .dealerID("dealer"))
        },
        sale("to an unknown dealer", .notFound, "dealer_id", to: .dealerID("nobody")),
        sale(
            "to an owner in clear",
            .invalidValue,
            "owner_commitment",
            to: .ownerCommitment(Data())
        ),
        sale("to nobody", .invalidValue, "buyer", to: nil),
    ]

    static let fittings: [Refused] = [
        Refused("by an owner", by: "bank", .roleRequired) { _ in install(packCode(1)) },
        Refused("in no vehicle", by: "swapper", .notFound, "vehicle_id") { _ in
            install(packCode(1))
        },
        fitting("of no battery", .notFound) { _ in packCode(1) },
        fitting("of what another holds", .notCustodian) { try $0.inStock(1) },
        Refused("of a new battery", by: "rival", .wrongStage, "battery_id") { world in
            let id = try world.made(1)
            try world.run(dispatch("s", to: "rival", [id]), by: "maker")
            try world.run(receive("s"), by: "rival")
            try world.openLease()
            return install(id)
        },
        fitting("of a battery on offer", .offerPending) { world in
            let id = try world.inSwapStock(1)
            try world.run(offerTransfer("o", to: "rival", [id]), by: "bank")
            return id
        },
        fitting("of a battery on its way", .wrongPlace) { world in
            let id = try world.inSwapStock(1)
            try world.run(dispatch("t", to: "rival", [id]), by: "swapper")
            return id
        },
        fitting("of a second-use battery", .wrongStage) { try $0.soundSecondUse() },
        Refused("of an enrolled second-use battery", by: "dealer", .wrongStage, "battery_id") {
            world in
            try world.soldVehicle()
            let enrolment = enrol {
                $0.batteryID = "003PB01G110000001RP"
                $0.ownerID = "dealer"
            }
            try world.run(enrolment, by: "dealer")
            return install("003PB01G110000001RP")
        },
        fitting("without a lease", .noOpenLease, "vehicle_id", leased: false) {
            try $0.inSwapStock(1)
        },
        fitting("after the return was demanded", .noOpenLease, "vehicle_id") { world in
            try world.run(demandReturn(), by: "bank")
            return try world.inSwapStock(1)
        },
        fitting("of another's than the lessor's", .notOwner) { world in
            let id = try world.inSwapStock(1)
            try world.pass(id, from: "bank", to: "rival")
            return id
        },
        Refused("of another model", by: "swapper", .modelMismatch, "battery_id") { world in
            try world.soldVehicle()
            try world.run(offerLease { $0.modelID = "module-a" }, by: "bank")
            try world.run(acceptLease(), by: "dealer")
            return install(try world.inSwapStock(1))
        },
        fitting("of a battery below the promise", .belowPromise) { world in
            let id = try world.inSwapStock(1)
            try world.run(assess(id, soh: 5_999), by: "lab")
            return id
        },
        fitting("of a battery found unsafe", .verdictMismatch) { world in
            let id = try world.inSwapStock(1)
            try world.findUnsafe(id)
            return id
        },
        Refused("out, by an owner", by: "bank", .roleRequired) { world in
            remove(try world.inVehicle(1))
        },
        Refused("out, and there is none", by: "garage", .notFound, "battery_id") { _ in
            remove(packCode(1))
        },
        Refused("out of another vehicle", by: "garage", .wrongPlace, "battery_id") { world in
            remove(try world.inVehicle(1), from: vehicleID(2))
        },
        Refused("out, by another dealer", by: "rival", .notCustodian, "battery_id") { world in
            remove(try world.inVehicle(1))
        },
        Refused("out, by any garage", by: "garage", .notCustodian, "battery_id") { world in
            remove(try world.inVehicle(1))
        },
    ]

    private static func sale(
        _ name: String,
        by member: String = "carmaker",
        _ code: RefusalCode,
        _ field: String,
        to buyer: SellVehicle.OneOf_Buyer?
    ) -> Refused {
        Refused(name, by: member, code, field) { world in
            try world.run(registerVehicle(), by: "carmaker")
            return sellVehicle(to: buyer)
        }
    }

    private static func fitting(
        _ name: String,
        _ code: RefusalCode,
        _ field: String = "battery_id",
        leased: Bool = true,
        _ battery: @escaping @Sendable (World) throws -> String
    ) -> Refused {
        Refused(name, by: "swapper", code, field) { world in
            if leased { try world.openLease() } else { try world.soldVehicle() }
            return install(try battery(world))
        }
    }
}
