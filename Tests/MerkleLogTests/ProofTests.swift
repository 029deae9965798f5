import MerkleLog
import TestSupport
import Testing
import Vocabulary

@Suite("Proofs")
struct ProofTests {
    static let count = 300
    static let leaves = leafHashes(count)
    static let reference = ReferenceTree(leafHashes: leaves)
    static let roots = (0...count).map { reference.root(0..<$0) }

    let tiles = MemoryTiles(leaves)

    @Test("of inclusion equal the definition at every index of every size up to 300")
    func inclusion() throws {
        for size in 1...Self.count {
            for index in 0..<size {
                let proof = try InclusionProof(
                    leafIndex: UInt64(index),
                    treeSize: UInt64(size),
                    tiles: tiles
                )
                try proof.verify(leaf: Self.leaves[index], root: Self.roots[size])
                // The definition is slow: every seventh place, and the edges.
                if (index + size) % 7 == 0 || index == size - 1 {
                    #expect(proof.path == Self.reference.inclusionPath(index, in: 0..<size))
                }
            }
        }
    }

    @Test("of several leaves together are those of each alone")
    func together() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            let size = Int.random(in: 1...Self.count, using: &random)
            let leaves = (0..<4).map { _ in UInt64.random(in: 0..<UInt64(size), using: &random) }
            let together = try InclusionProof.proofs(
                of: leaves,
                treeSize: UInt64(size),
                tiles: tiles
            )
            let alone = try leaves.map {
                try InclusionProof(leafIndex: $0, treeSize: UInt64(size), tiles: tiles)
            }
            #expect(together == alone)
        }
        #expect(throws: ProofError.self) {
            _ = try InclusionProof.proofs(of: [0, 5], treeSize: 5, tiles: tiles)
        }
    }

    @Test("of consistency equal the definition for pairs of sizes up to 300")
    func consistency() throws {
        for new in 0...Self.count {
            // Every seventh pair, and the edges.
            for old in 0...new where (old + new) % 7 == 0 || old < 2 || old >= new - 1 {
                let proof = try ConsistencyProof(
                    oldSize: UInt64(old),
                    newSize: UInt64(new),
                    tiles: tiles
                )
                try proof.verify(oldRoot: Self.roots[old], newRoot: Self.roots[new])
                if old > 0 {
                    #expect(proof.path == Self.reference.consistencyPath(old, in: 0..<new))
                }
            }
        }
    }

    @Test("of inclusion do not hold once anything is changed")
    func mutatedInclusion() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2_000 {
            let size = Int.random(in: 1...Self.count, using: &random)
            let index = Int.random(in: 0..<size, using: &random)
            var proof = try InclusionProof(
                leafIndex: UInt64(index),
                treeSize: UInt64(size),
                tiles: tiles
            )
            var leaf = Self.leaves[index]
            var root = Self.roots[size]
            switch Int.random(in: 0..<6, using: &random) {
            case 0: proof.leafIndex ^= 1 << UInt64.random(in: 0..<64, using: &random)
            case 1: leaf = leaf.flippingBit(using: &random)
            case 2: root = root.flippingBit(using: &random)
            case 3:
                proof.path.insert(leaf, at: Int.random(in: 0...proof.path.count, using: &random))
            case 4: if proof.path.popLast() == nil { leaf = root.flippingBit(using: &random) }
            default: proof.path.flipBit(orAppend: leaf, using: &random)
            }
            #expect(throws: ProofError.self) { try proof.verify(leaf: leaf, root: root) }
        }
    }

    @Test("of consistency do not hold once anything is changed")
    func mutatedConsistency() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<2_000 {
            let new = Int.random(in: 2...Self.count, using: &random)
            let old = Int.random(in: 1..<new, using: &random)
            var proof = try ConsistencyProof(
                oldSize: UInt64(old),
                newSize: UInt64(new),
                tiles: tiles
            )
            var (oldRoot, newRoot) = (Self.roots[old], Self.roots[new])
            switch Int.random(in: 0..<5, using: &random) {
            case 0: oldRoot = oldRoot.flippingBit(using: &random)
            case 1: newRoot = newRoot.flippingBit(using: &random)
            case 2: proof.path.append(oldRoot)
            case 3: proof.path.removeLast()
            default: proof.path.flipBit(orAppend: oldRoot, using: &random)
            }
            #expect(throws: ProofError.self) {
                try proof.verify(oldRoot: oldRoot, newRoot: newRoot)
            }
        }
    }

    @Test("say why they do not hold")
    func reasons() {
        let (root, other) = (Self.roots[1], Self.roots[2])
        #expect(throws: ProofError.indexBeyondTree(leafIndex: 1, treeSize: 1)) {
            try InclusionProof(leafIndex: 1, treeSize: 1, path: []).root(of: root)
        }
        #expect(throws: ProofError.indexBeyondTree(leafIndex: 0, treeSize: 0)) {
            try InclusionProof(leafIndex: 0, treeSize: 0, path: []).root(of: root)
        }
        #expect(throws: ProofError.pathLength(expected: 64, found: 100)) {
            let path = [Digest](repeating: root, count: 100)
            _ = try InclusionProof(leafIndex: 0, treeSize: .max, path: path).root(of: root)
        }
        #expect(throws: ProofError.sizesReversed(oldSize: 2, newSize: 1)) {
            try ConsistencyProof(oldSize: 2, newSize: 1, path: [])
                .verify(oldRoot: other, newRoot: root)
        }
        #expect(throws: ProofError.pathLength(expected: 0, found: 1)) {
            try ConsistencyProof(oldSize: 1, newSize: 1, path: [root])
                .verify(oldRoot: root, newRoot: root)
        }
        #expect(throws: ProofError.pathLength(expected: 0, found: 1)) {
            try ConsistencyProof(oldSize: 0, newSize: 2, path: [root])
                .verify(oldRoot: LogHash.empty, newRoot: root)
        }
        #expect(
            throws: ProofError.rootMismatch(size: 0, computed: LogHash.empty, claimed: root)
        ) {
            try ConsistencyProof(oldSize: 0, newSize: 2, path: [])
                .verify(oldRoot: root, newRoot: other)
        }
        #expect(throws: ProofError.rootMismatch(size: 1, computed: root, claimed: other)) {
            try ConsistencyProof(oldSize: 1, newSize: 1, path: [])
                .verify(oldRoot: root, newRoot: other)
        }
    }

    @Test("read at most two tiles a level")
    func reads() throws {
        let size = 70_000
        let tiles = MemoryTiles(leafHashes(size))
        for index in stride(from: 0, to: size, by: 997) {
            tiles.reads = []
            _ = try InclusionProof(
                leafIndex: UInt64(index),
                treeSize: UInt64(size),
                tiles: tiles
            )
            #expect(tiles.reads.count <= 6)
            #expect(Set(tiles.reads).count == tiles.reads.count)
            tiles.reads = []
            _ = try ConsistencyProof(
                oldSize: UInt64(index),
                newSize: UInt64(size),
                tiles: tiles
            )
            #expect(tiles.reads.count <= 6)
        }
    }

    @Test("are not made from a tile that is too narrow")
    func narrowTile() {
        let tile = TileID(level: 0, index: 0)
        #expect(throws: TileError.width(tile, expected: 4, found: 3)) {
            try InclusionProof(leafIndex: 0, treeSize: 4, tiles: MemoryTiles(leafHashes(3)))
        }
        #expect(throws: MemoryTiles.Missing.self) {
            try LogTree.root(treeSize: 4, tiles: MemoryTiles())
        }
    }
}

extension Digest {
    func flippingBit(using random: inout SplitMix64) -> Digest {
        let place = Int.random(in: 0..<256, using: &random)
        var bytes = bytes
        bytes[place / 8] ^= 1 << UInt8(place % 8)
        return Digest(bytes) ?? .zero
    }
}

extension [Digest] {
    /// Changes one of the digests, or adds one if there are none.
    mutating func flipBit(orAppend other: Digest, using random: inout SplitMix64) {
        guard let place = indices.randomElement(using: &random) else { return append(other) }
        self[place] = self[place].flippingBit(using: &random)
    }
}
