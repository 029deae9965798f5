import Dispatch
import Synchronization

/// Mapping a list on all cores, in order.
enum ParallelMap {
    static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element],
        _ transform: @Sendable (Element) throws -> Value
    ) throws -> [Value] {
        // Many more parts than cores, so that no core waits long for the last one.
        let workers = 32
        let share = (elements.count + workers - 1) / workers
        let parts = Mutex<[Int: Result<[Value], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let start = min(worker * share, elements.count)
            let end = min(start + share, elements.count)
            let part = Result { try elements[start..<end].map(transform) }
            parts.withLock { $0[worker] = part }
        }
        let results = parts.withLock { $0 }
        return try (0..<workers).flatMap { try results[$0]?.get() ?? [] }
    }
}
