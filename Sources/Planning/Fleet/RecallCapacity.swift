import Vocabulary

/// What sites and centres still have free while a plan is made.
struct RecallCapacity {
    private var appointments: [Int]
    private var bays: [Int]
    /// Replacement packs, by site and then model.
    private(set) var stock: [Int]
    private var centrePacks: [Int]
    private var damagedPacks: [Int]
    /// Grams left at each centre; below zero while a plan is being repaired.
    private(set) var centreMass: [Int64]

    private let modelCount: Int

    init(of problem: RecallProblem) {
        let request = problem.request
        if problem.collected == nil {
            appointments = problem.sites.map {
                SiteCalendar(of: $0, in: request.period, book: request.book).room
            }
            bays = problem.sites.map { request.book.bays(at: $0) }
        } else {
            // What waits at a site has its place there.
            appointments = Array(repeating: problem.items.count, count: problem.sites.count)
            bays = appointments
        }
        modelCount = problem.modelCount
        stock = problem.sites.flatMap { site in
            request.models.map { request.book.stock(of: $0, at: site) }
        }
        centrePacks = problem.centres.map(\.capacity.packs)
        damagedPacks = problem.centres.map(\.capacity.damagedPacks)
        centreMass = problem.centres.map(\.capacity.mass.rawValue)
    }

    /// How many packs in one condition a site can still take.
    func places(at site: Int, for condition: PackCondition) -> Int {
        condition == .damaged ? min(bays[site], appointments[site]) : appointments[site]
    }

    /// How many packs in one condition a centre can still take, whatever their mass.
    func places(atCentre centre: Int, for condition: PackCondition) -> Int {
        condition == .damaged
            ? min(damagedPacks[centre], centrePacks[centre]) : centrePacks[centre]
    }

    /// Whether a centre can take one more pack.
    func hasRoom(atCentre centre: Int, for item: RecallProblem.Item) -> Bool {
        places(atCentre: centre, for: item.condition) > 0 && centreMass[centre] >= item.mass
    }

    /// What a site lacks for one more pack; `nil` if nothing.
    func shortage(at site: Int, for item: RecallProblem.Item) -> Shortage? {
        if item.replacement >= 0, stock[site * modelCount + item.replacement] <= 0 {
            return .replacements
        }
        if item.condition == .damaged, bays[site] <= 0 { return .quarantineBays }
        return appointments[site] <= 0 ? .appointments : nil
    }

    /// Books a pack onto a route.
    mutating func enter(_ item: RecallProblem.Item, _ route: RecallRoute) {
        book(1, item, route)
    }

    /// Gives back what a pack on a route had booked.
    mutating func leave(_ item: RecallProblem.Item, _ route: RecallRoute) {
        book(-1, item, route)
    }

    private mutating func book(_ count: Int, _ item: RecallProblem.Item, _ route: RecallRoute) {
        appointments[route.site] -= count
        if item.replacement >= 0 { stock[route.site * modelCount + item.replacement] -= count }
        if item.condition == .damaged {
            bays[route.site] -= count
            damagedPacks[route.centre] -= count
        }
        centrePacks[route.centre] -= count
        centreMass[route.centre] -= Int64(count) * item.mass
    }
}
