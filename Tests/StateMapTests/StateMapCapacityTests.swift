import TestSupport
import Testing
import Vocabulary

@testable import StateMap

/// What happens when links run out, shown on maps with room for few.
@Suite("State map capacity")
struct StateMapCapacityTests {
    @Test("a batch that does not fit is refused whole")
    func refusal() throws {
        var map = StateMap(capacity: 10)
        try map.update((0..<5).map { StateMap.Change(numberedEntry($0)) })
        let before = map.root
        let more = (5..<11).map { StateMap.Change(numberedEntry($0)) }
        #expect(throws: StateMapError.full) { try map.update(more) }
        let (after, count) = (map.root, map.count)
        #expect(after == before)
        #expect(count == 5)
    }

    @Test("two paths may need more inner nodes than there are links")
    func deepPaths() {
        var map = StateMap(capacity: 255)
        #expect(throws: StateMapError.full) {
            try map.update([set(.zero, .zero), set(Digest(0, 0, 0, 1), .zero)])
        }
    }

    @Test("a batch of new keys fits exactly when its nodes do", arguments: UInt64(0)..<20)
    func exactCount(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let old = (0..<30).map { _ in set(random.crowdedPath(), random.digest()) }
        let new = (0..<30).map { _ in
            let path = random.crowdedPath().flipping(bit: Int(random.next() % 256))
            return set(path, random.digest())
        }
        var roomy = StateMap()
        try roomy.update(old)
        try roomy.update(new)
        let needed = roomy.nodes.count

        var exact = StateMap(capacity: needed)
        try exact.update(old)
        try exact.update(new)
        let roots = (exact.root, roomy.root)
        #expect(roots.0 == roots.1)

        var tight = StateMap(capacity: needed - 1)
        try tight.update(old)
        #expect(throws: StateMapError.full) { try tight.update(new) }
    }

    @Test("places of removed keys are used again")
    func reuse() throws {
        var map = try numberedMap(1_000)
        let links = (map.leaves.count, map.nodes.count)
        for round in 1...20 {
            try map.update((0..<1_000).map { remove(numberedEntry((round - 1) * 1_000 + $0).path) })
            try map.update((0..<1_000).map { StateMap.Change(numberedEntry(round * 1_000 + $0)) })
        }
        let places = map.leaves.places
        #expect(links.0 == 1_000)
        #expect(places == 1_000)
    }
}
