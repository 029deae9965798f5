import StateMap
import TestSupport
import Testing
import Vocabulary

@Suite("State map against its definition")
struct StateMapModelTests {
    @Test("random batches give the root of the definition", arguments: UInt64(0)..<8)
    func randomBatches(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var map = StateMap()
        var reference = ReferenceMap()
        for _ in 0..<250 {
            let changes = randomChanges(using: &random)
            try map.update(changes)
            reference.update(changes)
            let (root, count) = (map.root, map.count)
            try #require(root.bytes == reference.root)
            try #require(count == reference.entries.count)
        }
    }

    @Test("every key has its value and a proof of it", arguments: UInt64(0)..<4)
    func lookups(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var map = StateMap()
        var reference = ReferenceMap()
        for _ in 0..<25 {
            let changes = randomChanges(using: &random)
            try map.update(changes)
            reference.update(changes)
            let root = map.root
            for path in changes.map(\.path) + [random.crowdedPath(), random.digest()] {
                let found = map.valueHash(at: path)
                let proof = map.proof(for: path)
                try #require(found?.bytes == reference.entries[path.bytes])
                if let found {
                    try proof.verify(path: path, valueHash: found, root: root)
                } else {
                    try proof.verifyAbsence(path: path, root: root)
                }
            }
        }
    }

    @Test("a map built at once equals one grown step by step", arguments: [0, 1, 2, 3, 100, 1_000])
    func buildEqualsGrowth(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let entries = (0..<count).map { index in
            StateMap.Entry(
                path: index.isMultiple(of: 3) ? random.crowdedPath() : random.digest(),
                valueHash: random.digest()
            )
        }
        var grown = StateMap()
        for entry in entries { try grown.update([StateMap.Change(entry)]) }
        let built = try StateMap(building: entries)
        let (roots, counts) = ((built.root, grown.root), (built.count, grown.count))
        #expect(roots.0 == roots.1)
        #expect(counts.0 == counts.1)
    }

    /// Up to 16 changes among few paths, one in three a removal, now and then two of the same path.
    private func randomChanges(using random: inout SplitMix64) -> [StateMap.Change] {
        (0..<Int.random(in: 0...16, using: &random)).map { _ in
            let isCrowded = random.next() % 4 != 0
            let path =
                isCrowded
                ? random.crowdedPath()
                : Digest(random.next() & 0xFF << 56, 0, 0, 0)
            let removes = random.next().isMultiple(of: 3)
            return StateMap.Change(path: path, valueHash: removes ? nil : random.digest())
        }
    }
}
