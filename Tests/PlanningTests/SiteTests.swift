import Testing
import Vocabulary

@testable import Planning

@Suite("Sites and appointments")
struct SiteTests {
    @Test("the nearest sites come first, each with the next as its runner-up")
    func nearest() throws {
        let directory = try SiteDirectory([
            Fixture.site("C", at: 3_000), Fixture.site("A", at: 1_000),
            Fixture.site("B", at: 2_000), Fixture.site("D", at: -1_000),
        ])
        let found = try directory.nearest(to: Fixture.point(0), count: 3)
        // A and D are equally near: the name decides.
        #expect(found.map(\.site.name.text) == ["A", "D", "B"])
        #expect(found[0].distance.rawValue == 144_554)
        #expect(
            found[2].explanation.description
                == "station B: nearest; distance 289107 m; second was station C, distance 433661 m"
        )
        let all = try directory.nearest(to: Fixture.point(0), count: 10)
        #expect(all.count == 4 && all[3].explanation.runnerUp == nil)
        #expect(throws: PlanningError.self) {
            try directory.nearest(to: Fixture.point(0), count: -1)
        }
    }

    @Test("a need is met by model, stock, hours, bays and kind")
    func needs() throws {
        let night = try OpeningHours(daily: 0..<60)
        let directory = try SiteDirectory([
            Fixture.site("empty", at: 10, stock: 0),
            Fixture.site("night", at: 20, hours: night),
            Fixture.site("nobay", at: 30, bays: 0),
            Fixture.site("point", at: 40, kind: .collectionPoint, stock: 0),
            Fixture.site("good", at: 50),
        ])
        func first(_ need: SiteNeed) throws -> String? {
            try directory.nearest(to: Fixture.point(0), count: 1, meeting: need)
                .first?.site.name.text
        }
        let noon = try UnixMilliseconds(Fixture.start).adding(minutes: 720)
        #expect(try first(SiteNeed(model: Fixture.model())) == "empty")
        #expect(try first(SiteNeed(model: Fixture.model("other"))) == nil)
        #expect(try first(SiteNeed(replacement: Fixture.model())) == "night")
        #expect(try first(SiteNeed(replacement: Fixture.model(), openAt: noon)) == "nobay")
        let strict = try SiteNeed(replacement: Fixture.model(), openAt: noon, condition: .damaged)
        #expect(try first(strict) == "good")
        #expect(try first(SiteNeed(kind: .collectionPoint)) == "point")
    }

    @Test("an appointment is where detour and lateness cost least, and holds a pack")
    func appointment() throws {
        let far = try Fixture.site("far", at: 150)
        let late = try OpeningHours([.init(weekday: 5, minutes: 480..<600)])
        let near = try Fixture.site("near", at: 10, hours: late)
        let directory = try SiteDirectory([near, far])
        func propose(_ due: Int) throws -> AppointmentProposal {
            try directory.appointment(
                for: Fixture.pack(1, at: 0, dueDays: due),
                in: Fixture.period(),
                tariff: Fixture.tariff
            )
        }
        guard case .appointment(let patient) = try propose(7) else { return #expect(Bool(false)) }
        let model = try Fixture.model()
        #expect(patient.site == near.id && patient.held == model)
        #expect(patient.cost.rawValue == 289 && patient.explanation.runnerUp?.choice == far.id)
        // Six days late cost 6,000 fen; 22 km and one day late 5,337.
        guard case .appointment(let urgent) = try propose(0) else { return #expect(Bool(false)) }
        #expect(urgent.site == far.id && urgent.explanation.reason == .cheapest)
        #expect(urgent.explanation.runnerUp?.figure == Figure(.total, 6_289))
    }

    @Test("what is booked is no longer free, and the reason says what was short")
    func book() throws {
        let directory = try SiteDirectory([
            Fixture.site("A", at: 10, stock: 2, perDay: 1), Fixture.site("B", at: 500),
        ])
        var book = AppointmentBook()
        var sites: [String] = []
        var windows: Set<UnixMilliseconds> = []
        for number in 0..<3 {
            let answer = try directory.appointment(
                for: Fixture.pack(number, at: 0),
                in: Fixture.period(days: 7),
                tariff: Fixture.tariff,
                book: book
            )
            guard case .appointment(let made) = answer else { return #expect(Bool(false)) }
            book.enter(made)
            sites.append(made.site.name.text)
            windows.insert(made.window.start)
            if number == 2 { #expect(made.explanation.reason == .cheapestLeft(.replacements)) }
        }
        #expect(sites == ["A", "A", "B"] && windows.count == 2)
    }

    private static let hopeless: [(Site, PackCondition, UnplacedReason)] = {
        func site(_ stock: Int, _ perDay: Int, _ bays: Int) -> Site? {
            try? Fixture.site("A", at: 1, stock: stock, perDay: perDay, bays: bays)
        }
        let rows: [(Site?, PackCondition, UnplacedReason)] = [
            (site(0, 1, 1), .sound, .noReplacement), (site(1, 0, 1), .sound, .noAppointment),
            (site(1, 1, 0), .damaged, .noSite),
        ]
        return rows.compactMap { row in row.0.map { ($0, row.1, row.2) } }
    }()

    @Test("a pack without an appointment is told why", arguments: hopeless)
    func impossible(site: Site, condition: PackCondition, reason: UnplacedReason) throws {
        let answer = try SiteDirectory([site]).appointment(
            for: Fixture.pack(1, at: 0, condition: condition),
            in: Fixture.period(),
            tariff: Fixture.tariff
        )
        #expect(answer == .none(reason))
        let none = try SiteDirectory([]).appointment(
            for: Fixture.pack(1, at: 0),
            in: Fixture.period(),
            tariff: Fixture.tariff
        )
        #expect(none == .none(.noSite))
    }

    @Test("two sites of one name are refused")
    func repeated() throws {
        let site = try Fixture.site("A", at: 1)
        #expect(throws: PlanningError.repeatedSite(site.id)) { try SiteDirectory([site, site]) }
    }
}
