import Vocabulary

extension StateMap {
    /// Creates a map of `entries`, in any order; of entries with the same path the last one counts.
    ///
    /// - Throws: ``StateMapError/full`` past the capacity of a map.
    /// - Complexity: O(*n* log *n*); about 2.4 hashes an entry.
    public init(building entries: [Entry]) throws(StateMapError) {
        self.init()
        reserveCapacity(entries.count)
        try update(entries.map { Change(path: $0.path, valueHash: $0.valueHash) })
    }

    /// Makes room for about `count` keys at once, so that adding them moves nothing.
    public mutating func reserveCapacity(_ count: Int) {
        leaves.reserve(count)
        // Keys at random need 1.44 inner nodes each.
        nodes.reserve(count + count / 2)
    }

    /// Makes all of `changes`, in any order; of changes to the same path the last one counts.
    ///
    /// Work is shared: a node above several changes is hashed once.
    ///
    /// - Throws: ``StateMapError/full`` when the changes might not fit; then none is made.
    /// - Complexity: O(*k* log *n*) hashes for *k* changes to a map of *n* keys.
    public mutating func update(_ changes: [Change]) throws(StateMapError) {
        let sorted = changes.inPathOrder()
        try checkCapacity(for: sorted)
        top = apply(sorted.span, to: top, at: 0)
    }

    /// Makes `changes` in the subtree at `link` and returns the subtree that results.
    ///
    /// - Precondition: `changes` ascend strictly, and share their first `depth` bits with each other
    ///   and with everything below `link`. So two of them part before the 256th bit, and so do one
    ///   of them and a leaf of another path: the recursion ends there at the latest.
    private mutating func apply(
        _ changes: borrowing Span<Change>,
        to link: Link,
        at depth: Int
    ) -> Link {
        guard !changes.isEmpty else { return link }
        if changes.count == 1, let settled = settle(changes[0], at: link) { return settled }
        let below = descend(from: link, at: depth)
        let split = changes.firstTurningRight(at: depth)
        let left = apply(changes.extracting(..<split), to: below.left, at: depth + 1)
        let right = apply(changes.extracting(split...), to: below.right, at: depth + 1)
        return join(left, right, at: below.node)
    }

    /// Makes one change where no inner node is in its way; `nil` where one is, or has to be.
    private mutating func settle(_ change: Change, at link: Link) -> Link? {
        switch link.target {
        case .empty:
            guard let valueHash = change.valueHash else { return .empty }
            return Link(leaf: leaves.insert(Leaf(path: change.path, valueHash: valueHash)))
        case .leaf(let index) where leaves[index].path == change.path:
            guard let valueHash = change.valueHash else {
                leaves.remove(at: index)
                return .empty
            }
            leaves[index].valueHash = valueHash
            return link
        case .leaf:
            return change.valueHash == nil ? link : nil
        case .node:
            return nil
        }
    }

    /// The two halves of the subtree at `link`, and the inner node that holds them, if one does.
    private func descend(
        from link: Link,
        at depth: Int
    ) -> (left: Link, right: Link, node: Int?) {
        switch link.target {
        case .empty:
            return (.empty, .empty, nil)
        case .leaf(let index):
            let isRight = leaves[index].path.turnsRight(at: depth)
            return isRight ? (.empty, link, nil) : (link, .empty, nil)
        case .node(let index):
            let node = nodes[index]
            return (node.left, node.right, index)
        }
    }

    /// The subtree of two halves: an inner node, at `index` if there was one, or the lone leaf.
    private mutating func join(_ left: Link, _ right: Link, at index: Int?) -> Link {
        if let lone = loneLink(left, right) {
            if let index { nodes.remove(at: index) }
            return lone
        }
        let hash = NodeHash.inner(hash(of: left), hash(of: right))
        let node = Node(hash: hash, left: left, right: right)
        guard let index else { return Link(node: nodes.insert(node)) }
        nodes[index] = node
        return Link(node: index)
    }

    /// What two halves amount to if at most one leaf is in them; `nil` if more.
    private func loneLink(_ left: Link, _ right: Link) -> Link? {
        if left == .empty, !right.isNode { return right }
        if right == .empty, !left.isNode { return left }
        return nil
    }
}

extension Span<StateMap.Change> {
    /// The index of the first change that goes right at `depth`; `count` if none does.
    fileprivate func firstTurningRight(at depth: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].path.turnsRight(at: depth) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
