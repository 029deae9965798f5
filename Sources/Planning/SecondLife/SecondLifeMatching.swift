public import Vocabulary

/// The pool of packs that wait for a second life, and the demands for them.
public struct SecondLifeMatching: Sendable {
    private let pool: [PoolPack]
    private let demands: [ScenarioDemand]
    private let carriagePerKilometre: Int64
    private let roads: RoadDistance

    /// Puts the pool and the demands together.
    ///
    /// - Parameters:
    ///   - pool: The packs, each as it was assessed.
    ///   - demands: What is asked for.
    ///   - carriagePerKilometre: What it costs to carry a pack a kilometre.
    ///   - roads: How ways are measured.
    /// - Throws: ``PlanningError`` for more than 100,000 packs, 10,000 demands or 2,000,000
    ///   pairs of them, a carriage above 1,000,000 fen, or a name that is listed twice.
    public init(
        pool: [PoolPack],
        demands: [ScenarioDemand],
        carriagePerKilometre: Fen,
        roads: RoadDistance = .usual
    ) throws(PlanningError) {
        try require(.packs, pool.count, in: 0...Int64(PlanningLimits.packs))
        try require(.demands, demands.count, in: 0...Int64(PlanningLimits.demands))
        let pairs = pool.count * demands.count
        try require(.pairs, pairs, in: 0...Int64(PlanningLimits.matchingPairs))
        let rate = carriagePerKilometre.rawValue
        try require(.fenPerKilometre, rate, in: 0...PlanningLimits.fenPerKilometre)
        self.pool = pool.map { ($0.battery.text, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        self.demands = demands.sorted { $0.id < $1.id }
        for (earlier, later) in zip(self.pool, self.pool.dropFirst())
        where earlier.battery == later.battery {
            throw .repeatedBattery(later.battery)
        }
        for (earlier, later) in zip(self.demands, self.demands.dropFirst())
        where earlier.id == later.id {
            throw .repeatedDemand(later.id)
        }
        self.carriagePerKilometre = rate
        self.roads = roads
    }

    /// Proposes the matching with the greatest gain of all.
    ///
    /// A pack gains the price, less carriage, less what it is worth otherwise; one that would gain
    /// nothing is not matched. Exact. Of equal gains, the same request has the same answer
    /// everywhere.
    ///
    /// **Complexity.** O(packs × demands) to set up, and a flow over the pairs that gain.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when the gain exceeds all money.
    public func plan() throws(PlanningError) -> SecondLifePlan {
        let offers = pool.map(offers(for:))
        let chosen = choose(among: offers)
        var matches: [SecondLifeMatch] = []
        var unmatched: [UnmatchedPack] = []
        var gain: Int64 = 0
        for (position, pack) in pool.enumerated() {
            let gaining = offers[position].filter { $0.gain > 0 }
            if let offer = chosen[position] {
                gain += offer.gain
                matches.append(try match(of: pack, offer, gaining))
            } else {
                let reason: UnmatchedPack.Reason =
                    offers[position].isEmpty
                    ? .meetsNone : gaining.isEmpty ? .worthMoreOtherwise : .outbid
                unmatched.append(UnmatchedPack(battery: pack.battery, reason: reason))
            }
        }
        return SecondLifePlan(matches: matches, unmatched: unmatched, gain: try money(gain))
    }

    /// A demand that a pack could serve.
    private struct Offer {
        let demand: Int
        let distance: Metres
        let price: Int64
        let carriage: Int64
        let gain: Int64
    }

    private func offers(for pack: PoolPack) -> [Offer] {
        demands.indices.compactMap { position in
            let demand = demands[position]
            guard demand.packs > 0, demand.requirement.isMet(by: pack) else { return nil }
            let distance = roads.metres(from: pack.place, to: demand.place)
            let carriage = distance.cost(atFenPerKilometre: carriagePerKilometre)
            let price = pack.energy.rawValue * demand.pricePerKilowattHour.rawValue / 1_000
            return Offer(
                demand: position,
                distance: distance,
                price: price,
                carriage: carriage,
                gain: price - carriage - pack.worthOtherwise.rawValue
            )
        }
    }

    private func choose(among offers: [[Offer]]) -> [Offer?] {
        var network = FlowNetwork()
        let sink = network.addNode(supply: -Int64(pool.count))
        let takers = demands.map { demand -> Int in
            let node = network.addNode()
            network.addArc(from: node, to: sink, capacity: Int64(demand.packs), cost: 0)
            return node
        }
        var arcs: [[(arc: Int, offer: Offer)]] = []
        for own in offers {
            let node = network.addNode(supply: 1)
            network.addArc(from: node, to: sink, capacity: 1, cost: 0)
            arcs.append(
                own.filter { $0.gain > 0 }.map { offer in
                    let taker = takers[offer.demand]
                    let arc = network.addArc(
                        from: node,
                        to: taker,
                        capacity: 1,
                        cost: -offer.gain
                    )
                    return (arc, offer)
                }
            )
        }
        var simplex = NetworkSimplex(network)
        simplex.solve()
        return arcs.map { own in own.first { simplex.flows[$0.arc] > 0 }?.offer }
    }

    private func match(
        of pack: PoolPack,
        _ offer: Offer,
        _ gaining: [Offer]
    ) throws(PlanningError) -> SecondLifeMatch {
        // The list is by name, so the first of equals is the earlier name.
        var second: Offer?
        for other in gaining where other.demand != offer.demand {
            if second.map({ other.gain > $0.gain }) ?? true { second = other }
        }
        let isOwnBest = second.map { offer.gain >= $0.gain } ?? true
        let demand = demands[offer.demand]
        return SecondLifeMatch(
            battery: pack.battery,
            demand: demand.id,
            scenario: demand.scenario,
            price: try money(offer.price),
            explanation: Explanation(
                choice: demand.id,
                reason: isOwnBest ? .greatestGain : .greatestGainTogether,
                figures: [
                    Figure(.health, pack.health.rawValue), Figure(.energy, pack.energy.rawValue),
                    Figure(.distance, offer.distance.rawValue), Figure(.price, offer.price),
                    Figure(.transport, offer.carriage),
                    Figure(.worthOtherwise, pack.worthOtherwise.rawValue),
                    Figure(.gain, offer.gain),
                ],
                runnerUp: second.map {
                    .init(choice: demands[$0.demand].id, figure: Figure(.gain, $0.gain))
                }
            )
        )
    }
}
