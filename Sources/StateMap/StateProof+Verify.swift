public import Vocabulary

extension StateProof {
    /// Checks that `key` has `value` in the map with this root.
    ///
    /// - Throws: ``StateProofError`` for the first thing that is wrong.
    public func verify(
        key: [UInt8],
        value: [UInt8],
        root: Digest
    ) throws(StateProofError) {
        let valueHash = StateMap.valueHash(of: value)
        try verify(path: StateMap.path(of: key), valueHash: valueHash, root: root)
    }

    /// Checks that `key` has no value in the map with this root.
    ///
    /// - Throws: ``StateProofError`` for the first thing that is wrong.
    public func verifyAbsence(key: [UInt8], root: Digest) throws(StateProofError) {
        try verifyAbsence(path: StateMap.path(of: key), root: root)
    }

    /// Checks that the key with this path has the value with this hash in the map with this root.
    ///
    /// - Throws: ``StateProofError`` for the first thing that is wrong.
    public func verify(
        path: Digest,
        valueHash: Digest,
        root: Digest
    ) throws(StateProofError) {
        guard case .leaf(path, let found) = terminal else { throw .keyIsAbsent }
        guard found == valueHash else { throw .otherValue }
        try verifyWay(along: path, root: root)
    }

    /// Checks that the key with this path has no value in the map with this root.
    ///
    /// - Throws: ``StateProofError`` for the first thing that is wrong.
    public func verifyAbsence(path: Digest, root: Digest) throws(StateProofError) {
        if case .leaf(let other, _) = terminal {
            guard other != path else { throw .keyIsPresent }
            guard other.sharedBits(with: path) >= siblings.count else { throw .strayLeaf }
        }
        try verifyWay(along: path, root: root)
    }

    /// Checks the shape of the proof, then hashes from its end up to the root.
    private func verifyWay(along path: Digest, root: Digest) throws(StateProofError) {
        guard siblings.count <= Self.maximumDepth else { throw .tooDeep }
        guard siblings.last != NodeHash.empty else { throw .notCompact }
        var hash =
            switch terminal {
            case .empty: NodeHash.empty
            case .leaf(let path, let valueHash): NodeHash.leaf(path: path, valueHash: valueHash)
            }
        for (depth, sibling) in siblings.enumerated().reversed() {
            let isRight = path.turnsRight(at: depth)
            hash = isRight ? NodeHash.inner(sibling, hash) : NodeHash.inner(hash, sibling)
        }
        guard hash == root else { throw .otherRoot }
    }
}
