import Synchronization

/// Lets a few callers through at once, and turns the others away.
final class Gate: Sendable {
    private let free: Atomic<Int>

    init(width: Int) {
        free = Atomic(width)
    }

    /// Runs `body`, or gives `nil` when as many as may are inside.
    func pass<Value>(_ body: () async throws -> Value) async rethrows -> Value? {
        guard free.subtract(1, ordering: .relaxed).newValue >= 0 else {
            free.add(1, ordering: .relaxed)
            return nil
        }
        defer { free.add(1, ordering: .relaxed) }
        return try await body()
    }
}
