import MerkleLog
import TestSupport
import Testing
import Vocabulary

/// Trees no memory could hold, made of equal leaves: subtrees of one height are all equal.
struct UniformTiles: TileReader {
    /// The root of a complete subtree, by height.
    let complete: [Digest]

    init(leaf: Digest) {
        complete = (0..<64).reduce(into: [leaf]) { roots, _ in
            roots.append(LogHash.node(roots[roots.endIndex - 1], roots[roots.endIndex - 1]))
        }
    }

    func hashes(of tile: TileID, width: Int) -> [Digest] {
        [Digest](repeating: complete[8 * tile.level], count: width)
    }

    /// The root of `size` leaves, by the definition.
    func root(_ size: UInt64) -> Digest {
        guard size > 0 else { return LogHash.empty }
        let height = 63 - size.leadingZeroBitCount
        let rest = size - (1 << UInt64(height))
        return rest == 0 ? complete[height] : LogHash.node(complete[height], root(rest))
    }
}

@Suite("Huge trees")
struct HugeTreeTests {
    static let sizes: [UInt64] = [
        1 << 32, (1 << 32) + 1, (1 << 40) - 1, 1 << 40, (1 << 40) + 1, 0xAB_CDEF_0123,
        (1 << 56) + 255,
        (1 << 62) - 1, 1 << 63, .max,
    ]

    static let leaf = LogHash.leaf([])
    static let tiles = UniformTiles(leaf: leaf)

    @Test("have the root of the definition", arguments: sizes)
    func root(size: UInt64) throws {
        #expect(try LogTree.root(treeSize: size, tiles: Self.tiles) == Self.tiles.root(size))
    }

    @Test("have inclusion proofs that hold", arguments: sizes)
    func inclusion(size: UInt64) throws {
        var random = SplitMix64(seed: size)
        var indices = [0, 1, size / 2, size - 2, size - 1]
        indices += (0..<20).map { _ in UInt64.random(in: 0..<size, using: &random) }
        let root = Self.tiles.root(size)
        for index in indices {
            let proof = try InclusionProof(leafIndex: index, treeSize: size, tiles: Self.tiles)
            try proof.verify(leaf: Self.leaf, root: root)
        }
    }

    @Test("have consistency proofs that hold", arguments: sizes)
    func consistency(size: UInt64) throws {
        var random = SplitMix64(seed: size)
        var olds = [0, 1, 255, 256, size / 2, size - 1, size]
        olds += (0..<20).map { _ in UInt64.random(in: 0...size, using: &random) }
        for old in olds {
            let proof = try ConsistencyProof(oldSize: old, newSize: size, tiles: Self.tiles)
            try proof.verify(oldRoot: Self.tiles.root(old), newRoot: Self.tiles.root(size))
        }
    }

    @Test("can be restored and appended to")
    func append() throws {
        let size: UInt64 = (1 << 40) - 1
        var tree = try LogTree(size: size) { tile in
            Self.tiles.hashes(of: tile, width: tile.width(treeSize: size))
        }
        #expect(tree.root == Self.tiles.root(size))
        let updates = tree.append([Self.leaf])
        // The leaf fills a tile at each of five levels, and begins one at the sixth.
        #expect(updates.map(\.hashes.count) == [256, 256, 256, 256, 256, 1])
        #expect(updates.map(\.id).last == TileID(level: 5, index: 0))
        #expect(tree.root == Self.tiles.root(size + 1))
    }

    @Test("beyond 2^62 leaves are not restored")
    func tooLarge() {
        let size = LogTree.maximumSize + 1
        #expect(throws: TileError.treeTooLarge(size: size)) {
            try LogTree(size: size) { Self.tiles.hashes(of: $0, width: 1) }
        }
    }
}
