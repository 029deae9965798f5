import MerkleLog
import Testing
import Vocabulary

/// The eight leaves that the Certificate Transparency implementations test with.
///
/// Source: certificate-transparency, `merkletree_test.cc` and `merkle_verifier_test.cc`.
@Suite("Certificate Transparency vectors")
struct ReferenceVectorTests {
    static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]

    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].map(digest)

    let leaves: [Digest]
    let tiles: MemoryTiles

    init() throws {
        leaves = try Self.entries.map { LogHash.leaf(try #require([UInt8](hex: $0))) }
        tiles = MemoryTiles(leaves)
    }

    @Test("the root at every size", arguments: 0...8)
    func root(size: Int) throws {
        var tree = LogTree()
        _ = tree.append(leaves.prefix(size))
        #expect(tree.root == Self.roots[size])
        #expect(try LogTree.root(treeSize: UInt64(size), tiles: tiles) == Self.roots[size])
    }

    @Test("inclusion proofs", arguments: inclusionProofs)
    func inclusion(proof: InclusionProof) throws {
        let (index, size) = (Int(proof.leafIndex), Int(proof.treeSize))
        try proof.verify(leaf: leaves[index], root: Self.roots[size])
        let made = try InclusionProof(
            leafIndex: proof.leafIndex,
            treeSize: proof.treeSize,
            tiles: tiles
        )
        #expect(made == proof)
    }

    @Test("consistency proofs", arguments: consistencyProofs)
    func consistency(proof: ConsistencyProof) throws {
        let (old, new) = (Int(proof.oldSize), Int(proof.newSize))
        try proof.verify(oldRoot: Self.roots[old], newRoot: Self.roots[new])
        let made = try ConsistencyProof(
            oldSize: proof.oldSize,
            newSize: proof.newSize,
            tiles: tiles
        )
        #expect(made == proof)
    }

    // Nodes that several proofs share.
    private static let leaf0 = roots[1]
    private static let leaf1 = digest(
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
    )
    private static let nodes2to4 = digest(
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
    )
    private static let leaf4 = digest(
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    )
    private static let nodes4to6 = digest(
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
    )
    private static let nodes6to8 = digest(
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
    )
    private static let nodes4to8 = digest(
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
    )

    static let inclusionProofs = [
        InclusionProof(leafIndex: 0, treeSize: 1, path: []),
        InclusionProof(leafIndex: 0, treeSize: 8, path: [leaf1, nodes2to4, nodes4to8]),
        InclusionProof(leafIndex: 5, treeSize: 8, path: [leaf4, nodes6to8, roots[4]]),
        InclusionProof(leafIndex: 2, treeSize: 3, path: [roots[2]]),
        InclusionProof(leafIndex: 1, treeSize: 5, path: [leaf0, nodes2to4, leaf4]),
    ]

    static let consistencyProofs = [
        ConsistencyProof(oldSize: 1, newSize: 1, path: []),
        ConsistencyProof(oldSize: 1, newSize: 8, path: [leaf1, nodes2to4, nodes4to8]),
        ConsistencyProof(oldSize: 6, newSize: 8, path: [nodes4to6, nodes6to8, roots[4]]),
        ConsistencyProof(oldSize: 2, newSize: 5, path: [nodes2to4, leaf4]),
        ConsistencyProof(oldSize: 0, newSize: 8, path: []),
    ]
}
