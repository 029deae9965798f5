import GRDB
import TestSupport
import Testing

@testable import LedgerNode

@Suite("Leaves by the prefixes of ids")
struct LeafRunsTests {
    /// Prefixes of few different values too, so that some stand twice.
    private static func leaf(_ number: Int, using random: inout SplitMix64) -> IndexedLeaf {
        let prefix = number % 7 == 0 ? random.next() % 50 << 58 : random.next()
        return IndexedLeaf(prefix: prefix, leaf: UInt64(number))
    }

    @Test(
        "are found through every merge, and nothing else is",
        arguments: [1, 7, 190, 2_500]
    )
    func model(batch: Int) throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/views.sqlite"
        var random = SplitMix64(seed: 41)
        var model: [UInt64: [UInt64]] = [:]
        var file = try LeafRuns(path: path)
        for round in 0..<75 {
            let leaves = (0..<batch).map { Self.leaf(round * batch + $0, using: &random) }
            try file.add(leaves, treeSize: UInt64((round + 1) * batch))
            for leaf in leaves { model[leaf.prefix, default: []].append(leaf.leaf) }
            if round % 30 == 29 { file = try LeafRuns(path: path) }
        }
        #expect(try file.treeSize() == UInt64(75 * batch))
        for (prefix, leaves) in model.prefix(3_000) {
            #expect(try file.leaves(under: prefix) == leaves)
            #expect(try file.leaves(under: prefix ^ 1) == model[prefix ^ 1] ?? [])
        }
    }

    @Test("a file of another version is not read")
    func version() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/views.sqlite"
        _ = try LeafRuns(path: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 1") }
        #expect(throws: StoreError.self) { _ = try LeafRuns(path: path) }
    }
}
