import MerkleLog
import TestSupport
import Testing

@Suite("Entry bundles")
struct EntryBundleTests {
    @Test("give back their entries", arguments: [0, 1, 2, 255, 256])
    func roundTrip(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let entries = (0..<count).map { random.bytes($0 * $0 % 700) }
        var bundle = EntryBundle()
        for entry in entries { try bundle.append(entry) }
        let decoded = try EntryBundle(decoding: bundle.bytes)
        #expect(decoded == bundle)
        #expect(decoded.map(Array.init) == entries)
        #expect(decoded.leafHashes == entries.map { sha256([0] + $0) })
    }

    @Test("have the bytes of the specification")
    func format() throws {
        var bundle = EntryBundle()
        try bundle.append([7, 8, 9])
        try bundle.append([])
        try bundle.append([UInt8](repeating: 1, count: 258))
        #expect(bundle.bytes.prefix(9) == [0, 3, 7, 8, 9, 0, 0, 1, 2])
    }

    @Test("refuse what does not fit, and stay as they were")
    func limits() throws {
        var bundle = EntryBundle()
        try bundle.append([UInt8](repeating: 1, count: 65_535))
        let before = bundle
        #expect(throws: EntryBundle.Refusal.entryTooLong(byteCount: 65_536)) {
            try bundle.append([UInt8](repeating: 1, count: 65_536))
        }
        #expect(bundle == before)
        for _ in 0..<255 { try bundle.append([]) }
        #expect(throws: EntryBundle.Refusal.full) { try bundle.append([]) }
        #expect(throws: EntryBundle.Refusal.full) {
            try EntryBundle(decoding: [UInt8](repeating: 0, count: 257 * 2))
        }
    }

    @Test(
        "refuse bytes that are cut short",
        arguments: [([0], 0), ([0, 1], 0), ([0, 1, 5, 0], 3), ([0, 0, 255, 255, 1], 2)]
            as [([UInt8], Int)]
    )
    func truncated(bytes: [UInt8], offset: Int) {
        #expect(throws: EntryBundle.Refusal.truncated(offset: offset)) {
            try EntryBundle(decoding: bytes)
        }
    }

    @Test("read any bytes without harm")
    func noise() {
        var random = SplitMix64(seed: 3)
        for round in 0..<5_000 {
            var bytes = random.bytes(Int.random(in: 0...300, using: &random))
            // Small lengths, so that some bundles are whole.
            if round.isMultiple(of: 2) { bytes = bytes.map { $0 & 3 } }
            guard let bundle = try? EntryBundle(decoding: bytes) else { continue }
            #expect(bundle.bytes == bytes)
            #expect(bundle.reduce(0) { $0 + $1.count + 2 } == bytes.count)
        }
    }
}
