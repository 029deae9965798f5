import TestSupport
import Testing

@testable import Planning

@Suite("Cheapest flow")
struct NetworkSimplexTests {
    @Test("is as cheap as the best of all assignments", arguments: 1...40 as ClosedRange<UInt64>)
    func assignments(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let size = Int.random(in: 1...6, using: &random)
        let costs = (0..<size).map { _ in
            (0..<size).map { _ in Int64.random(in: -5...20, using: &random) }
        }
        var network = FlowNetwork()
        let givers = (0..<size).map { _ in network.addNode(supply: 1) }
        let takers = (0..<size).map { _ in network.addNode(supply: -1) }
        for (from, row) in costs.enumerated() {
            for (to, cost) in row.enumerated() {
                network.addArc(from: givers[from], to: takers[to], capacity: 1, cost: cost)
            }
        }
        var simplex = NetworkSimplex(network)
        simplex.solve()
        #expect(
            Self.cost(of: simplex, network) == Self.cheapest(costs, from: 0, free: Set(0..<size))
        )
    }

    private static func cheapest(_ costs: [[Int64]], from row: Int, free: Set<Int>) -> Int64 {
        guard row < costs.count else { return 0 }
        return free.map {
            costs[row][$0] + cheapest(costs, from: row + 1, free: free.subtracting([$0]))
        }
        .min() ?? 0
    }

    private static func cost(of simplex: NetworkSimplex, _ network: FlowNetwork) -> Int64 {
        zip(network.costs, simplex.flows).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(
        "keeps capacities, loses nothing, and no arc could gain",
        arguments: 1...60 as ClosedRange<UInt64>
    )
    func optimality(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let nodes = Int.random(in: 2...60, using: &random)
        var network = FlowNetwork()
        var left: Int64 = 0
        for _ in 1..<nodes {
            let supply = Int64.random(in: -9...9, using: &random)
            left += supply
            _ = network.addNode(supply: supply)
        }
        _ = network.addNode(supply: -left)
        for _ in 0..<nodes * Int.random(in: 1...8, using: &random) {
            network.addArc(
                from: .random(in: 0..<nodes, using: &random),
                to: .random(in: 0..<nodes, using: &random),
                capacity: .random(in: 0...12, using: &random),
                cost: .random(in: 0...50, using: &random)
            )
        }
        var simplex = NetworkSimplex(network)
        if seed.isMultiple(of: 2) { simplex.solve(amongFirst: nodes / 2) }
        simplex.solve()
        var balance = network.supplies
        for arc in network.tails.indices {
            let flow = simplex.flows[arc]
            #expect((0...network.capacities[arc]).contains(flow))
            balance[Int(network.tails[arc])] -= flow
            balance[Int(network.heads[arc])] += flow
            // Complementary slackness: the proof that no other flow is cheaper.
            let tail = simplex.potentials[Int(network.tails[arc])]
            let reduced = network.costs[arc] + tail - simplex.potentials[Int(network.heads[arc])]
            if reduced > 0 { #expect(flow == 0) }
            if reduced < 0 { #expect(flow == network.capacities[arc]) }
        }
        for node in balance.indices {
            let undelivered = simplex.flows[network.tails.count + node]
            #expect(balance[node].magnitude == undelivered.magnitude)
        }
    }

    @Test("of an empty network is empty")
    func empty() throws {
        var simplex = NetworkSimplex(FlowNetwork())
        simplex.solve()
        #expect(simplex.flows.isEmpty)
    }
}
