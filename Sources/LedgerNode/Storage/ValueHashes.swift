import StateMap
import Synchronization
import Vocabulary

/// Hashing the records of a whole ledger, on every core.
enum ValueHashes {
    static func entries(of stored: [StoredBytes]) throws -> [StateMap.Entry] {
        let shares = Cores.shares(of: stored.count)
        let parts = Mutex([Int: [StateMap.Entry]]())
        try Cores.forEach(0..<shares.count) { number in
            let entries = stored[shares[number]].map { record in
                StateMap.Entry(path: record.path, valueHash: StateMap.valueHash(of: record.bytes))
            }
            parts.withLock { $0[number] = entries }
        }
        return parts.withLock { parts in shares.indices.flatMap { parts[$0] ?? [] } }
    }
}
