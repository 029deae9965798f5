import Vocabulary

/// Turns routes into a plan: windows, loads, costs and reasons.
struct PlanAssembly {
    let problem: RecallProblem
    let routes: [RecallRoute?]
    /// What is left when all routes are booked.
    let capacity: RecallCapacity

    private var windows: [AppointmentWindow?]
    private var appointments: [RecallAppointment] = []
    private var loads: [LoadPlan] = []
    private var detour: Int64 = 0
    private var lateness: Int64 = 0
    private var carriage: Int64 = 0
    private var loadFees: Int64 = 0
    private var centreFees: Int64 = 0

    init(_ problem: RecallProblem, routes: [RecallRoute?], capacity: RecallCapacity) {
        self.problem = problem
        self.routes = routes
        self.capacity = capacity
        windows = Array(repeating: nil, count: routes.count)
    }

    /// The plan, with what is unplaced told by `reason`.
    mutating func plan(reason: (Int) -> UnplacedReason) throws(PlanningError) -> FleetRecallPlan {
        giveWindows()
        if problem.collected == nil { try addAppointments() }
        try addLoads()
        let costs = PlanCosts(
            detour: try money(detour),
            lateness: try money(lateness),
            carriage: try money(carriage),
            loadFees: try money(loadFees),
            centreFees: try money(centreFees),
            total: try money(detour + lateness + carriage + loadFees + centreFees)
        )
        let unplaced = routes.indices.filter { windows[$0] == nil }.map {
            UnplacedPack(battery: problem.request.packs[$0].battery, reason: reason($0))
        }
        return FleetRecallPlan(
            appointments: appointments,
            loads: loads,
            unplaced: unplaced,
            costs: costs
        )
    }

    private mutating func addAppointments() throws(PlanningError) {
        for pack in routes.indices {
            if let route = routes[pack], let window = windows[pack] {
                try addAppointment(pack, route, window)
            }
        }
    }

    /// At each site the pack that is due first comes first, which keeps the worst delay least.
    private mutating func giveWindows() {
        if let times = problem.collected?.times {
            for (pack, time) in times.enumerated() where routes[pack] != nil {
                windows[pack] = AppointmentWindow(start: time, end: time)
            }
            return
        }
        var members: [[Int]] = Array(repeating: [], count: problem.sites.count)
        for (pack, route) in routes.enumerated() {
            if let route { members[route.site].append(pack) }
        }
        for (site, packs) in members.enumerated() where !packs.isEmpty {
            var calendar = SiteCalendar(
                of: problem.sites[site],
                in: problem.request.period,
                book: problem.request.book
            )
            let byDue = packs.sorted { (due($0), $0) < (due($1), $1) }
            for pack in byDue { windows[pack] = calendar.take() }
        }
    }

    private func due(_ pack: Int) -> UnixMilliseconds {
        problem.request.packs[pack].due ?? .maximum
    }

    private mutating func addAppointment(
        _ pack: Int,
        _ route: RecallRoute,
        _ window: AppointmentWindow
    ) throws(PlanningError) {
        let recalled = problem.request.packs[pack]
        let distance = problem.distance(of: pack, to: route.site)
        let detour = problem.request.tariff.detour(distance)
        let lateness = problem.request.tariff.lateness(of: recalled, at: window.end)
        self.detour += detour
        self.lateness += lateness
        appointments.append(
            RecallAppointment(
                battery: recalled.battery,
                condition: recalled.condition,
                site: problem.sites[route.site].id,
                held: recalled.replacement,
                window: window,
                distance: distance,
                cost: try money(detour + lateness),
                explanation: explainSite(of: pack, route, distance: distance)
            )
        )
    }

    private mutating func addLoads() throws(PlanningError) {
        var groups: [LoadGroup: [Int]] = [:]
        for (pack, route) in routes.enumerated() {
            guard let route, windows[pack] != nil else { continue }
            let group = LoadGroup(route: route, condition: problem.items[pack].condition)
            groups[group, default: []].append(pack)
        }
        for (group, packs) in groups.sorted(by: { $0.key < $1.key }) {
            guard let limit = problem.request.limits[group.condition] else { continue }
            let packing = LoadPacking(packs, of: problem, limit: limit)
            let explanation = explainCentre(of: group)
            for load in packing.loads { try addLoad(load, group, explanation) }
        }
    }

    private mutating func addLoad(
        _ load: LoadPacking.Load,
        _ group: LoadGroup,
        _ explanation: Explanation<MemberID>
    ) throws(PlanningError) {
        let (route, condition) = (group.route, group.condition)
        let tariff = problem.request.tariff
        let count = Int64(load.packs.count)
        let way = problem.ways[route.site * problem.centres.count + route.centre]
        let rate = tariff.carriagePerKilometre[condition]?.rawValue ?? 0
        let carriage = count * way.cost(atFenPerKilometre: rate)
        let fees = count * (problem.centres[route.centre].fees[condition]?.rawValue ?? 0)
        self.carriage += carriage
        centreFees += fees
        loadFees += tariff.loadFee.rawValue
        let ready = load.packs.compactMap { windows[$0]?.end }.max() ?? problem.request.period.until
        loads.append(
            LoadPlan(
                site: problem.sites[route.site].id,
                centre: problem.centres[route.centre].id,
                condition: condition,
                batteries: load.packs.map { problem.request.packs[$0].battery },
                mass: try amount(load.mass),
                energy: try amount(load.energy),
                distance: way,
                readyAt: ready,
                cost: try money(carriage + fees + tariff.loadFee.rawValue),
                explanation: explanation
            )
        )
    }

    private func amount<Kind: Amount>(_ value: Int64) throws(PlanningError) -> Kind {
        do throws(AmountError) {
            return try Kind(value)
        } catch {
            throw .outOfRange(.packsPerLoad, found: value, allowed: 0...Kind.limit)
        }
    }
}

/// What may share a load.
struct LoadGroup: Hashable, Comparable {
    let route: RecallRoute
    let condition: PackCondition

    static func < (left: LoadGroup, right: LoadGroup) -> Bool {
        (left.route.site, left.route.centre, left.condition)
            < (right.route.site, right.route.centre, right.condition)
    }
}
