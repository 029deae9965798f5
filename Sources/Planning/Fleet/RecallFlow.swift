import Vocabulary

/// The packs of one condition as a flow: from vehicles by stocks and sites to centres.
///
/// A pack that is replaced passes the stock of its site and model, every pack its site and its
/// centre; each of them lets as many through as it has left. What costs is the way to the site, and
/// carriage and fee from there.
struct RecallFlow {
    /// How many sites near each pack are looked at before a wider search.
    static let usualReach = 16
    /// How many of them are enough for a first guess.
    private static let nearSites = 4
    /// The most arcs from packs to sites: what some 500 MB hold.
    static let mostArcs = 4_000_000

    private let problem: RecallProblem
    private let capacity: RecallCapacity
    private let condition: PackCondition
    private let members: [Int]

    private var network = FlowNetwork()
    /// Where packs enter each site; -1 for a site that none can reach.
    private var entries: [Int]
    /// Where they wait for their replacement, by site and model.
    private var stocks: [Int: Int] = [:]
    /// The arcs from sites to centres.
    private var onwardArcs: [(site: Int, centre: Int, arc: Int)] = []
    /// The arcs from packs to sites, behind all others in the network: near sites come first.
    private var reachArcs: [(position: Int, site: Int)] = []

    /// Builds the network for some packs.
    ///
    /// - Parameters:
    ///   - members: The packs, all of one condition.
    ///   - condition: That condition.
    ///   - reaches: How many sites are looked at for each of them.
    ///   - problem: The recall.
    ///   - capacity: What is free.
    init(
        of members: [Int],
        _ condition: PackCondition,
        reaches: [Int],
        problem: RecallProblem,
        capacity: RecallCapacity
    ) {
        self.problem = problem
        self.capacity = capacity
        self.condition = condition
        self.members = members
        entries = Array(repeating: -1, count: problem.sites.count)
        let arcs = reaches.reduce(0, +) + problem.ways.count
        network.reserve(nodes: members.count + 2 * problem.sites.count, arcs: arcs)
        let hits = zip(members, reaches).map { pack, reach in
            Self.sites(near: problem.items[pack], reach, problem, capacity)
        }
        let sink = network.addNode(supply: -Int64(members.count))
        for _ in members { _ = network.addNode(supply: 1) }
        for (pack, hits) in zip(members, hits) {
            for hit in hits { addTarget(at: hit.place, model: problem.items[pack].replacement) }
        }
        addStocks()
        addSitesAndCentres(sink)
        addReaches(hits)
    }

    private static func sites(
        near item: RecallProblem.Item,
        _ reach: Int,
        _ problem: RecallProblem,
        _ capacity: RecallCapacity
    ) -> [PlaceIndex.Hit] {
        if item.home >= 0 { return [PlaceIndex.Hit(place: item.home, squaredChord: 0)] }
        return problem.request.sites.index.nearest(to: item.point, count: reach) { site in
            problem.fits(item, site) && capacity.shortage(at: site, for: item) == nil
        }
    }

    private mutating func addTarget(at site: Int, model: Int) {
        if entries[site] < 0 { entries[site] = network.addNode() }
        let key = site * problem.modelCount + model
        guard model >= 0, stocks[key] == nil else { return }
        stocks[key] = network.addNode()
    }

    private mutating func addStocks() {
        for (key, node) in stocks.sorted(by: { $0.key < $1.key }) {
            network.addArc(
                from: node,
                to: entries[key / problem.modelCount],
                capacity: Int64(capacity.stock[key]),
                cost: 0
            )
        }
    }

    private mutating func addSitesAndCentres(_ sink: Int) {
        let centres = (0..<problem.centreCount).map { centre -> Int in
            let node = network.addNode()
            network.addArc(from: node, to: sink, capacity: places(atCentre: centre), cost: 0)
            return node
        }
        for (site, entry) in entries.enumerated() where entry >= 0 {
            let exit = network.addNode()
            let room = Int64(capacity.places(at: site, for: condition))
            network.addArc(from: entry, to: exit, capacity: room, cost: 0)
            for centre in centres.indices {
                let cost = problem.onwardCost(of: condition, from: site, to: centre)
                guard cost != RecallProblem.forbidden else { continue }
                let arc = network.addArc(from: exit, to: centres[centre], cost: cost)
                onwardArcs.append((site, centre, arc))
            }
        }
    }

    private mutating func addReaches(_ hits: [[PlaceIndex.Hit]]) {
        let roads = problem.request.sites.roads
        let farthest = hits.map(\.count).max() ?? 0
        for rank in 0..<farthest {
            for (position, hits) in hits.enumerated() where rank < hits.count {
                let site = hits[rank].place
                let model = problem.items[members[position]].replacement
                let target = model < 0 ? nil : stocks[site * problem.modelCount + model]
                let way = roads.metres(overSquaredChord: hits[rank].squaredChord)
                network.addArc(
                    from: position + 1,
                    to: target ?? entries[site],
                    capacity: 1,
                    cost: problem.request.tariff.detour(way)
                )
                reachArcs.append((position, site))
            }
        }
    }

    /// The packs that a centre can take: by count, and by mass as if all weighed the mean.
    private func places(atCentre centre: Int) -> Int64 {
        let places = Int64(capacity.places(atCentre: centre, for: condition))
        let mass = members.reduce(0.0) { $0 + Double(problem.items[$1].mass) }
        guard mass > 0 else { return places }
        let byMass = Double(capacity.centreMass[centre]) * Double(members.count) / mass
        return byMass < Double(places) ? max(0, Int64(byMass)) : places
    }

    /// Solves it.
    ///
    /// - Returns: The route of each member, `nil` for those that do not get through.
    func solve() -> [RecallRoute?] {
        let others = network.tails.count - reachArcs.count
        var simplex = NetworkSimplex(network)
        // Most packs go to one of their nearest sites: the first arcs alone come close.
        simplex.solve(amongFirst: others + Self.nearSites * members.count)
        simplex.solve()
        var arrivals: [Int: [Int]] = [:]
        for (number, arc) in reachArcs.enumerated() where simplex.flows[others + number] > 0 {
            arrivals[arc.site, default: []].append(arc.position)
        }
        var splits: [Int: [(centre: Int, count: Int)]] = [:]
        for (site, centre, arc) in onwardArcs where simplex.flows[arc] > 0 {
            splits[site, default: []].append((centre, Int(simplex.flows[arc])))
        }
        var routes: [RecallRoute?] = Array(repeating: nil, count: members.count)
        for (site, positions) in arrivals {
            // To the flow all packs of a site are alike: the heaviest go where mass is least short.
            let heaviestFirst = positions.sorted {
                (mass(of: $0), $1) > (mass(of: $1), $0)
            }
            var left = heaviestFirst[...]
            for (centre, count) in splits[site, default: []].sorted(by: { roomier($0, $1) }) {
                for position in left.prefix(count) {
                    routes[position] = RecallRoute(site: site, centre: centre)
                }
                left = left.dropFirst(count)
            }
        }
        return routes
    }

    private func mass(of position: Int) -> Int64 {
        problem.items[members[position]].mass
    }

    /// Whether one centre has more mass left for each pack it can take than another.
    private func roomier(
        _ one: (centre: Int, count: Int),
        _ other: (centre: Int, count: Int)
    ) -> Bool {
        func massPerPack(_ centre: Int) -> Int64 {
            capacity.centreMass[centre]
                / Int64(max(1, capacity.places(atCentre: centre, for: condition)))
        }
        return (massPerPack(one.centre), other.centre) > (massPerPack(other.centre), one.centre)
    }
}
