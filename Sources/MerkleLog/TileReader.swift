public import Vocabulary

/// Where the tiles of a log are kept.
public protocol TileReader {
    /// The first `width` hashes of a tile.
    ///
    /// - Parameters:
    ///   - tile: The place of the tile.
    ///   - width: The number of hashes wanted, `1...256`.
    /// - Returns: The hashes, from the first on. May be more than wanted, if the tile has grown
    ///   since; the rest is left alone.
    /// - Throws: Any error, which proof building passes on.
    func hashes(of tile: TileID, width: Int) throws -> [Digest]
}

/// Why tiles do not serve.
public enum TileError: Error, Hashable, Sendable {
    /// The tile has `found` hashes where at least `expected`, and at most 256, should be.
    case width(TileID, expected: Int, found: Int)
    /// The tree to restore has more leaves than ``LogTree/maximumSize``.
    case treeTooLarge(size: UInt64)

    /// Checks that `hashes` can be the tile `id` with at least `width` hashes.
    static func check(_ hashes: [Digest], of id: TileID, width: Int) throws(TileError) {
        guard hashes.count >= width, hashes.count <= TileID.fullWidth else {
            throw .width(id, expected: width, found: hashes.count)
        }
    }
}
