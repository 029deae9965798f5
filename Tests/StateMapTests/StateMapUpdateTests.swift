import StateMap
import TestSupport
import Testing
import Vocabulary

@Suite("State map updates")
struct StateMapUpdateTests {
    @Test("an empty map has the zero root and no key")
    func empty() {
        let map = StateMap()
        let (root, count, found) = (map.root, map.count, map.valueHash(at: .zero))
        #expect(root == .zero)
        #expect(count == 0)
        #expect(found == nil)
    }

    @Test("no change and removals of what is not there leave an empty map empty")
    func removalsFromEmpty() throws {
        var map = StateMap()
        try map.update([])
        try map.update((0..<100).map { remove(numberedEntry($0).path) })
        let (root, count) = (map.root, map.count)
        #expect(root == .zero)
        #expect(count == 0)
    }

    @Test("the order within a batch does not matter", arguments: UInt64(0)..<10)
    func orderWithinBatch(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var shuffled = StateMap()
        let entries = (0..<500).map(numberedEntry)
        try shuffled.update(entries.map(StateMap.Change.init).shuffled(using: &random))
        let roots = (shuffled.root, try numberedMap(500).root)
        #expect(roots.0 == roots.1)
    }

    @Test("how changes are batched does not matter", arguments: [1, 2, 7, 50, 499])
    func batching(size: Int) throws {
        var map = StateMap()
        for start in stride(from: 0, to: 500, by: size) {
            let entries = (start..<min(start + size, 500)).map(numberedEntry)
            try map.update(entries.map(StateMap.Change.init))
        }
        let roots = (map.root, try numberedMap(500).root)
        #expect(roots.0 == roots.1)
    }

    @Test("of changes to one key in a batch the last one counts")
    func lastWins() throws {
        var map = StateMap()
        let (path, first, last) = (Digest(1, 2, 3, 4), Digest(1, 0, 0, 0), Digest(2, 0, 0, 0))
        try map.update([set(path, first), set(.zero, first), remove(path), set(path, last)])
        let found = map.valueHash(at: path)
        #expect(found == last)
        try map.update([set(path, first), remove(path)])
        let (gone, count) = (map.valueHash(at: path), map.count)
        #expect(gone == nil)
        #expect(count == 1)
    }

    @Test("a removed key leaves no trace in the root", arguments: [0, 1, 2, 3, 64, 1_000])
    func removalRestores(count: Int) throws {
        var map = try numberedMap(count)
        let before = map.root
        let added = (count..<count + 50).map(numberedEntry)
        try map.update(added.map(StateMap.Change.init))
        let between = map.root
        try map.update(added.map { remove($0.path) })
        let (after, remaining) = (map.root, map.count)
        #expect(between != before)
        #expect(after == before)
        #expect(remaining == count)
    }

    @Test("a removed deep neighbour lets the other leaf rise again")
    func leafRises() throws {
        var map = StateMap()
        try map.update([set(.zero, Digest(9, 9, 9, 9))])
        let alone = map.root
        try map.update([set(Digest(0, 0, 0, 1), Digest(8, 8, 8, 8))])
        try map.update([remove(Digest(0, 0, 0, 1))])
        let (root, depth) = (map.root, map.proof(for: .zero).siblings.count)
        #expect(root == alone)
        #expect(depth == 0)
    }

    @Test("the same value again changes nothing")
    func sameValue() throws {
        var map = try numberedMap(100)
        let before = map.root
        try map.update((0..<100).map { StateMap.Change(numberedEntry($0)) })
        let after = map.root
        #expect(after == before)
    }
}
