public import Vocabulary

/// The tree of a log that is being written: no more of it than appending needs.
///
/// Holds the unfinished tile of each level, at most 255 hashes a level, and hands out every tile
/// that an append touches; keeping those is the caller's part.
///
/// ```swift
/// var tree = LogTree()
/// for update in tree.append(entries.map { LogHash.leaf($0) }) {
///     try store.write(TileData.encode(update.hashes), at: update.path)
/// }
/// ```
///
/// **Invariant.** The edge of level L holds `(size >> 8L) & 255` hashes.
public struct LogTree: Hashable, Sendable {
    /// A tile as it stands after an append.
    public struct TileUpdate: Hashable, Sendable {
        /// The place of the tile.
        public let id: TileID
        /// All its hashes, `1...256`, with those that were there before the append.
        public let hashes: [Digest]

        /// The path to keep it under.
        public var path: String { id.path(width: hashes.count) }
    }

    /// The largest tree that can be restored: 2^62 leaves, which no append can bring to overflow.
    public static let maximumSize: UInt64 = 1 << 62

    /// The number of leaves.
    public private(set) var size: UInt64 = 0

    // By level, from the leaves up.
    private var edges: [TileEdge] = []

    /// Creates a tree without leaves.
    public init() {}

    /// Restores the tree of `size` leaves from its unfinished tiles, at most one a level.
    ///
    /// The hashes are believed: compare ``root`` with a root that is known.
    ///
    /// - Parameters:
    ///   - size: The number of leaves, up to ``maximumSize``.
    ///   - tile: Gives the hashes of a tile. May give more than the tree had, if the tile has grown
    ///     since; the rest is left alone.
    /// - Throws: ``TileError``, or what `tile` throws.
    public init(size: UInt64, tile: (TileID) throws -> [Digest]) throws {
        guard size <= Self.maximumSize else { throw TileError.treeTooLarge(size: size) }
        for level in 0..<Self.levelCount(size: size) {
            let id = TileID.growing(level: level, treeSize: size)
            let width = id.width(treeSize: size)
            let hashes = width == 0 ? [] : try tile(id)
            try TileError.check(hashes, of: id, width: width)
            edges.append(TileEdge(hashes.prefix(width)))
        }
        self.size = size
    }

    /// Adds leaves at the end.
    ///
    /// - Returns: Every tile that changed, as it stands now, by level and then from left to right.
    ///   A tile that the leaves fill is among them once, full.
    /// - Complexity: One node hash a leaf, and O(log n).
    public mutating func append(_ leafHashes: some Collection<Digest>) -> [TileUpdate] {
        var updates: [TileUpdate] = []
        var level = 0
        var hashes = fill(level, with: leafHashes, recording: &updates)
        while !hashes.isEmpty {
            level += 1
            hashes = fill(level, with: hashes, recording: &updates)
        }
        size += UInt64(leafHashes.count)
        return updates
    }

    /// Adds hashes to one level of the tree.
    ///
    /// - Returns: The roots of the tiles filled: the hashes to add to the level above.
    private mutating func fill(
        _ level: Int,
        with hashes: some Collection<Digest>,
        recording updates: inout [TileUpdate]
    ) -> [Digest] {
        if level == edges.count, !hashes.isEmpty { edges.append(TileEdge()) }
        var index = TileID.growing(level: level, treeSize: size).index
        var roots: [Digest] = []
        var rest = hashes[...]
        while !rest.isEmpty {
            let next = rest.prefix(edges[level].room)
            rest = rest.dropFirst(next.count)
            for hash in next { edges[level].append(hash) }
            let id = TileID(level: level, index: index)
            updates.append(TileUpdate(id: id, hashes: edges[level].hashes))
            if edges[level].isFull {
                roots += edges[level].peaks
                edges[level] = TileEdge()
                index += 1
            }
        }
        return roots
    }

    /// The root of the tree; ``LogHash/empty`` without leaves.
    ///
    /// - Complexity: O(log n).
    public var root: Digest {
        edges.reduce(nil) { $1.root(joining: $0) } ?? LogHash.empty
    }

    /// The root that the tree had, or has, at `size` leaves.
    ///
    /// - Returns: `nil` if the tree is smaller, or has left the tiles behind that the root needs:
    ///   sizes from the start of the last level-0 tile on can be asked for, and some others.
    /// - Complexity: At most 255 hashes a level.
    public func root(at size: UInt64) -> Digest? {
        guard size <= self.size else { return nil }
        var root: Digest?
        for level in 0..<Self.levelCount(size: size) {
            let id = TileID.growing(level: level, treeSize: size)
            let width = id.width(treeSize: size)
            if width == 0 { continue }
            guard id == TileID.growing(level: level, treeSize: self.size) else { return nil }
            root = TileEdge(edges[level].hashes.prefix(width)).root(joining: root)
        }
        return root ?? LogHash.empty
    }

    /// The number of levels that the tiles of a tree of `size` leaves have.
    private static func levelCount(size: UInt64) -> Int {
        let bits = UInt64.bitWidth - size.leadingZeroBitCount
        return (bits + TileID.height - 1) / TileID.height
    }
}
