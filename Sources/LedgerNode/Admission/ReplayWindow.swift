import Synchronization
import Vocabulary

/// The ids that were used up and whose transactions would still be valid.
///
/// A transaction past its `valid_until_ms` is refused as expired, so its id need not be kept longer.
final class ReplayWindow: Sendable {
    private struct Ids {
        var all: Set<Digest> = []
        /// By the minute in which they expire.
        var byMinute: [UInt64: [Digest]] = [:]
        var oldestMinute: UInt64 = 0
    }

    private static let minute: UInt64 = 60_000

    private let ids = Mutex(Ids())

    func contains(_ id: Digest) -> Bool {
        ids.withLock { $0.all.contains(id) }
    }

    /// Uses up `id` until `validUntil`, in Unix milliseconds.
    ///
    /// - Returns: Whether it was unused.
    func insert(_ id: Digest, validUntil: UInt64) -> Bool {
        ids.withLock { ids in
            guard ids.all.insert(id).inserted else { return false }
            ids.byMinute[validUntil / Self.minute, default: []].append(id)
            return true
        }
    }

    /// Forgets the ids whose transactions are expired in a block of this time.
    func forget(before blockTime: UInt64) {
        ids.withLock { ids in
            let current = blockTime / Self.minute
            guard current > ids.oldestMinute else { return }
            for minute in ids.byMinute.keys where minute < current {
                for id in ids.byMinute.removeValue(forKey: minute) ?? [] { ids.all.remove(id) }
            }
            ids.oldestMinute = current
        }
    }
}
