import Vocabulary

/// Finds a route for every pack of a recall that can have one.
struct RecallRouting {
    let problem: RecallProblem
    private(set) var capacity: RecallCapacity
    /// By pack; `nil` for those without one.
    private(set) var routes: [RecallRoute?]

    /// Routes damaged packs first, then sound ones.
    ///
    /// A damaged pack is a danger each day that it stays in a vehicle, and few places take it.
    /// Within a condition the flow is the cheapest; then masses are put right, and what is left is
    /// placed one by one.
    init(_ problem: RecallProblem) {
        self.problem = problem
        capacity = RecallCapacity(of: problem)
        routes = Array(repeating: nil, count: problem.items.count)
        let movable = problem.items.indices.filter { problem.obstacle(for: $0) == nil }
        for condition in [PackCondition.damaged, .sound] {
            route(movable.filter { problem.items[$0].condition == condition }, condition)
        }
    }

    private mutating func route(_ members: [Int], _ condition: PackCondition) {
        var reaches = Array(repeating: RecallFlow.usualReach, count: members.count)
        let start = self
        var best = self
        var leftOver = members.count
        while leftOver > 0 {
            self = start
            routeAsFlow(members, condition, reaches)
            let missing = members.indices.filter { routes[members[$0]] == nil }
            // A wider search that helps nobody means that there is too little, not too far.
            guard missing.count < leftOver else { break }
            (best, leftOver) = (self, missing.count)
            guard hasCentre(for: condition), widen(&reaches, of: missing) else { break }
        }
        self = best
        relieveCentres(members)
        placeLeftOver(members)
    }

    private mutating func routeAsFlow(
        _ members: [Int],
        _ condition: PackCondition,
        _ reaches: [Int]
    ) {
        let flow = RecallFlow(
            of: members,
            condition,
            reaches: reaches,
            problem: problem,
            capacity: capacity
        )
        for (pack, route) in zip(members, flow.solve()) {
            if let route { enter(pack, route) }
        }
    }

    /// Looks eight times as far for some packs, if that is farther and not too much at once.
    private func widen(_ reaches: inout [Int], of positions: [Int]) -> Bool {
        var isWider = false
        for position in positions
        where problem.collected == nil && reaches[position] < problem.sites.count {
            reaches[position] = min(reaches[position] * 8, problem.sites.count)
            isWider = true
        }
        return isWider && reaches.reduce(0, +) <= RecallFlow.mostArcs
    }

    private func hasCentre(for condition: PackCondition) -> Bool {
        problem.centres.indices.contains {
            problem.centres[$0].fees[condition] != nil
                && capacity.places(atCentre: $0, for: condition) > 0 && capacity.centreMass[$0] > 0
        }
    }

    private mutating func enter(_ pack: Int, _ route: RecallRoute) {
        capacity.enter(problem.items[pack], route)
        routes[pack] = route
    }

    private mutating func leave(_ pack: Int) {
        guard let route = routes[pack] else { return }
        capacity.leave(problem.items[pack], route)
        routes[pack] = nil
    }

    /// Moves packs from centres with too much mass to others, the cheapest for their mass first.
    private mutating func relieveCentres(_ members: [Int]) {
        for centre in problem.centres.indices where capacity.centreMass[centre] < 0 {
            let present = members.filter { routes[$0]?.centre == centre }
            for (pack, target) in movesByCost(of: present, from: centre) {
                guard capacity.centreMass[centre] < 0 else { break }
                guard let route = routes[pack], route.centre == centre,
                    capacity.hasRoom(atCentre: target, for: problem.items[pack])
                else { continue }
                leave(pack)
                enter(pack, RecallRoute(site: route.site, centre: target))
            }
            for pack in present.reversed() where capacity.centreMass[centre] < 0 {
                if routes[pack]?.centre == centre { leave(pack) }
            }
        }
    }

    private func movesByCost(of packs: [Int], from centre: Int) -> [(pack: Int, target: Int)] {
        var moves: [(pack: Int, target: Int, perGram: Double)] = []
        let others = problem.centres.indices.filter { $0 != centre }
        for pack in packs {
            guard let site = routes[pack]?.site else { continue }
            let item = problem.items[pack]
            let here = problem.onwardCost(of: item.condition, from: site, to: centre)
            for target in others where capacity.hasRoom(atCentre: target, for: item) {
                let there = problem.onwardCost(of: item.condition, from: site, to: target)
                guard there != RecallProblem.forbidden else { continue }
                let mass = Double(max(1, item.mass))
                moves.append((pack, target, Double(there - here) / mass))
            }
        }
        moves.sort { ($0.perGram, $0.pack, $0.target) < ($1.perGram, $1.pack, $1.target) }
        return moves.map { ($0.pack, $0.target) }
    }

    /// Gives each pack that has no route the cheapest that is left.
    private mutating func placeLeftOver(_ members: [Int]) {
        for pack in members where routes[pack] == nil {
            let open = problem.centres.indices.filter {
                capacity.hasRoom(atCentre: $0, for: problem.items[pack])
            }
            guard !open.isEmpty else { continue }
            let condition = problem.items[pack].condition
            var best: (cost: Int64, route: RecallRoute)?
            for site in problem.sites.indices where isOpen(site, for: pack) {
                let detour = problem.request.tariff.detour(problem.distance(of: pack, to: site))
                for centre in open {
                    let onward = problem.onwardCost(of: condition, from: site, to: centre)
                    guard onward != RecallProblem.forbidden else { continue }
                    let cost = detour + onward
                    guard best.map({ cost < $0.cost }) ?? true else { continue }
                    best = (cost, RecallRoute(site: site, centre: centre))
                }
            }
            if let best { enter(pack, best.route) }
        }
    }

    private func isOpen(_ site: Int, for pack: Int) -> Bool {
        problem.fits(problem.items[pack], site)
            && capacity.shortage(at: site, for: problem.items[pack]) == nil
    }

    /// Why a pack has no route.
    func reason(for pack: Int) -> UnplacedReason {
        if let obstacle = problem.obstacle(for: pack) { return obstacle }
        let item = problem.items[pack]
        let fitting = problem.sites.indices.filter { problem.fits(item, $0) }
        guard !fitting.isEmpty else { return .noSite }
        let shortages = fitting.map { capacity.shortage(at: $0, for: item) }
        if shortages.contains(nil) { return .noCentreCapacity }
        if shortages.contains(.appointments) { return .noAppointment }
        return shortages.contains(.quarantineBays) ? .noQuarantineBay : .noReplacement
    }
}
