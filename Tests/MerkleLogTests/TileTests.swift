import MerkleLog
import Testing
import Vocabulary

@Suite("Tiles")
struct TileTests {
    @Test(
        "have the paths of the specification",
        arguments: [
            (TilePath.hashes(TileID(level: 0, index: 5), width: 256), "tile/0/005"),
            (.hashes(TileID(level: 0, index: 0), width: 1), "tile/0/000.p/1"),
            (.hashes(TileID(level: 4, index: 1_234_067), width: 255), "tile/4/x001/x234/067.p/255"),
            (.hashes(TileID(level: 1, index: 1_000), width: 256), "tile/1/x001/000"),
            (
                .hashes(TileID(level: 7, index: .max), width: 256),
                "tile/7/x018/x446/x744/x073/x709/x551/615"
            ),
            (.entries(index: 0, width: 256), "tile/entries/000"),
            (.entries(index: 123_456, width: 7), "tile/entries/x123/456.p/7"),
        ]
    )
    func paths(path: TilePath, text: String) throws {
        #expect(path.text == text)
        #expect(try TilePath(parsing: text) == path)
    }

    @Test(
        "are not found under other spellings",
        arguments: [
            "", "/", "tile", "tile/0", "tile/0/", "tile//000", "tile/0/5", "tile/0/0005",
            "/tile/0/005", "tile/0/005/", "tile/8/005", "tile/-1/005", "tile/+1/005",
            "tile/00/005", "tile/data/005", "tile/0/x000/005", "tile/0/001/005", "tile/0/x005",
            "tile/0/x001/x005", "tile/0/+05", "tile/0/005.p", "tile/0/005.p/", "tile/0/005.p/0",
            "tile/0/005.p/256", "tile/0/005.p/01", "tile/0/005.p/+1", "tile/0/005.p/-1",
            "tile/0/.p/1", "tile/0/00٥", "tile/0/005.p/1/2", "Tile/0/005", "tile/0/005 ",
            "tile/7/x018/x446/x744/x073/x709/x551/616", "tile/0/xx01/005", "tile/.p/1",
            String(repeating: "tile/", count: 100_000),
        ]
    )
    func wrongPaths(text: String) {
        #expect(throws: TilePath.ParsingError.self) { try TilePath(parsing: text) }
    }

    @Test("have the width that the tree gives them")
    func widths() {
        func width(_ level: Int, _ index: UInt64, _ size: UInt64) -> Int {
            TileID(level: level, index: index).width(treeSize: size)
        }
        #expect([0, 1, 255, 256, 257].map { width(0, 0, $0) } == [0, 1, 255, 256, 256])
        #expect([0, 255, 256, 511, 512].map { width(1, 0, $0) } == [0, 0, 1, 1, 2])
        #expect([256, 257, 512].map { width(0, 1, $0) } == [0, 1, 256])
        #expect(width(7, 0, .max) == 255)
        #expect(width(7, 1, .max) == 0)
        #expect(width(0, .max, .max) == 0)
    }

    @Test("are listed by level, then from left to right")
    func listing() {
        #expect(Array(TileID.all(treeSize: 0)).isEmpty)
        #expect(
            TileID.all(treeSize: 65_537).map { $0.id.path(width: $0.width) }.suffix(4)
                == ["tile/0/255", "tile/0/256.p/1", "tile/1/000", "tile/2/000.p/1"]
        )
        // Lazily: the first tiles of a tree that has 2^56 of them.
        #expect(TileID.all(treeSize: .max).prefix(3).map(\.id.index) == [0, 1, 2])
        let tiles = TileID.all(treeSize: 200_000).map(\.id)
        #expect(tiles == tiles.sorted())
    }

    @Test("keep their hashes as bytes", arguments: [1, 2, 255, 256])
    func data(count: Int) throws {
        let hashes = leafHashes(count)
        let bytes = TileData.encode(hashes)
        #expect(bytes == hashes.flatMap(\.bytes))
        #expect(try TileData.decode(bytes) == hashes)
    }

    @Test("are not read from other numbers of bytes", arguments: [0, 1, 31, 33, 257 * 32])
    func wrongData(count: Int) {
        #expect(throws: TileData.DecodingError.self) {
            try TileData.decode([UInt8](repeating: 0, count: count))
        }
    }
}
