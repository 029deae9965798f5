import Crypto
import Foundation
import MerkleLog
import TestSupport
import Vocabulary

/// A log written to a temporary directory in the C2SP layout, for other software to judge.
///
/// Beside the log lie `trust.txt`, its keys, and `proofs.txt`, proofs made here.
final class ExportedLog {
    let directory: URL

    private let size: Int
    private let tiles = MemoryTiles()

    /// Writes a log of `size` entries of many lengths.
    init(size: Int) throws {
        self.size = size
        directory = FileManager.default.temporaryDirectory
            .appending(path: "merkle-log-\(size)-\(UInt64.random(in: 0 ... .max))")
        let root = try writeTree()
        try writeCheckpoint(root: root)
        try writeProofs()
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    private func writeTree() throws -> Vocabulary.Digest {
        var tree = LogTree()
        var random = SplitMix64(seed: UInt64(size))
        for first in stride(from: 0, to: size, by: EntryBundle.maximumCount) {
            var bundle = EntryBundle()
            for _ in first..<min(first + EntryBundle.maximumCount, size) {
                try bundle.append(random.bytes(Int.random(in: 0...40, using: &random)))
            }
            let index = UInt64(first / EntryBundle.maximumCount)
            try write(bundle.bytes, at: TilePath.entries(index: index, width: bundle.count).text)
            tiles.write(tree.append(bundle.leafHashes))
        }
        for (tile, hashes) in tiles.tiles {
            try write(TileData.encode(hashes), at: tile.path(width: hashes.count))
        }
        return tree.root
    }

    private func writeCheckpoint(root: Vocabulary.Digest) throws {
        let log = try NoteSigner(name: "log.example/cyclade", privateKey: .init())
        let witnesses = try ["w1.example", "w2.example/é"].map {
            try NoteSigner(name: $0, privateKey: .init(), algorithm: .cosignatureV1)
        }
        let stranger = try NoteSigner(name: "stranger.example", privateKey: .init())
        let text = try Checkpoint(origin: log.name, size: UInt64(size), root: root).text
        var note = try SignedNote(text: text, signatures: [log.sign(text), stranger.sign(text)])
        for witness in witnesses { try note.append(witness.cosign(text, time: 1_763_000_000)) }
        try write(note.encoded, at: "checkpoint")
        let keys = ([log] + witnesses).map { "\($0.verifierKey)\n" }.joined()
        try write(Array(keys.utf8), at: "trust.txt")
    }

    private func writeProofs() throws {
        var random = SplitMix64(seed: 6)
        var lines = ""
        func add(_ kind: String, _ lower: UInt64, _ upper: UInt64, _ path: [Vocabulary.Digest]) {
            let hashes = path.map { " " + Base64.encode($0.bytes) }.joined()
            lines += "\(kind) \(lower) \(upper)\(hashes)\n"
        }
        for _ in 0..<100 {
            let upper = UInt64.random(in: 1...UInt64(size), using: &random)
            let index = UInt64.random(in: 0..<upper, using: &random)
            let old = UInt64.random(in: 1...upper, using: &random)
            let inclusion = try InclusionProof(leafIndex: index, treeSize: upper, tiles: tiles)
            add("inclusion", index, upper, inclusion.path)
            let consistency = try ConsistencyProof(oldSize: old, newSize: upper, tiles: tiles)
            add("consistency", old, upper, consistency.path)
        }
        try write(Array(lines.utf8), at: "proofs.txt")
    }

    func write(_ bytes: [UInt8], at path: String) throws {
        let file = directory.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
    }
}
