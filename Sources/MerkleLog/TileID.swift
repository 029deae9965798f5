/// The place of a tile: 256 consecutive hashes at every eighth level of the tree.
///
/// Tile `index` at `level` holds the roots of the complete subtrees of 256^level leaves numbered
/// from 256 × index on. Tiles order by level, then by index.
///
/// - **Source.** C2SP tlog-tiles.
public struct TileID: Hashable, Sendable {
    /// The number of hashes in a full tile.
    public static let fullWidth = 256

    /// The number of tree levels that a tile spans.
    static let height = 8

    /// The levels that a tree of less than 2^64 leaves can have.
    public static let levels = 0...7

    /// The level, within ``levels``; 0 holds the leaf hashes.
    public let level: Int
    /// The number of the tile within its level, from 0.
    public let index: UInt64

    /// Creates the place of a tile.
    ///
    /// - Precondition: `level` is within ``levels``.
    public init(level: Int, index: UInt64) {
        precondition(Self.levels.contains(level), "a tile's level is within 0...7")
        self.level = level
        self.index = index
    }

    /// The number of hashes this tile holds in a tree of `treeSize` leaves.
    ///
    /// - Returns: `0...256`; 0 if the tree does not reach this tile.
    public func width(treeSize: UInt64) -> Int {
        let hashes = treeSize >> UInt64(Self.height * level)
        let full = hashes >> UInt64(Self.height)
        if index < full { return Self.fullWidth }
        return index == full ? Int(hashes & 0xFF) : 0
    }

    /// The tile that is growing at `level` in a tree of `treeSize` leaves.
    ///
    /// Its width is 0 if all the level's tiles are full.
    static func growing(level: Int, treeSize: UInt64) -> TileID {
        // At level 7 this shifts by all 64 bits, which gives 0: that level has one tile only.
        TileID(level: level, index: treeSize >> UInt64(height * (level + 1)))
    }
}

extension TileID: Comparable {
    public static func < (lhs: TileID, rhs: TileID) -> Bool {
        (lhs.level, lhs.index) < (rhs.level, rhs.index)
    }
}

extension TileID: CustomStringConvertible {
    /// The path of the full tile.
    public var description: String { path(width: Self.fullWidth) }
}
