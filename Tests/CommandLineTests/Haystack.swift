/// Bytes that are searched for many needles at once.
struct Haystack {
    private let needles: [UInt64: [[UInt8]]]
    /// Whether a needle begins with bytes whose lowest 16 bits are the index.
    private let filter: [Bool]

    /// Prepares a search; needles have at least eight bytes.
    init(searchedFor needles: some Sequence<[UInt8]>) {
        self.needles = Dictionary(grouping: needles, by: { Self.key($0[...]) })
        var filter = Array(repeating: false, count: 1 << 16)
        for key in self.needles.keys { filter[Int(key & 0xFFFF)] = true }
        self.filter = filter
    }

    /// The needles that stand in `bytes`.
    func found(in bytes: [UInt8]) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        guard bytes.count >= 8 else { return [] }
        var key = Self.key(bytes[..<8]) >> 8
        for end in 7..<bytes.count {
            key = key << 8 | UInt64(bytes[end])
            guard filter[Int(key & 0xFFFF)], let candidates = needles[key] else { continue }
            for needle in candidates where bytes[(end - 7)...].starts(with: needle) {
                found.insert(needle)
            }
        }
        return found
    }

    /// The first eight bytes as a number.
    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
