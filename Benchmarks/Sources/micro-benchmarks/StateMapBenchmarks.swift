import Crypto
import StateMap

/// The state map beside the bare hashing that no implementation of it can do without.
enum StateMapBenchmarks {
    static func run() throws {
        try memory(keys: 1_000_000)  // first: what others free would be used again, uncounted
        let hash = bareHash()
        for keys in [10_000, 1_000_000] {
            let entries = (0..<keys).map(entry)
            try build(entries, hash: hash)
            try batches(of: 1_000, over: entries, hash: hash)
            try proofs(over: entries, hash: hash)
        }
    }

    /// SHA-256 of 65 bytes, the size of every leaf and node.
    static func bareHash() -> Double {
        let bytes = [UInt8](repeating: 7, count: 65)
        return benchmark("sha256/65-bytes", operations: 100_000) {
            for _ in 0..<100_000 {
                var hasher = SHA256()
                unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
                blackHole(hasher.finalize())
            }
        }
    }

    /// All entries at once, sorted here; each is one leaf and, for random paths, 1.44 nodes.
    static func build(_ entries: [StateMap.Entry], hash: Double) throws {
        let count = entries.count
        let samples = count > 100_000 ? 3 : 11
        let name = "state-map/build/\(count)"
        try benchmark(name, operations: count, samples: samples, limit: 2.44 * hash) {
            blackHole(try StateMap(building: entries))
        }
    }

    /// New values for keys at random, a batch at a time.
    static func batches(of size: Int, over entries: [StateMap.Entry], hash: Double) throws {
        var map = try StateMap(building: entries)
        var random = SplitMix64(seed: 1)
        let batches = (0..<50).map { _ in
            (0..<size).map { _ in
                let path = entries[Int.random(in: entries.indices, using: &random)].path
                let other = entries[Int.random(in: entries.indices, using: &random)]
                return StateMap.Change(path: path, valueHash: other.valueHash)
            }
        }
        let name = "state-map/update-\(size)/\(entries.count)"
        let limit = hashesPerKey(batch: size, keys: entries.count) * hash
        try benchmark(name, operations: batches.count * size, limit: limit) {
            for batch in batches { try map.update(batch) }
        }
        blackHole(map)
    }

    /// Making a proof, which hashes at most once, and checking it, once for each sibling and leaf.
    static func proofs(over entries: [StateMap.Entry], hash: Double) throws {
        let map = try StateMap(building: entries)
        let root = map.root
        var random = SplitMix64(seed: 2)
        let count = 10_000
        let paths = (0..<count).map { _ in
            entries[Int.random(in: entries.indices, using: &random)]
        }
        benchmark("state-map/proof/\(entries.count)", operations: count, limit: hash) {
            for entry in paths { blackHole(map.proof(for: entry.path)) }
        }
        let proofs = paths.map { map.proof(for: $0.path) }
        let hashes = proofs.reduce(0) { $0 + $1.siblings.count + 1 }
        let limit = hash * Double(hashes) / Double(count)
        try benchmark("state-map/verify/\(entries.count)", operations: count, limit: limit) {
            for (entry, proof) in zip(paths, proofs) {
                try proof.verify(path: entry.path, valueHash: entry.valueHash, root: root)
            }
        }
    }

    /// What a map alone adds to the resident memory, built in batches that leave nothing behind.
    static func memory(keys: Int) throws {
        let before = residentBytes()
        var map = StateMap()
        for start in stride(from: 0, to: keys, by: 1_000) {
            try map.update(
                (start..<start + 1_000).map { index in
                    let entry = entry(index)
                    return StateMap.Change(path: entry.path, valueHash: entry.valueHash)
                }
            )
        }
        let bytes = Double(residentBytes() - before) / Double(keys)
        let limit = 64.0  // a path and a value hash
        print(
            "state-map/memory/\(keys)\tbytes/key \(rounded(bytes))",
            "limit \(rounded(limit))\tratio \(rounded(bytes / limit))",
            separator: "\t"
        )
        blackHole(map)
    }

    /// The hashes that any tree of this form needs for each key of a batch of random keys.
    ///
    /// Of the `2^d` places at depth `d`, those hit by the batch and holding at least two keys are
    /// nodes to hash; each key adds its leaf.
    static func hashesPerKey(batch: Int, keys: Int) -> Double {
        var nodes = 0.0
        var places = 1.0
        for _ in 0..<60 {
            let alone = power(1 - 1 / places, keys - 1)  // no other key below the same place
            let missed = power(1 - 1 / places, batch)
            nodes += places * (1 - missed) * (1 - alone)
            places *= 2
        }
        return nodes / Double(batch) + 1
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }

    private static func entry(_ index: Int) -> StateMap.Entry {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: index >> (8 * $0)) }
        return StateMap.Entry(
            path: StateMap.path(of: bytes),
            valueHash: StateMap.valueHash(of: bytes + [1])
        )
    }
}
