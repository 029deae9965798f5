import Dispatch
import StateMap
import Synchronization
import Vocabulary

/// Hashing the records of a whole ledger, on every core.
enum ValueHashes {
    static func entries(of stored: [StoredBytes]) -> [StateMap.Entry] {
        let workers = 2
        let share = (stored.count + workers - 1) / workers
        let parts = Mutex([Int: [StateMap.Entry]]())
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let range = min(worker * share, stored.count)..<min((worker + 1) * share, stored.count)
            let entries = stored[range].map { record in
                StateMap.Entry(path: record.path, valueHash: StateMap.valueHash(of: record.bytes))
            }
            parts.withLock { $0[worker] = entries }
        }
        return parts.withLock { parts in (0..<workers).flatMap { parts[$0] ?? [] } }
    }
}
