import StateMap
import Vocabulary

/// A map of `count` numbered keys, each with a numbered value.
func numberedMap(_ count: Int) throws -> StateMap {
    try StateMap(building: (0..<count).map(numberedEntry))
}

func numberedKey(_ index: Int) -> [UInt8] { Array("key \(index)".utf8) }

func numberedValue(_ index: Int) -> [UInt8] { Array("value \(index)".utf8) }

func numberedEntry(_ index: Int) -> StateMap.Entry {
    StateMap.Entry(
        path: StateMap.path(of: numberedKey(index)),
        valueHash: StateMap.valueHash(of: numberedValue(index))
    )
}

func set(_ path: Digest, _ valueHash: Digest) -> StateMap.Change {
    StateMap.Change(path: path, valueHash: valueHash)
}

func remove(_ path: Digest) -> StateMap.Change {
    StateMap.Change(path: path, valueHash: nil)
}

extension StateMap.Change {
    init(_ entry: StateMap.Entry) {
        self.init(path: entry.path, valueHash: entry.valueHash)
    }
}

extension Digest {
    /// The digest with one bit the other way round, the most significant being number 0.
    func flipping(bit: Int) -> Digest {
        var parts = [words.0, words.1, words.2, words.3]
        parts[bit / 64] ^= 1 << UInt64(63 - bit % 64)
        return Digest(parts[0], parts[1], parts[2], parts[3])
    }
}
