public import Vocabulary

extension LogTree {
    /// The root of the tree of `treeSize` leaves, from its tiles.
    ///
    /// - Complexity: One tile read and at most 255 hashes a level.
    /// - Throws: ``TileError``, or what `tiles` throws.
    public static func root(treeSize: UInt64, tiles: some TileReader) throws -> Digest {
        var reader = SubtreeReader(treeSize: treeSize, tiles: tiles)
        return try reader.root(0, treeSize)
    }
}

extension InclusionProof {
    /// Makes the proof that a leaf is in the tree of `treeSize` leaves, from its tiles.
    ///
    /// The tiles are believed: a wrong one makes a proof that does not verify.
    ///
    /// - Complexity: At most two tiles read and about 255 hashes a level.
    /// - Throws: ``ProofError/indexBeyondTree(leafIndex:treeSize:)``; ``TileError``; or what
    ///   `tiles` throws.
    public init(leafIndex: UInt64, treeSize: UInt64, tiles: some TileReader) throws {
        var reader = SubtreeReader(treeSize: treeSize, tiles: tiles)
        try self.init(leafIndex: leafIndex, reading: &reader)
    }

    /// Makes the proofs of several leaves of one tree, which share what they read and hash.
    ///
    /// - Parameters:
    ///   - leaves: The positions of the leaves.
    ///   - treeSize: The number of leaves of the tree.
    ///   - tiles: The tree's tiles, which are believed.
    /// - Returns: A proof for each leaf, in their order.
    /// - Throws: As for one.
    public static func proofs(
        of leaves: [UInt64],
        treeSize: UInt64,
        tiles: some TileReader
    ) throws -> [InclusionProof] {
        var reader = SubtreeReader(treeSize: treeSize, tiles: tiles)
        return try leaves.map { try InclusionProof(leafIndex: $0, reading: &reader) }
    }

    private init(leafIndex: UInt64, reading reader: inout SubtreeReader<some TileReader>) throws {
        let treeSize = reader.treeSize
        guard leafIndex < treeSize else {
            throw ProofError.indexBeyondTree(leafIndex: leafIndex, treeSize: treeSize)
        }
        var path: [Digest] = []
        var level: UInt64 = 0
        // The last node of a level may be incomplete, and is alone if its number is even.
        while (treeSize - 1) >> level > 0 {
            let sibling = (leafIndex >> level) ^ 1
            let last = (treeSize - 1) >> level
            if sibling <= last {
                let start = sibling << level
                let end = sibling == last ? treeSize : start + (1 << level)
                path.append(try reader.root(start, end))
            }
            level += 1
        }
        self.init(leafIndex: leafIndex, treeSize: treeSize, path: path)
    }
}

extension ConsistencyProof {
    /// Makes the proof that the tree of `newSize` leaves continues that of `oldSize`, from tiles.
    ///
    /// The tiles are believed: a wrong one makes a proof that does not verify.
    ///
    /// - Complexity: At most two tiles read and about 255 hashes a level.
    /// - Throws: ``ProofError/sizesReversed(oldSize:newSize:)``; ``TileError``; or what `tiles`
    ///   throws.
    public init(oldSize: UInt64, newSize: UInt64, tiles: some TileReader) throws {
        guard oldSize <= newSize else {
            throw ProofError.sizesReversed(oldSize: oldSize, newSize: newSize)
        }
        self.init(oldSize: oldSize, newSize: newSize, path: [])
        guard oldSize > 0 else { return }

        // SUBPROOF of RFC 9162 §2.1.4.1, from the root down, so the path comes out reversed.
        var reader = SubtreeReader(treeSize: newSize, tiles: tiles)
        var (start, end) = (UInt64(0), newSize)
        while end > oldSize {
            let middle = start + largestPowerOfTwo(below: end - start)
            if oldSize <= middle {
                path.append(try reader.root(middle, end))
                end = middle
            } else {
                path.append(try reader.root(start, middle))
                start = middle
            }
        }
        // A subtree that begins the tree is the older tree, whose root the verifier has.
        if start > 0 {
            path.append(try reader.root(start, end))
        }
        path.reverse()
    }
}

/// The largest power of two that is less than `number`, which is at least 2.
private func largestPowerOfTwo(below number: UInt64) -> UInt64 {
    1 << UInt64(UInt64.bitWidth - 1 - (number - 1).leadingZeroBitCount)
}
