import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("What cannot be placed")
struct UnplacedTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: UnplacedReason
        let request: @Sendable () throws -> FleetRecallRequest
        var testDescription: String { reason.description }
    }

    static let cases: [Case] = [
        Case(reason: .noSite) {
            try request(sites: [Fixture.site("A", at: 1, bays: 0)], .damaged)
        },
        Case(reason: .noSite) { try request(sites: []) },
        Case(reason: .noReplacement) { try request(sites: [Fixture.site("A", at: 1, stock: 0)]) },
        Case(reason: .noAppointment) { try request(sites: [Fixture.site("A", at: 1, perDay: 0)]) },
        Case(reason: .noAppointment) {
            try request(sites: [Fixture.site("A", at: 1, hours: OpeningHours([]))])
        },
        Case(reason: .tooMuchForOneLoad) { try request(mass: 2_000_001) },
        Case(reason: .noQualifiedCentre) {
            try request(
                centres: [Fixture.centre("works", at: 1, takesDamaged: false)],
                .damaged
            )
        },
        Case(reason: .noQualifiedCentre) { try request(centres: []) },
        Case(reason: .noCentreCapacity) {
            try request(centres: [Fixture.centre("works", at: 1, packs: 0)])
        },
        Case(reason: .noCentreCapacity) {
            try request(centres: [Fixture.centre("works", at: 1, mass: 399_999)])
        },
    ]

    private static func request(
        sites: [Site]? = nil,
        centres: [TreatmentCentre]? = nil,
        mass: Int64 = 400_000,
        _ condition: PackCondition = .sound
    ) throws -> FleetRecallRequest {
        try Fixture.request(
            packs: [Fixture.pack(1, at: 0, condition: condition, mass: mass)],
            sites: sites ?? [Fixture.site("A", at: 1)],
            centres: centres ?? [Fixture.centre("works", at: 1)]
        )
    }

    @Test("is reported with its reason", arguments: cases)
    func reasons(example: Case) throws {
        let plan = try example.request().plan()
        #expect(plan.unplaced.map(\.reason) == [example.reason])
        #expect(plan.appointments.isEmpty && plan.loads.isEmpty && plan.costs.total == .zero)
    }

    @Test("is nobody's when nothing is called home")
    func empty() throws {
        let plan = try Fixture.request(packs: [], sites: [], centres: []).plan()
        #expect(plan.unplaced.isEmpty && plan.appointments.isEmpty)
    }

    @Test("is what is over when a bay, a pack or a place is short")
    func partly() throws {
        let packs = try (0..<5).map { try Fixture.pack($0, at: 0, condition: .damaged) }
        let plan = try Fixture.request(
            packs: packs,
            sites: [Fixture.site("A", at: 1, bays: 2), Fixture.site("B", at: 2, bays: 1)],
            centres: [Fixture.centre("works", at: 1)]
        ).plan()
        #expect(plan.appointments.count == 3)
        #expect(plan.unplaced.map(\.reason) == [.noQuarantineBay, .noQuarantineBay])
    }

    @Test("questions that contradict themselves are refused")
    func refusals() throws {
        let pack = try Fixture.pack(1, at: 0)
        #expect(throws: PlanningError.repeatedBattery(pack.battery)) {
            try Fixture.request(packs: [pack, pack], sites: [], centres: [])
        }
        let centre = try Fixture.centre("works", at: 1)
        #expect(throws: PlanningError.repeatedCentre(centre.id)) {
            try Fixture.request(packs: [], sites: [], centres: [centre, centre])
        }
        let error = #expect(throws: PlanningError.self) {
            try Fixture.request(
                packs: [Fixture.pack(1, at: 0, mass: 1_000_000_001)],
                sites: [],
                centres: []
            )
        }
        #expect(error?.description == "grams 1000000001, expected 0 to 1000000000")
        #expect(throws: PlanningError.self) {
            try DangerousGoodsLimit(packs: 0, mass: .zero, energy: .zero)
        }
        #expect(throws: PlanningError.self) {
            try IntakeCapacity(packsPerWindow: -1, packsPerDay: 0, quarantineBays: 0)
        }
        #expect(throws: PlanningError.self) { try StationStock([Fixture.model(): .max]) }
        #expect(throws: PlanningError.self) {
            try RecallTariff(
                detourPerKilometre: .maximum,
                carriagePerKilometre: [:],
                loadFee: .zero,
                latenessPerDay: .zero
            )
        }
    }

    @Test(
        "odd questions are answered within every capacity",
        arguments: 1...60 as ClosedRange<UInt64>
    )
    func odd(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let request = try OddRequest.make(&random)
        let plan = try request.plan()
        #expect(plan.appointments.count + plan.unplaced.count == request.packs.count)
        let carried = plan.loads.flatMap(\.batteries)
        #expect(carried.sorted() == plan.appointments.map(\.battery))
        for (condition, limit) in request.limits {
            for load in plan.loads where load.condition == condition {
                #expect(load.batteries.count <= limit.packs)
                #expect(load.mass <= limit.mass && load.energy <= limit.energy)
            }
        }
        for centre in request.centres {
            let loads = plan.loads.filter { $0.centre == centre.id }
            let damaged = loads.filter { $0.condition == .damaged }
            #expect(loads.reduce(0) { $0 + $1.batteries.count } <= centre.capacity.packs)
            #expect(damaged.reduce(0) { $0 + $1.batteries.count } <= centre.capacity.damagedPacks)
            #expect(loads.reduce(0) { $0 + $1.mass.rawValue } <= centre.capacity.mass.rawValue)
            #expect(loads.allSatisfy { centre.fees[$0.condition] != nil })
        }
        for site in request.sites.sites {
            let here = plan.appointments.filter { $0.site == site.id }
            let days = Dictionary(grouping: here) { AppointmentBook.day(of: $0.window.start) }
            let windows = Dictionary(grouping: here, by: \.window)
            let held = Dictionary(grouping: here.compactMap(\.held)) { $0 }
            #expect(days.values.allSatisfy { $0.count <= site.intake.packsPerDay })
            #expect(windows.values.allSatisfy { $0.count <= site.intake.packsPerWindow })
            #expect(held.allSatisfy { $1.count <= site.stock.count(of: $0) })
            #expect(here.count { $0.condition == .damaged } <= site.intake.quarantineBays)
        }
    }
}

/// Requests of odd values: places anywhere, nothing or too much of everything.
private enum OddRequest {
    static func make(_ random: inout SplitMix64) throws -> FleetRecallRequest {
        let models = try ["a", "b", "c"].map { try Fixture.model($0) }
        let packs = try (0..<Int.random(in: 0...40, using: &random)).map { number in
            try RecalledPack(
                battery: Fixture.battery(number),
                model: models[.random(in: 0..<3, using: &random)],
                place: point(&random),
                mass: Grams(odd([0, 1, 400_000, 1_000_000_000], &random)),
                energy: WattHours(odd([0, 50_000, WattHours.limit], &random)),
                condition: Bool.random(using: &random) ? .sound : .damaged,
                replacement: Bool.random(using: &random) ? models[0] : nil,
                due: odd([nil, UnixMilliseconds(0), .maximum], &random)
            )
        }
        let sites = try (0..<Int.random(in: 0...12, using: &random)).map { number in
            try Site(
                id: SiteID(number % 3 == 0 ? .collectionPoint : .station, StationID("S\(number)")),
                place: point(&random),
                models: Set(models.prefix(.random(in: 0...3, using: &random))),
                hours: odd([.always, OpeningHours([]), OpeningHours(daily: 0..<59)], &random),
                stock: StationStock([models[0]: odd([0, 1, 3, 1_000_000], &random)]),
                intake: IntakeCapacity(
                    packsPerWindow: odd([0, 1, 1_000_000], &random),
                    packsPerDay: odd([0, 1, 5, 1_000_000], &random),
                    quarantineBays: odd([0, 2, 1_000_000], &random)
                )
            )
        }
        let centres = try (0..<Int.random(in: 0...4, using: &random)).map { number in
            try TreatmentCentre(
                id: MemberID("c\(number)"),
                place: point(&random),
                capacity: CentreCapacity(
                    packs: odd([0, 1, 5, 1_000_000], &random),
                    damagedPacks: odd([0, 2, 1_000_000], &random),
                    mass: Grams(odd([0, 2_000_000, Grams.limit], &random))
                ),
                fees: odd(
                    [[:], [.sound: .zero], [.sound: Fen(1_000_000_000), .damaged: .zero]],
                    &random
                )
            )
        }
        let limit = try DangerousGoodsLimit(
            packs: odd([1, 3, 1_000_000], &random),
            mass: Grams(odd([0, 1_000_000, Grams.limit], &random)),
            energy: WattHours(odd([50_000, WattHours.limit], &random))
        )
        let start = try odd([UnixMilliseconds(0), .maximum.adding(days: -9)], &random)
        return try FleetRecallRequest(
            packs: packs,
            sites: SiteDirectory(sites, roads: RoadDistance(detourPermille: 5_000)),
            centres: centres,
            tariff: RecallTariff(
                detourPerKilometre: Fen(odd([0, 1_000_000], &random)),
                carriagePerKilometre: [
                    .sound: Fen(odd([0, 1_000_000], &random)), .damaged: .zero,
                ],
                loadFee: Fen(odd([0, 1_000_000_000], &random)),
                latenessPerDay: Fen(odd([0, 1_000], &random))
            ),
            limits: odd([[.sound: limit, .damaged: limit], [.sound: limit]], &random),
            period: PlanningPeriod(from: start, until: start.adding(days: 9), windowMinutes: 60)
        )
    }

    private static func odd<Value>(_ values: [Value], _ random: inout SplitMix64) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private static func point(_ random: inout SplitMix64) throws -> GeoPoint {
        try GeoPoint(
            latitudeE6: odd([-90_000_000, 0, 30_000_000, 90_000_000], &random),
            longitudeE6: odd([-180_000_000, 0, 120_000_000, 180_000_000], &random)
        )
    }
}
