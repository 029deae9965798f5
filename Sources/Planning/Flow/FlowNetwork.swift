/// Goods that flow from where they are to where they are wanted, along arcs that cost.
struct FlowNetwork {
    /// More than any flow: an arc without a limit.
    static let unlimited: Int64 = 1 << 40

    private(set) var supplies: [Int64] = []
    private(set) var tails: [Int32] = []
    private(set) var heads: [Int32] = []
    private(set) var capacities: [Int64] = []
    private(set) var costs: [Int64] = []

    /// Adds a node that gives (positive) or takes (negative) so much.
    mutating func addNode(supply: Int64 = 0) -> Int {
        supplies.append(supply)
        return supplies.count - 1
    }

    /// Adds an arc from one node to another.
    ///
    /// - Parameters:
    ///   - tail: Where it begins.
    ///   - head: Where it ends.
    ///   - capacity: The most that may flow, 0...``unlimited``.
    ///   - cost: What each unit costs; may be negative.
    /// - Returns: The arc's number.
    @discardableResult
    mutating func addArc(
        from tail: Int,
        to head: Int,
        capacity: Int64 = Self.unlimited,
        cost: Int64
    ) -> Int {
        tails.append(Int32(tail))
        heads.append(Int32(head))
        capacities.append(capacity)
        costs.append(cost)
        return tails.count - 1
    }

    mutating func reserve(nodes: Int, arcs: Int) {
        supplies.reserveCapacity(nodes)
        tails.reserveCapacity(arcs)
        heads.reserveCapacity(arcs)
        capacities.reserveCapacity(arcs)
        costs.reserveCapacity(arcs)
    }
}
