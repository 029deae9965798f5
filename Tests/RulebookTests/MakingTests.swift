import CycladeSchema
import FoundationEssentials
import Rulebook
import Testing

@Suite("Making")
struct MakingTests {
    @Test("refuses a model", arguments: models)
    func refusesModel(row: Refused) throws { try row.check() }

    @Test("refuses a birth", arguments: births)
    func refusesBirth(row: Refused) throws { try row.check() }

    @Test("refuses an enrolment", arguments: enrolments)
    func refusesEnrolment(row: Refused) throws { try row.check() }

    @Test("a pack of four modules holds them, and they are built in")
    func layout() throws {
        let world = try World()
        let modules = try fourModules(in: world)
        try world.run(makeBattery { $0.parts = modules }, by: "maker")
        #expect(world.battery(packCode(1)).moduleCount == 4)
        #expect(world.battery(packCode(1)).parts == modules)
        for module in modules {
            #expect(world.battery(module).stage == .builtIn)
            #expect(world.battery(module).place.withinBattery == packCode(1))
        }
    }

    @Test("an enrolled battery says nothing that is not known")
    func enrolment() throws {
        let world = try World()
        try world.run(enrol(), by: "collector")
        let battery = world.battery("ENROL-0123456789ABCDEF")
        #expect(battery.stage == .inStock && battery.ownerID == "bank")
        #expect(battery.custodianID == "collector" && battery.place.premises == "collector")
        #expect(battery.massG == 0 && battery.ratedCapacityMah == 0 && battery.makerID.isEmpty)
    }

    @Test("a code of a known manufacturer is enrolled by it, another by who finds it")
    func enrolledCodes() throws {
        let world = try World()
        try world.run(enrol { $0.batteryID = packCode(1) }, by: "maker")
        #expect(world.battery(packCode(1)).custodianID == "maker")
        try world.run(enrol { $0.batteryID = "003PB010000001G110000001" }, by: "dealer")
        #expect(world.battery("003PB010000001G110000001").custodianID == "dealer")
    }

    static let models: [Refused] = [
        Refused("of no maker", by: "bank", .roleRequired) { _ in registerModel() },
        model("without an id", .invalidValue, "model_id") { $0.modelID = "" },
        Refused("twice", by: "maker", .alreadyExists, "model_id") { _ in registerModel() },
        model("of no form", .invalidValue, "form") { $0.form = .unspecified },
        model("of an unknown form", .invalidValue, "form") { $0.form = .UNRECOGNIZED(9) },
        model("of no chemistry", .invalidValue, "chemistry") { $0.chemistry = .unspecified },
        model("of no capacity", .outOfRange, "rated_capacity_mah") { $0.ratedCapacityMah = 0 },
        model("of no voltage", .outOfRange, "nominal_voltage_mv") { $0.nominalVoltageMv = 0 },
        model("of no mass", .outOfRange, "mass_g") { $0.massG = 0 },
        model("that holds a material twice", .duplicateInList, "contents") {
            $0.contents = [content(.copper, 1), content(.copper, 1)]
        },
        model("that holds an unknown material", .invalidValue, "contents") {
            $0.contents = [content(.unspecified, 1)]
        },
        model("that holds none of a material", .outOfRange, "contents") {
            $0.contents = [content(.copper, 0)]
        },
        model("that holds more than it weighs", .massBalance, "contents") {
            $0.contents = [content(.copper, $0.massG), content(.lithium, 1)]
        },
        model("of a short maker code", .invalidValue, "manufacturer_code") {
            $0.manufacturerCode = "01"
        },
        model("of a long specification", .invalidValue, "specification_code") {
            $0.specificationCode = "012"
        },
        model("under another's maker code", .codeNotYours, "manufacturer_code") {
            $0.manufacturerCode = "002"
        },
    ]

    static let births: [Refused] = [
        Refused("by a cascade user", by: "cascade", .roleRequired) { _ in makeBattery() },
        birth("without a code", .invalidValue, "code") { $0.code = "" },
        birth("with a second-use code", .codeMismatch, "code") { $0.code = secondCode(1) },
        Refused("twice", by: "maker", .alreadyExists, "code") { world in
            _ = try world.made(1)
            return makeBattery()
        },
        birth("of an unknown model", .notFound, "model_id") { $0.modelID = "pack-x" },
        Refused("of another's model", by: "rival", .codeNotYours, "model_id") { _ in
            makeBattery()
        },
        birth("under another model's code", .codeMismatch, "code") { $0.code = moduleCode(1) },
        birth("tomorrow", .dateInFuture, "code") { $0.code = "001PB010000001G1G0000001" },
        birth("of parts that are not there", .notFound, "parts") { $0.parts = [moduleCode(1)] },
        Refused("of a part named twice", by: "maker", .duplicateInList, "parts") { world in
            makeBattery { $0.parts = [moduleCode(1), moduleCode(1)] }
        },
        Refused("of too many parts", by: "maker", .tooMany, "parts") { world in
            makeBattery { $0.parts = (1...257).map(moduleCode) }
        },
        Refused("of another's part", by: "maker", .notOwner, "parts") { world in
            let module = try fourModules(in: world)
            try world.pass(module[0], from: "maker", to: "rival")
            return makeBattery { $0.parts = module }
        },
        Refused("of a part in other hands", by: "maker", .notCustodian, "parts") { world in
            let modules = try fourModules(in: world)
            try world.run(dispatch("s", to: "rival", [modules[0]]), by: "maker")
            try world.run(receive("s"), by: "rival")
            return makeBattery { $0.parts = modules }
        },
        Refused("of a part on its way", by: "maker", .wrongPlace, "parts") { world in
            let modules = try fourModules(in: world)
            try world.run(dispatch("s", to: "rival", [modules[0]]), by: "maker")
            return makeBattery { $0.parts = modules }
        },
        Refused("of a part built in already", by: "maker", .wrongStage, "parts") { world in
            let modules = try fourModules(in: world)
            try world.run(makeBattery { $0.parts = modules }, by: "maker")
            return makeBattery {
                $0.code = packCode(2)
                $0.parts = modules
            }
        },
        Refused("of a part on offer", by: "maker", .offerPending, "parts") { world in
            let modules = try fourModules(in: world)
            try world.run(offerTransfer("o", to: "rival", [modules[0]]), by: "maker")
            return makeBattery { $0.parts = modules }
        },
        Refused("of a pack in a pack", by: "maker", .layoutMismatch, "parts") { world in
            let part = try world.made(2)
            return makeBattery { $0.parts = [part] }
        },
        Refused("of another chemistry's part", by: "maker", .layoutMismatch, "parts") { world in
            try world.run(registerModel(lmoModule), by: "maker")
            let make = makeBattery {
                $0.code = "001MC020000001G110000001"
                $0.modelID = "module-c"
            }
            try world.run(make, by: "maker")
            return makeBattery { $0.parts = ["001MC020000001G110000001"] }
        },
        Refused("of too little energy", by: "maker", .layoutMismatch, "parts") { world in
            let modules = try fourModules(in: world)
            return makeBattery { $0.parts = Array(modules.dropLast()) }
        },
        Refused("of parts heavier than it", by: "maker", .layoutMismatch, "parts") { world in
            let light = registerModel {
                $0.modelID = "light"
                $0.massG = 359_999
            }
            try world.run(light, by: "maker")
            let modules = try fourModules(in: world)
            return makeBattery {
                $0.modelID = "light"
                $0.parts = modules
            }
        },
        birth("from no such lot", .notFound, "lots") { $0.lots = [lotUse("lot-9", 1)] },
        birth("from a lot twice", .duplicateInList, "lots") {
            $0.lots = [lotUse("lot-9", 1), lotUse("lot-9", 1)]
        },
        Refused("from another's lot", by: "maker", .notOwner, "lots") { world in
            try world.lot()
            return makeBattery { change in
                change.code = packCode(9)
                change.lots = [lotUse("lot-1", 1)]
            }
        },
        Refused("from nothing of a lot", by: "maker", .insufficient, "lots") { world in
            try bought(by: world)
            return spare(from: [lotUse("bought-1", 0)])
        },
        Refused("from more than is left", by: "maker", .insufficient, "lots") { world in
            try bought(by: world)
            return spare(from: [lotUse("bought-1", 100_001)])
        },
        Refused("from more than it weighs", by: "maker", .notConserved, "lots") { world in
            try bought(by: world)
            let light = registerModel {
                $0.modelID = "light"
                $0.massG = 99_999
            }
            try world.run(light, by: "maker")
            return makeBattery {
                $0.code = packCode(9)
                $0.modelID = "light"
                $0.lots = [lotUse("bought-1", 100_000)]
            }
        },
    ]

    static let enrolments: [Refused] = [
        Refused("by an owner", by: "bank", .roleRequired) { _ in enrol() },
        enrolment("without an id", .invalidValue, "battery_id") { $0.batteryID = "" },
        Refused("twice", by: "collector", .alreadyExists, "battery_id") { world in
            try world.run(enrol(), by: "lab")
            return enrol()
        },
        Refused("by an owner, with a code", by: "bank", .roleRequired) { _ in
            enrol { $0.batteryID = "003PB010000001G110000001" }
        },
        enrolment("under another's code", .codeNotYours, "battery_id") {
            $0.batteryID = packCode(1)
        },
        enrolment("born tomorrow", .dateInFuture, "battery_id") {
            $0.batteryID = "003PB010000001G1G0000001"
        },
        Refused("of its own, born tomorrow", by: "maker", .dateInFuture, "battery_id") { _ in
            enrol { $0.batteryID = "001PB010000001G1G0000001" }
        },
        enrolment("of no form", .invalidValue, "form") { $0.form = .unspecified },
        enrolment("of no chemistry", .invalidValue, "chemistry") { $0.chemistry = .unspecified },
        enrolment("of no capacity", .outOfRange, "rated_capacity_mah") { $0.ratedCapacityMah = 0 },
        enrolment("of no voltage", .outOfRange, "nominal_voltage_mv") { $0.nominalVoltageMv = 0 },
        enrolment("of no mass", .outOfRange, "mass_g") { $0.massG = 0 },
        enrolment("for nobody", .notFound, "owner_id") { $0.ownerID = "nobody" },
        enrolment("without photographs", .invalidValue, "photo_commitment") {
            $0.photoCommitment = Data()
        },
    ]
}

extension MakingTests {
    private static func model(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout RegisterModel) -> Void
    ) -> Refused {
        Refused(name, by: "maker", code, field) { _ in
            registerModel {
                $0.modelID = "new"
                change(&$0)
            }
        }
    }

    private static func birth(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout MakeBattery) -> Void
    ) -> Refused {
        Refused(name, by: "maker", code, field) { _ in makeBattery(change) }
    }

    private static func enrolment(
        _ name: String,
        _ code: RefusalCode,
        _ field: String,
        _ change: @escaping @Sendable (inout EnrolBattery) -> Void
    ) -> Refused {
        Refused(name, by: "dealer", code, field) { _ in enrol(change) }
    }

    private static func lmoModule(_ model: inout RegisterModel) {
        World.module(&model)
        model.modelID = "module-c"
        model.chemistry = .lmo
    }

    /// Lot "bought-1" of 100 kg, the maker's.
    private static func bought(by world: World) throws {
        try world.materialContract()
        try world.run(deliverMaterial([part("lot-1", 100_000, as: "bought-1")]), by: "dismantler")
    }

    private static func spare(from lots: [LotUse]) -> Command {
        makeBattery {
            $0.code = packCode(9)
            $0.lots = lots
        }
    }
}

/// Four modules of the maker's that make a pack.
func fourModules(in world: World) throws -> [String] {
    let codes = (1...4).map(moduleCode)
    for code in codes {
        let make = makeBattery {
            $0.code = code
            $0.modelID = "module-a"
        }
        try world.run(make, by: "maker")
    }
    return codes
}

private func content(_ material: RecoveredMaterial, _ massG: UInt64) -> MaterialContent {
    var content = MaterialContent()
    content.material = material
    content.massG = massG
    return content
}
