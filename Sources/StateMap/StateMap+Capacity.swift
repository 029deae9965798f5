import Vocabulary

extension StateMap {
    /// Refuses a sorted batch for which there might not be links enough.
    func checkCapacity(for changes: [Change]) throws(StateMapError) {
        guard changes.count <= capacity - leaves.count else { throw .full }
        // At most 256 new nodes a change, and nearly always far fewer: count only when in doubt.
        let room = capacity - nodes.count
        guard changes.count > room / Digest.bitCount else { return }
        guard newNodes(for: changes) <= room else { throw .full }
    }

    /// The number of inner nodes to be made for a sorted batch; exact when it only adds keys.
    ///
    /// A path needs an inner node at every depth down to where it parts from its nearest neighbour.
    /// Those above its terminal are there already, and those that it shares with the change before
    /// were counted with that one.
    private func newNodes(for changes: [Change]) -> Int {
        var sum = 0
        var sharedWithLast = -1
        for (index, change) in changes.enumerated() {
            let (depth, link) = terminal(of: change.path)
            var deepest = -1
            if case .leaf(let leaf) = link.target, leaves[leaf].path != change.path {
                deepest = leaves[leaf].path.sharedBits(with: change.path)
            }
            var sharedWithNext = -1
            if index + 1 < changes.count {
                sharedWithNext = changes[index + 1].path.sharedBits(with: change.path)
            }
            deepest = max(deepest, sharedWithNext)
            sum += max(0, deepest - max(depth - 1, sharedWithLast))
            sharedWithLast = sharedWithNext
        }
        return sum
    }
}
