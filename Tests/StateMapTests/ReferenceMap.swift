import Crypto
import StateMap
import Vocabulary

/// The definition of a state map, written for plainness: each root from scratch.
struct ReferenceMap {
    private(set) var entries: [[UInt8]: [UInt8]] = [:]

    mutating func update(_ changes: [StateMap.Change]) {
        for change in changes { entries[change.path.bytes] = change.valueHash?.bytes }
    }

    var root: [UInt8] {
        Self.root(of: entries.map { (path: $0.key, valueHash: $0.value) }, depth: 0)
    }

    private static func root(
        of leaves: [(path: [UInt8], valueHash: [UInt8])],
        depth: Int
    ) -> [UInt8] {
        if leaves.isEmpty { return [UInt8](repeating: 0, count: 32) }
        if leaves.count == 1 { return sha256([0] + leaves[0].path + leaves[0].valueHash) }
        let isRight = { (path: [UInt8]) in path[depth / 8] & (0x80 >> UInt8(depth % 8)) != 0 }
        let left = root(of: leaves.filter { !isRight($0.path) }, depth: depth + 1)
        let right = root(of: leaves.filter { isRight($0.path) }, depth: depth + 1)
        return sha256([1] + left + right)
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
