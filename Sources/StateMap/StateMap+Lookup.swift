public import Vocabulary

extension StateMap {
    /// The hash of the value of the key with this path; `nil` when it has none.
    ///
    /// - Complexity: O(log *n*), without hashing.
    public func valueHash(at path: Digest) -> Digest? {
        guard case .leaf(let index) = terminal(of: path).link.target else { return nil }
        return leaves[index].path == path ? leaves[index].valueHash : nil
    }

    /// A proof of what the map says of this path, be it a value or none, under the present root.
    ///
    /// - Complexity: O(log *n*), with at most one hash.
    public func proof(for path: Digest) -> StateProof {
        var siblings: [Digest] = []
        var link = top
        while case .node(let index) = link.target {
            let node = nodes[index]
            let isRight = path.turnsRight(at: siblings.count)
            siblings.append(hash(of: isRight ? node.left : node.right))
            link = isRight ? node.right : node.left
        }
        guard case .leaf(let index) = link.target else {
            return StateProof(siblings: siblings, terminal: .empty)
        }
        let leaf = leaves[index]
        let terminal = StateProof.Terminal.leaf(path: leaf.path, valueHash: leaf.valueHash)
        return StateProof(siblings: siblings, terminal: terminal)
    }

    /// Where a path ends: the leaf or empty place that it leads to, and its depth.
    func terminal(of path: Digest) -> (depth: Int, link: Link) {
        var depth = 0
        var link = top
        while case .node(let index) = link.target {
            link = path.turnsRight(at: depth) ? nodes[index].right : nodes[index].left
            depth += 1
        }
        return (depth, link)
    }
}
