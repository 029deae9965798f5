import TestSupport
import Testing
import Vocabulary

@testable import Planning

@Suite("A fleet recall")
struct FleetRecallTests {
    @Test("weighs the way to the site against what follows")
    func whole() throws {
        // The near site is far from the centre: 43 km to it, but 289 km less to carry.
        let plan = try Fixture.request(
            packs: [Fixture.pack(1, at: 0)],
            sites: [Fixture.site("near", at: -100), Fixture.site("far", at: 110)],
            centres: [Fixture.centre("works", at: 2_000)]
        ).plan()
        let appointment = try #require(plan.appointments.first)
        let model = try Fixture.model()
        #expect(appointment.site.name.text == "far" && appointment.held == model)
        #expect(appointment.explanation.reason == .cheapest)
        #expect(appointment.explanation.runnerUp?.choice.name.text == "near")
        let load = try #require(plan.loads.first)
        #expect(load.batteries == [appointment.battery] && load.readyAt == appointment.window.end)
        let costs = plan.costs
        #expect(costs.total.rawValue == appointment.cost.rawValue + load.cost.rawValue)
        #expect(costs.centreFees.rawValue == 50_000 && costs.loadFees.rawValue == 10_000)
        #expect(plan.unplaced.isEmpty)
    }

    @Test("gives a scarce place to whom it helps most, and says so")
    func scarce() throws {
        let plan = try Fixture.request(
            packs: [Fixture.pack(1, at: 0), Fixture.pack(2, at: -900)],
            sites: [Fixture.site("A", at: 10, stock: 1), Fixture.site("B", at: 100)],
            centres: [Fixture.centre("works", at: 50)]
        ).plan()
        // Pack 1 is nearer to A, and loses as much by going to B as pack 2 would: names decide
        // nothing here but that the answer is the same each time.
        #expect(Set(plan.appointments.map(\.site.name.text)) == ["A", "B"])
        let moved = try #require(plan.appointments.first { $0.site.name.text == "B" })
        #expect(moved.explanation.reason == .cheapestLeft(.replacements))
        #expect(moved.explanation.runnerUp?.choice.name.text == "A")
    }

    @Test("sends packs on to a farther centre when the near one is full or dear")
    func centres() throws {
        let packs = try (0..<6).map { try Fixture.pack($0, at: 0, isReplaced: false) }
        let plan = try Fixture.request(
            packs: packs,
            sites: [Fixture.site("A", at: 10)],
            centres: [
                Fixture.centre("cheap", at: 500, packs: 2, fee: 20_000),
                Fixture.centre("dear", at: 20, packs: 2, fee: 90_000),
                Fixture.centre("usual", at: 100, packs: 3, fee: 50_000),
            ]
        ).plan()
        var counts: [String: Int] = [:]
        for load in plan.loads { counts[load.centre.text, default: 0] += load.batteries.count }
        #expect(counts == ["cheap": 2, "dear": 1, "usual": 3])
        let last = try #require(plan.loads.first { $0.centre.text == "dear" })
        #expect(last.explanation.reason == .cheapestLeft(.centreCapacity))
    }

    @Test("keeps the mass of a centre, whatever the packs weigh")
    func mass() throws {
        let packs = try (0..<8).map {
            try Fixture.pack($0, at: 0, isReplaced: false, mass: $0 < 4 ? 900_000 : 100_000)
        }
        let plan = try Fixture.request(
            packs: packs,
            sites: [Fixture.site("A", at: 10, perDay: 8)],
            centres: [
                Fixture.centre("small", at: 20, mass: 1_300_000),
                Fixture.centre("large", at: 2_000, mass: 9_000_000),
            ]
        ).plan()
        #expect(plan.unplaced.isEmpty)
        let small = plan.loads.filter { $0.centre.text == "small" }
        #expect(small.reduce(0) { $0 + $1.mass.rawValue } <= 1_300_000 && !small.isEmpty)
    }

    @Test("fills loads within their limits, and never mixes conditions")
    func loads() throws {
        let packs = try (0..<10).map {
            try Fixture.pack(
                $0,
                at: 0,
                condition: $0 < 2 ? .damaged : .sound,
                isReplaced: false,
                mass: 600_000
            )
        }
        let plan = try Fixture.request(
            packs: packs,
            sites: [Fixture.site("A", at: 10, perDay: 10, bays: 2)],
            centres: [
                Fixture.centre("near", at: 20, takesDamaged: false), Fixture.centre("far", at: 900),
            ]
        ).plan()
        // Three of 600 kg are 1.8 t of at most 2 t.
        #expect(plan.loads.map(\.batteries.count).sorted() == [2, 2, 3, 3])
        let damaged = plan.loads.filter { $0.condition == .damaged }
        #expect(damaged.map(\.centre.text) == ["far"])
        let both = try [Fixture.battery(0), Fixture.battery(1)]
        #expect(damaged.first?.batteries == both)
    }

    @Test("takes first who is due first")
    func dates() throws {
        let packs = try (0..<4).map { try Fixture.pack($0, at: 0, dueDays: 4 - $0) }
        let plan = try Fixture.request(
            packs: packs,
            sites: [Fixture.site("A", at: 10, perDay: 1)],
            centres: [Fixture.centre("works", at: 20)]
        ).plan()
        let windows = plan.appointments.map(\.window.start)
        #expect(windows == windows.sorted(by: >) && Set(windows).count == 4)
        #expect(plan.costs.lateness == .zero)
    }

    @Test("respects what is booked already")
    func booked() throws {
        var book = AppointmentBook()
        let sites = try [Fixture.site("A", at: 10, stock: 1), Fixture.site("B", at: 500)]
        let first = try Fixture.request(
            packs: [Fixture.pack(1, at: 0)],
            sites: sites,
            centres: [Fixture.centre("works", at: 20)]
        ).plan()
        for appointment in first.appointments { book.enter(appointment) }
        let second = try Fixture.request(
            packs: [Fixture.pack(2, at: 0)],
            sites: sites,
            centres: [Fixture.centre("works", at: 20)],
            book: book
        ).plan()
        #expect(first.appointments.map(\.site.name.text) == ["A"])
        #expect(second.appointments.map(\.site.name.text) == ["B"])
    }

    @Test("looks beyond the usual reach for a pack that finds nothing near")
    func far() throws {
        var sites = try (0..<40).map { try Fixture.site("full-\($0)", at: Int32($0), perDay: 1) }
        sites.append(try Fixture.site("far", at: 9_000, perDay: 10))
        let packs = try (0..<45).map { try Fixture.pack($0, at: 0) }
        let plan = try Fixture.request(
            packs: packs,
            sites: sites,
            centres: [Fixture.centre("works", at: 20)],
            days: 1
        ).plan()
        #expect(plan.unplaced.isEmpty)
        #expect(plan.appointments.count { $0.site.name.text == "far" } == 5)
    }

    @Test("is the same plan whatever the order of the question")
    func order() throws {
        let request = try SeededFleet(packs: 150, sites: 20, centres: 4, seed: 3).request
        var random = SplitMix64(seed: 4)
        let shuffled = try FleetRecallRequest(
            packs: request.packs.shuffled(using: &random),
            sites: SiteDirectory(request.sites.sites.shuffled(using: &random)),
            centres: request.centres.shuffled(using: &random),
            tariff: request.tariff,
            limits: request.limits,
            period: request.period
        )
        #expect(try request.plan() == shuffled.plan())
    }
}
