public import Vocabulary

extension StateMap {
    /// A wish for one key: a new value, or none.
    public struct Change: Hashable, Sendable {
        /// The path of the key: see ``StateMap/path(of:)``.
        public let path: Digest

        /// The hash of the new value: see ``StateMap/valueHash(of:)``; `nil` removes the key.
        public let valueHash: Digest?

        /// Creates a change; removing a key that is not there is no mistake.
        public init(path: Digest, valueHash: Digest?) {
            self.path = path
            self.valueHash = valueHash
        }
    }

    /// One key and its value, both as digests.
    public struct Entry: Hashable, Sendable {
        /// The path of the key: see ``StateMap/path(of:)``.
        public let path: Digest

        /// The hash of the value: see ``StateMap/valueHash(of:)``.
        public let valueHash: Digest

        /// Creates an entry.
        public init(path: Digest, valueHash: Digest) {
            self.path = path
            self.valueHash = valueHash
        }
    }
}

extension [StateMap.Change] {
    /// The changes in ascending order of path, and of those to the same path only the last.
    ///
    /// Sorts small items, the first word of each path and its index, then moves each change once.
    func inPathOrder() -> [StateMap.Change] {
        var order: [(word: UInt64, index: Int)] = []
        order.reserveCapacity(count)
        for index in indices { order.append((self[index].path.words.0, index)) }
        order.sort { lhs, rhs in
            guard lhs.word == rhs.word else { return lhs.word < rhs.word }
            let (left, right) = (self[lhs.index].path, self[rhs.index].path)
            return left == right ? lhs.index < rhs.index : left < right
        }
        var sorted: [StateMap.Change] = []
        sorted.reserveCapacity(count)
        for item in order {
            let change = self[item.index]
            if sorted.last?.path == change.path { sorted.removeLast() }
            sorted.append(change)
        }
        return sorted
    }
}
