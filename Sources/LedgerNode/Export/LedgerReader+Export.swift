import CycladeSchema
import FoundationEssentials
import MerkleLog
import Rulebook
import Vocabulary

extension LedgerReader {
    /// Writes the log as static C2SP files: checkpoint, tiles, entry bundles.
    ///
    /// The checkpoint goes last, so that whoever reads along never sees one without its tiles.
    ///
    /// - Parameters:
    ///   - path: The directory to write to; made if need be.
    ///   - progress: Told the number of tiles written and the number in all.
    /// - Returns: The number of leaves exported.
    /// - Throws: ``StoreError`` when the ledger cannot be read or a file cannot be written.
    public func export(
        to path: String,
        progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> UInt64 {
        try store.read { snapshot in
            guard let block = try snapshot.lastBlock() else {
                throw StoreError.corrupt("it has no block")
            }
            let size = block.treeSize
            let tiles = Array(TileSequence(treeSize: size))
            var done = 0
            for (tile, width) in tiles {
                let hashes = try snapshot.hashes(of: tile, width: width).prefix(width)
                try write(TileData.encode(hashes), to: path, tile.path(width: width))
                if tile.level == 0 {
                    try write(
                        bundle(tile.index, width: width, snapshot),
                        to: path,
                        TilePath.entries(index: tile.index, width: width).text
                    )
                }
                done += 1
                progress(done, tiles.count)
            }
            try write(snapshot.checkpoint(), to: path, "checkpoint")
            return size
        }
    }

    private func bundle(_ number: UInt64, width: Int, _ snapshot: LedgerSnapshot) throws -> [UInt8]
    {
        let bundle = try snapshot.bundle(number)
        guard bundle.count == width else {
            throw StoreError.corrupt("entry bundle \(number) has \(bundle.count) entries")
        }
        return bundle.bytes
    }

    private func write(_ bytes: [UInt8], to directory: String, _ path: String) throws {
        let file = "\(directory)/\(path)"
        let parent = String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
        do {
            try FileManager.default.createDirectory(
                atPath: parent,
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: URL(filePath: file))
        } catch {
            throw StoreError.io("\(file) cannot be written: \(error)")
        }
    }
}
