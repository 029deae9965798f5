import Planning
import Vocabulary

/// Small things to plan with, on a line along the equator: a degree is 144.554 km by road.
enum Fixture {
    static let start = SeededFleet.start

    static func model(_ name: String = "pack-50") throws -> ModelID { try ModelID(name) }

    static func point(_ millidegrees: Int32) throws -> GeoPoint {
        try GeoPoint(latitudeE6: 0, longitudeE6: millidegrees * 1_000)
    }

    static func battery(_ number: Int) throws -> BatteryID {
        let digits = String(number, radix: 16, uppercase: true)
        return try BatteryID("ENROL-" + String(repeating: "0", count: 16 - digits.count) + digits)
    }

    static func site(
        _ name: String,
        at place: Int32,
        kind: SiteKind = .station,
        stock: Int = 5,
        perDay: Int = 5,
        bays: Int = 1,
        hours: OpeningHours = .always
    ) throws -> Site {
        try Site(
            id: SiteID(kind, StationID(name)),
            place: point(place),
            models: [model()],
            hours: hours,
            stock: StationStock([model(): stock]),
            intake: IntakeCapacity(packsPerWindow: 1, packsPerDay: perDay, quarantineBays: bays)
        )
    }

    static func pack(
        _ number: Int,
        at place: Int32,
        condition: PackCondition = .sound,
        isReplaced: Bool = true,
        mass: Int64 = 400_000,
        dueDays: Int? = nil
    ) throws -> RecalledPack {
        try RecalledPack(
            battery: battery(number),
            model: model(),
            place: point(place),
            mass: Grams(mass),
            energy: WattHours(50_000),
            condition: condition,
            replacement: isReplaced ? model() : nil,
            due: dueDays.map { try UnixMilliseconds(start).adding(days: $0) }
        )
    }

    static func centre(
        _ name: String,
        at place: Int32,
        packs: Int = 100,
        mass: Int64 = 1_000_000_000,
        fee: Int64 = 50_000,
        takesDamaged: Bool = true
    ) throws -> TreatmentCentre {
        try TreatmentCentre(
            id: MemberID(name),
            place: point(place),
            capacity: CentreCapacity(packs: packs, damagedPacks: packs, mass: Grams(mass)),
            fees: takesDamaged ? [.sound: Fen(fee), .damaged: Fen(2 * fee)] : [.sound: Fen(fee)]
        )
    }

    static var tariff: RecallTariff {
        get throws {
            try RecallTariff(
                detourPerKilometre: Fen(200),
                carriagePerKilometre: [.sound: Fen(100), .damaged: Fen(300)],
                loadFee: Fen(10_000),
                latenessPerDay: Fen(1_000)
            )
        }
    }

    static func period(days: Int = 7) throws -> PlanningPeriod {
        let start = try UnixMilliseconds(Self.start)
        return try PlanningPeriod(
            from: start,
            until: start.adding(days: days),
            windowMinutes: 60
        )
    }

    static func request(
        packs: [RecalledPack],
        sites: [Site],
        centres: [TreatmentCentre],
        days: Int = 7,
        loadMass: Int64 = 2_000_000,
        book: AppointmentBook = AppointmentBook()
    ) throws -> FleetRecallRequest {
        let limit = try DangerousGoodsLimit(
            packs: 4,
            mass: Grams(loadMass),
            energy: WattHours(200_000)
        )
        return try FleetRecallRequest(
            packs: packs,
            sites: SiteDirectory(sites),
            centres: centres,
            tariff: tariff,
            limits: [.sound: limit, .damaged: limit],
            period: period(days: days),
            book: book
        )
    }
}
