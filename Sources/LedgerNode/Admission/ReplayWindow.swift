import Synchronization
import Vocabulary

/// The ids that were used up and whose transactions would still be valid.
///
/// A transaction past its `valid_until_ms` is refused as expired, so its id need not be kept longer.
/// Kept in shards, since a set that grows rehashes everything in it while others wait.
final class ReplayWindow: Sendable {
    private final class Shard: Sendable {
        struct Ids {
            var all: Set<Digest> = []
            /// By the minute in which they expire.
            var byMinute: [UInt64: [Digest]] = [:]

            /// Uses up `id`; says whether it was unused.
            mutating func insert(_ id: Digest, validUntil: UInt64) -> Bool {
                guard all.insert(id).inserted else { return false }
                byMinute[validUntil / ReplayWindow.minute, default: []].append(id)
                return true
            }
        }

        let ids = Mutex(Ids())
    }

    private static let minute: UInt64 = 60_000

    private let shards = (0..<64).map { _ in Shard() }
    private let oldestMinute = Atomic<UInt64>(0)

    func contains(_ id: Digest) -> Bool {
        shard(of: id).ids.withLock { $0.all.contains(id) }
    }

    /// Uses up `id` until `validUntil`, in Unix milliseconds.
    ///
    /// - Returns: Whether it was unused.
    func insert(_ id: Digest, validUntil: UInt64) -> Bool {
        shard(of: id).ids.withLock { $0.insert(id, validUntil: validUntil) }
    }

    /// Uses up many ids, each until its time, taking each lock once.
    func insert(all ids: [(id: Digest, validUntil: UInt64)]) {
        var parts = Array(repeating: [(id: Digest, validUntil: UInt64)](), count: shards.count)
        for used in ids { parts[shardNumber(of: used.id)].append(used) }
        for (shard, part) in zip(shards, parts) {
            shard.ids.withLock { ids in
                for used in part { _ = ids.insert(used.id, validUntil: used.validUntil) }
            }
        }
    }

    /// Makes room for about `count` ids at once.
    func reserve(_ count: Int) {
        // A tenth more, since ids do not part evenly.
        let share = (count + count / 10) / shards.count
        for shard in shards { shard.ids.withLock { $0.all.reserveCapacity(share) } }
    }

    /// Forgets the ids whose transactions are expired in a block of this time.
    func forget(before blockTime: UInt64) {
        let current = blockTime / Self.minute
        guard current > oldestMinute.exchange(current, ordering: .relaxed) else { return }
        for shard in shards {
            shard.ids.withLock { ids in
                for minute in ids.byMinute.keys where minute < current {
                    for id in ids.byMinute.removeValue(forKey: minute) ?? [] { ids.all.remove(id) }
                }
            }
        }
    }

    private func shard(of id: Digest) -> Shard { shards[shardNumber(of: id)] }

    private func shardNumber(of id: Digest) -> Int { Int(id.words.3 % UInt64(shards.count)) }
}
