import MerkleLog
import Vocabulary

/// Tiles kept in memory, always as wide as they have become.
final class MemoryTiles: TileReader {
    struct Missing: Error {
        let tile: TileID
    }

    private(set) var tiles: [TileID: [Digest]] = [:]
    /// The tiles read since the last time this was emptied.
    var reads: [TileID] = []

    init() {}

    init(_ leafHashes: [Digest]) {
        var tree = LogTree()
        write(tree.append(leafHashes))
    }

    func write(_ updates: [LogTree.TileUpdate]) {
        for update in updates { tiles[update.id] = update.hashes }
    }

    func hashes(of tile: TileID, width: Int) throws -> [Digest] {
        reads.append(tile)
        return try stored(tile)
    }

    func stored(_ tile: TileID) throws -> [Digest] {
        guard let hashes = tiles[tile] else { throw Missing(tile: tile) }
        return hashes
    }
}

/// The leaf hashes of `count` different entries.
func leafHashes(_ count: Int) -> [Digest] {
    (0..<count).map { LogHash.leaf(Array("entry \($0)".utf8)) }
}

/// The digest of 64 hexadecimal digits, for vectors.
func digest(_ hex: String) -> Digest {
    guard let digest = Digest(hex: hex) else { preconditionFailure("not a digest: \(hex)") }
    return digest
}
