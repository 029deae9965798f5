import MerkleLog
import TestSupport
import Testing
import Vocabulary

@Suite("Log tree")
struct LogTreeTests {
    static let leaves = leafHashes(70_000)

    @Test("has the root of the definition at every size up to 300")
    func roots() {
        let reference = ReferenceTree(leafHashes: Array(Self.leaves.prefix(300)))
        var tree = LogTree()
        #expect(tree.root == LogHash.empty)
        for size in 1...300 {
            _ = tree.append(CollectionOfOne(Self.leaves[size - 1]))
            #expect(tree.root == reference.root(0..<size))
            #expect(tree.size == UInt64(size))
        }
    }

    @Test("does not care in what batches leaves arrive", arguments: [1, 2, 3, 4] as [UInt64])
    func batches(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var whole = LogTree()
        let wholeTiles = MemoryTiles()
        wholeTiles.write(whole.append(Self.leaves))

        var tree = LogTree()
        let tiles = MemoryTiles()
        var rest = Self.leaves[...]
        while !rest.isEmpty {
            let limit = [1, 10, 300, 5_000].randomElement(using: &random) ?? 1
            let batch = rest.prefix(Int.random(in: 0...limit, using: &random))
            rest = rest.dropFirst(batch.count)
            tiles.write(tree.append(batch))
        }
        #expect(tree == whole)
        #expect(tiles.tiles == wholeTiles.tiles)
    }

    @Test("hands out every tile of the tree, in order, and each once")
    func updates() {
        var tree = LogTree()
        let updates = tree.append(Self.leaves)
        #expect(updates.map(\.id) == TileID.all(treeSize: tree.size).map(\.id))
        #expect(updates.map(\.hashes.count) == TileID.all(treeSize: tree.size).map(\.width))
        #expect(tree.append([]).isEmpty)
        #expect(tree.append(Self.leaves.prefix(1)).map(\.id) == [TileID(level: 0, index: 273)])
    }

    @Test(
        "is the same tree after being restored",
        arguments: [0, 1, 2, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 70_000]
    )
    func restore(size: Int) throws {
        var tree = LogTree()
        let tiles = MemoryTiles()
        tiles.write(tree.append(Self.leaves.prefix(size)))
        let restored = try LogTree(size: UInt64(size)) { try tiles.stored($0) }
        #expect(restored == tree)

        // Tiles that have grown since serve as well.
        let grown = MemoryTiles(Self.leaves)
        #expect(try LogTree(size: UInt64(size)) { try grown.stored($0) } == tree)
    }

    @Test("is not restored from tiles of the wrong width", arguments: [0, 1, 257])
    func narrowTile(width: Int) {
        let tile = TileID(level: 0, index: 0)
        #expect(throws: TileError.width(tile, expected: 2, found: width)) {
            try LogTree(size: 2) { _ in leafHashes(width) }
        }
    }

    @Test("knows its recent roots, and says when it does not")
    func recentRoots() throws {
        let tiles = MemoryTiles(Self.leaves)
        var tree = LogTree()
        for size in [3, 255, 256, 300, 1_000, 70_000] {
            _ = tree.append(Self.leaves[Int(tree.size)..<size])
            for past in 0...min(size, 1_200) {
                let root = try LogTree.root(treeSize: UInt64(past), tiles: tiles)
                let known = tree.root(at: UInt64(past))
                #expect(known == root || known == nil)
                if past >= size & ~0xFF { #expect(known == root) }
            }
            #expect(tree.root(at: UInt64(size)) == tree.root)
            #expect(tree.root(at: UInt64(size) + 1) == nil)
        }
    }
}
