import CycladeSchema
import FoundationEssentials
import MerkleLog
import Verification
import Vocabulary

/// A few leaves, each once.
struct OneTile: TileReader {
    private var entries: [Data] = []

    mutating func add(_ entry: Data) {
        if !entries.contains(entry) { entries.append(entry) }
    }

    var tree: LogTree {
        var tree = LogTree()
        _ = tree.append(entries.map { LogHash.leaf($0) })
        return tree
    }

    func hashes(of tile: TileID, width: Int) -> [Digest] { entries.map { LogHash.leaf($0) } }

    /// An entry that was added, with its place.
    func proven(_ entry: Data) throws -> ProvenEntry {
        let proof = try InclusionProof(
            leafIndex: UInt64(entries.firstIndex(of: entry) ?? entries.count),
            treeSize: UInt64(entries.count),
            tiles: self
        )
        return ProvenEntry(entry: Array(entry), proof: proof)
    }
}
