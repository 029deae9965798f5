import Vocabulary

/// Works out subtree roots of one tree from its tiles, each only once.
struct SubtreeReader<Tiles: TileReader> {
    let treeSize: UInt64
    private let tiles: Tiles

    // A proof needs about two tiles a level, so looking through them all is quick.
    private var seen: [(id: TileID, hashes: [Digest])] = []
    private var roots: [Subtree: Digest] = [:]

    private struct Subtree: Hashable {
        let level: Int
        let index: UInt64
    }

    init(treeSize: UInt64, tiles: Tiles) {
        self.treeSize = treeSize
        self.tiles = tiles
    }

    /// The root of leaves `start..<end`, where a subtree of the tree starts and ends so.
    ///
    /// The empty range stands for the empty tree.
    mutating func root(_ start: UInt64, _ end: UInt64) throws -> Digest {
        // Complete subtrees from right to left, that is from the smallest up.
        var root: Digest?
        var sizes = end - start
        var position = end
        while sizes != 0 {
            let level = sizes.trailingZeroBitCount
            position -= 1 << UInt64(level)
            sizes &= sizes - 1
            let left = try complete(level: level, index: position >> UInt64(level))
            root = root.map { LogHash.node(left, $0) } ?? left
        }
        return root ?? LogHash.empty
    }

    /// The root of the complete subtree number `index` of 2^level leaves.
    private mutating func complete(level: Int, index: UInt64) throws -> Digest {
        let subtree = Subtree(level: level, index: index)
        if let root = roots[subtree] { return root }
        let (tileLevel, height) = level.quotientAndRemainder(dividingBy: TileID.height)
        // Its hashes in the tile are `count` from `first` on; none straddles two tiles.
        let count = 1 << height
        let tile = TileID(level: tileLevel, index: index >> UInt64(TileID.height - height))
        let first = Int((index << UInt64(height)) & 0xFF)
        let hashes = try hashes(of: tile)
        guard first + count <= hashes.count else {
            throw TileError.width(tile, expected: first + count, found: hashes.count)
        }
        let root = MerkleLog.root(of: hashes, first: first, count: count)
        roots[subtree] = root
        return root
    }

    private mutating func hashes(of tile: TileID) throws -> [Digest] {
        if let (_, hashes) = seen.first(where: { $0.id == tile }) { return hashes }
        let width = tile.width(treeSize: treeSize)
        let hashes = try tiles.hashes(of: tile, width: width)
        try TileError.check(hashes, of: tile, width: width)
        seen.append((tile, hashes))
        return hashes
    }
}

/// The root of the complete subtree over `count` hashes, a power of two, from `first` on.
private func root(of hashes: [Digest], first: Int, count: Int) -> Digest {
    if count == 1 { return hashes[first] }
    let half = count / 2
    return LogHash.node(
        root(of: hashes, first: first, count: half),
        root(of: hashes, first: first + half, count: half)
    )
}
