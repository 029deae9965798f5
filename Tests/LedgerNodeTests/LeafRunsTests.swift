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

    @Test(
        "a file that cannot be is not read",
        arguments: [
            "PRAGMA user_version = 1", "UPDATE run SET part_bits = 70", "UPDATE run SET count = -1",
            "UPDATE run SET id = 1 << 50", "UPDATE run SET count = x''",
        ]
    )
    func damage(change: String) throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/views.sqlite"
        try LeafRuns(path: path).add([IndexedLeaf(prefix: 1, leaf: 2)], treeSize: 3)
        try DatabaseQueue(path: path).write { try $0.execute(sql: change) }
        #expect(throws: StoreError.self) { _ = try LeafRuns(path: path) }
    }

    @Test("a file with other tables is not read")
    func otherTables() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/views.sqlite"
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "CREATE TABLE transaction_leaf (prefix INTEGER, leaf INTEGER)")
        }
        #expect(throws: StoreError.self) { _ = try LeafRuns(path: path) }
    }

    @Test("what a cut-short merge left is gone after opening, and nothing else")
    func cutShort() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/views.sqlite"
        var random = SplitMix64(seed: 42)
        let leaves = (0..<500).map { Self.leaf($0, using: &random) }
        try LeafRuns(path: path).add(leaves, treeSize: 500)
        let database = try DatabaseQueue(path: path)
        try database.write { db in
            // Parts of a run that was not finished, and a run that was merged already.
            try db.execute(
                sql: """
                    INSERT INTO part (id, leaves) SELECT id + (9 << 24), leaves FROM part;
                    INSERT INTO run (id, level, count, part_bits) VALUES (3, -1, 100, 0);
                    INSERT INTO part (id, leaves) VALUES (3 << 24, x'00');
                    """
            )
        }
        let file = try LeafRuns(path: path)
        let newest = try database.read { db in
            try Int.fetchOne(db, sql: "SELECT max(id) >> 24 FROM part")
        }
        #expect(newest == 1)
        for leaf in leaves { #expect(try file.leaves(under: leaf.prefix).contains(leaf.leaf)) }
    }
}
