import Synchronization

/// This node's batches that are ordered and not yet executed, with who waits for them.
final class InFlightBatches: Sendable {
    private let batches = Mutex<[UInt64: [Admitted]]>([:])

    func put(_ admitted: [Admitted], number: UInt64) {
        batches.withLock { $0[number] = admitted }
    }

    func take(number: UInt64) -> [Admitted] {
        batches.withLock { $0.removeValue(forKey: number) ?? [] }
    }

    func takeAll() -> [Admitted] {
        batches.withLock { batches in
            defer { batches.removeAll() }
            return batches.values.flatMap { $0 }
        }
    }
}
