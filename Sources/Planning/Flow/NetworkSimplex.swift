/// The cheapest flow through a network, by the primal simplex method on spanning trees.
///
/// Exact in integers. As much is delivered as the capacities allow, and that at the least cost:
/// what cannot be delivered leaves by an artificial arc dearer than any way through the network.
/// The tree stays *strongly feasible* (Cunningham 1976), so the method ends; arcs are priced block
/// by block (Király and Kovács 2012), so it ends soon.
///
/// **Complexity.** Exponential in theory; in practice a few pivots for each node, each about the
/// square root of the number of arcs plus the part of the tree that moves.
struct NetworkSimplex {
    private enum State {
        static let upper: Int8 = -1
        static let inTree: Int8 = 0
        static let lower: Int8 = 1
    }

    private static let none: Int32 = -1

    // Arcs: those of the network, then an artificial one for each node.
    private var tails: [Int32]
    private var heads: [Int32]
    private var capacities: [Int64]
    private var costs: [Int64]
    private var states: [Int8]
    /// What flows along each arc of the network, then what is not delivered from or to each node.
    private(set) var flows: [Int64]

    // The tree, rooted at a node of its own behind the others.
    private var parents: [Int32]
    private var arcs: [Int32]
    private var isUpward: [Bool]
    private var depths: [Int32]
    private var firstChildren: [Int32]
    private var nextSiblings: [Int32]
    private var previousSiblings: [Int32]
    /// What a unit is worth at each node.
    private(set) var potentials: [Int64]

    private let arcCount: Int
    private let root: Int
    private let blockSize: Int
    private var nextArc = 0

    /// Prepares a network whose supplies and demands balance.
    init(_ network: FlowNetwork) {
        let nodes = network.supplies.count
        root = nodes
        arcCount = network.tails.count
        blockSize = max(20, Int(Double(arcCount).squareRoot()))
        tails = network.tails
        heads = network.heads
        capacities = network.capacities
        costs = network.costs
        states = Array(repeating: State.lower, count: arcCount)
        flows = Array(repeating: 0, count: arcCount)
        parents = Array(repeating: Int32(nodes), count: nodes + 1)
        arcs = Array(repeating: Self.none, count: nodes + 1)
        isUpward = Array(repeating: true, count: nodes + 1)
        depths = Array(repeating: 1, count: nodes + 1)
        firstChildren = Array(repeating: Self.none, count: nodes + 1)
        nextSiblings = Array(repeating: Self.none, count: nodes + 1)
        previousSiblings = Array(repeating: Self.none, count: nodes + 1)
        potentials = Array(repeating: 0, count: nodes + 1)
        parents[nodes] = Self.none
        depths[nodes] = 0
        hangAllOnRoot(network.supplies)
    }

    private mutating func hangAllOnRoot(_ supplies: [Int64]) {
        let dearest = costs.reduce(1) { max($0, $1.magnitude) }
        let prohibitive = Int64(dearest) * Int64(supplies.count + 1)
        for (node, supply) in supplies.enumerated() {
            let isGiver = supply >= 0
            tails.append(Int32(isGiver ? node : root))
            heads.append(Int32(isGiver ? root : node))
            capacities.append(FlowNetwork.unlimited)
            // Free only for what begins here, so that nothing gives up half way.
            costs.append(supply > 0 ? 0 : prohibitive)
            states.append(State.inTree)
            flows.append(Int64(supply.magnitude))
            arcs[node] = Int32(arcCount + node)
            isUpward[node] = isGiver
            potentials[node] = isGiver ? -costs[arcCount + node] : costs[arcCount + node]
            attach(node, to: root)
        }
    }

    /// Finds the cheapest flow, going on from the flow that was found last.
    ///
    /// - Parameter count: How many of the network's arcs, from the first, may be changed; all of
    ///   them if `nil`. A few that are likely to be used make a good beginning.
    mutating func solve(amongFirst count: Int? = nil) {
        let limit = min(count ?? arcCount, arcCount)
        nextArc = 0
        while let entering = findEnteringArc(amongFirst: limit) {
            pivot(entering)
        }
    }

    /// The arc of the next block that gains the most for each unit; `nil` if none gains.
    private mutating func findEnteringArc(amongFirst limit: Int) -> Int? {
        var best = -1
        var leastCost: Int64 = 0
        var left = blockSize
        var arc = nextArc
        for _ in 0..<limit {
            let reduced =
                costs[arc] &+ potentials[Int(tails[arc])] &- potentials[Int(heads[arc])]
            let change = Int64(states[arc]) &* reduced
            if change < leastCost { (leastCost, best) = (change, arc) }
            arc += 1
            if arc == limit { arc = 0 }
            left -= 1
            guard left == 0 else { continue }
            if best >= 0 { break }
            left = blockSize
        }
        nextArc = arc
        return best >= 0 ? best : nil
    }

    private mutating func pivot(_ entering: Int) {
        let isRising = states[entering] == State.lower
        let first = Int(isRising ? tails[entering] : heads[entering])
        let second = Int(isRising ? heads[entering] : tails[entering])
        let join = commonAncestor(first, second)
        var amount = capacities[entering]
        var leaving = -1
        var isOnFirstPath = false
        // What flows to `second` goes up to the join and down again to `first`.
        var node = first
        while node != join {
            let room = room(above: node, upward: false)
            if room < amount { (amount, leaving, isOnFirstPath) = (room, node, true) }
            node = Int(parents[node])
        }
        node = second
        while node != join {
            // Of equals the last on the way counts: that keeps the tree strongly feasible.
            let room = room(above: node, upward: true)
            if room <= amount { (amount, leaving, isOnFirstPath) = (room, node, false) }
            node = Int(parents[node])
        }
        push(amount, along: entering, isRising: isRising, from: first, to: second, join: join)
        guard leaving >= 0 else { return states[entering] = -states[entering] }
        states[entering] = State.inTree
        let left = Int(arcs[leaving])
        states[left] = flows[left] == 0 ? State.lower : State.upper
        rehang(
            upTo: leaving,
            from: isOnFirstPath ? first : second,
            onto: isOnFirstPath ? second : first,
            by: entering
        )
    }

    private func commonAncestor(_ first: Int, _ second: Int) -> Int {
        var (one, other) = (first, second)
        while one != other {
            if depths[one] >= depths[other] {
                one = Int(parents[one])
            } else {
                other = Int(parents[other])
            }
        }
        return one
    }

    /// How much more can flow on the arc over a node, up to its parent or down from it.
    private func room(above node: Int, upward: Bool) -> Int64 {
        let arc = Int(arcs[node])
        return isUpward[node] == upward ? capacities[arc] - flows[arc] : flows[arc]
    }

    private mutating func push(
        _ amount: Int64,
        along entering: Int,
        isRising: Bool,
        from first: Int,
        to second: Int,
        join: Int
    ) {
        guard amount > 0 else { return }
        flows[entering] += isRising ? amount : -amount
        var node = first
        while node != join {
            flows[Int(arcs[node])] += isUpward[node] ? -amount : amount
            node = Int(parents[node])
        }
        node = second
        while node != join {
            flows[Int(arcs[node])] += isUpward[node] ? amount : -amount
            node = Int(parents[node])
        }
    }
}

extension NetworkSimplex {
    /// Cuts the tree above `last` and hangs the part below by `start` onto `target`.
    private mutating func rehang(upTo last: Int, from start: Int, onto target: Int, by arc: Int) {
        var node = start
        var (newParent, newArc) = (target, Int32(arc))
        var newUpward = Int(tails[arc]) == start
        while true {
            let (oldParent, oldArc, oldUpward) = (Int(parents[node]), arcs[node], isUpward[node])
            detach(node)
            attach(node, to: newParent)
            (arcs[node], isUpward[node]) = (newArc, newUpward)
            guard node != last else { break }
            (newParent, newArc, newUpward) = (node, oldArc, !oldUpward)
            node = oldParent
        }
        let cost = costs[arc]
        let worth = potentials[target] + (isUpward[start] ? -cost : cost)
        shift(below: start, by: worth - potentials[start])
    }

    /// Brings potentials and depths up to date in the part of the tree that moved.
    private mutating func shift(below top: Int, by change: Int64) {
        var node = top
        while true {
            potentials[node] += change
            depths[node] = depths[Int(parents[node])] + 1
            if firstChildren[node] != Self.none {
                node = Int(firstChildren[node])
                continue
            }
            while node != top, nextSiblings[node] == Self.none { node = Int(parents[node]) }
            guard node != top else { return }
            node = Int(nextSiblings[node])
        }
    }

    private mutating func attach(_ node: Int, to parent: Int) {
        let next = firstChildren[parent]
        parents[node] = Int32(parent)
        previousSiblings[node] = Self.none
        nextSiblings[node] = next
        if next != Self.none { previousSiblings[Int(next)] = Int32(node) }
        firstChildren[parent] = Int32(node)
    }

    private mutating func detach(_ node: Int) {
        let (previous, next) = (previousSiblings[node], nextSiblings[node])
        if previous == Self.none {
            firstChildren[Int(parents[node])] = next
        } else {
            nextSiblings[Int(previous)] = next
        }
        if next != Self.none { previousSiblings[Int(next)] = previous }
    }
}
