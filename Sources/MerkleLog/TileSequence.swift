/// The tiles of a tree, made one at a time: each level from left to right, from the leaves up.
public struct TileSequence: Sequence, Sendable {
    /// The number of leaves of the tree.
    public let treeSize: UInt64

    /// Creates the sequence of the tiles of a tree of `treeSize` leaves; empty for 0.
    public init(treeSize: UInt64) {
        self.treeSize = treeSize
    }

    public func makeIterator() -> Iterator { Iterator(treeSize: treeSize) }

    /// Walks over the tiles.
    public struct Iterator: IteratorProtocol, Sendable {
        private let treeSize: UInt64
        private var level = 0
        private var index: UInt64 = 0

        init(treeSize: UInt64) {
            self.treeSize = treeSize
        }

        /// The next tile and the number of hashes it holds, `1...256`.
        public mutating func next() -> (id: TileID, width: Int)? {
            while TileID.levels.contains(level) {
                let tile = TileID(level: level, index: index)
                let width = tile.width(treeSize: treeSize)
                if width > 0 {
                    index += 1
                    return (tile, width)
                }
                (level, index) = (level + 1, 0)
            }
            return nil
        }
    }
}

extension TileID {
    /// All the tiles of a tree of `treeSize` leaves, with their widths, lazily.
    public static func all(treeSize: UInt64) -> TileSequence { TileSequence(treeSize: treeSize) }
}
