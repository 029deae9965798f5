import CycladeSchema
import Rulebook
import StateMap
import SwiftProtobuf
import Synchronization
import Vocabulary

/// A record as it is stored.
struct StoredBytes: Sendable {
    /// SHA-256 of the record's key.
    let path: Digest
    /// The serialized `Record`.
    let bytes: [UInt8]
}

/// Every record, encoded, in memory.
///
/// Holds what the last block committed: the executor installs a block's records once they are
/// durable, so readers on any thread see only what a receipt can prove.
///
/// Kept in shards by the first byte of the path, each with a lock of its own: a dictionary that
/// grows rehashes everything in it while readers wait, and opening fills them on all cores.
final class RecordStore: RecordSource, Sendable {
    private final class Shard: Sendable {
        struct Records {
            var slots: [Digest: Int32] = [:]
            var stored: [StoredBytes] = []

            mutating func add(_ record: StoredBytes) {
                slots[record.path] = Int32(stored.count)
                stored.append(record)
            }
        }

        let records = Mutex(Records())
    }

    /// Where a pass over all records stands.
    private struct Cursor {
        var shard = 0
        var slot = 0
    }

    private let shards = (0..<256).map { _ in Shard() }
    /// What the rolling copy takes next.
    private let cursor = Mutex(Cursor())

    /// The number of records.
    var count: Int { shards.reduce(0) { $0 + $1.records.withLock { $0.stored.count } } }

    /// The stored bytes at `path`.
    func bytes(at path: Digest) -> [UInt8]? {
        shard(of: path).records.withLock { records in
            records.slots[path].map { records.stored[Int($0)].bytes }
        }
    }

    func record(at path: Digest) -> Record? {
        bytes(at: path).flatMap { try? Record(serializedBytes: $0) }
    }

    /// Stores the records of a block.
    func install(_ changed: [StoredBytes]) {
        for record in changed {
            shard(of: record.path).records.withLock { records in
                if let slot = records.slots[record.path] {
                    records.stored[Int(slot)] = record
                } else {
                    records.add(record)
                }
            }
        }
    }

    /// The next `count` records of the rolling copy, and whether it has come round to the first.
    ///
    /// With as many unchanged records beside the changed ones in each block, the last blocks always
    /// hold every record, and older change blobs can go.
    func rollingCopy(_ count: Int) -> (records: [StoredBytes], isComplete: Bool) {
        cursor.withLock { cursor in
            var copy: [StoredBytes] = []
            copy.reserveCapacity(count)
            while cursor.shard < shards.count {
                let part = part(from: cursor, atMost: count - copy.count)
                copy.append(contentsOf: part.records)
                cursor.slot += part.records.count
                guard part.isLast else { return (copy, false) }
                cursor = Cursor(shard: cursor.shard + 1)
            }
            cursor = Cursor()
            return (copy, true)
        }
    }

    /// Some records of one shard, and whether they are its last.
    private func part(
        from cursor: Cursor,
        atMost count: Int
    ) -> (records: [StoredBytes], isLast: Bool) {
        shards[cursor.shard].records.withLock { records in
            let rest = records.stored[min(cursor.slot, records.stored.count)...]
            // A slice that left the lock would make the next block copy the shard.
            return (Array(rest.prefix(count)), rest.count <= count)
        }
    }

    /// Calls `body` with every record, some thousands at a time and in no particular order.
    ///
    /// Records are never taken away, so a pass in parts meets each once; it gives way to other
    /// tasks in between.
    func forEachPart(_ body: ([StoredBytes]) -> Void) async {
        for shard in shards.indices {
            var cursor = Cursor(shard: shard)
            var isLast = false
            while !isLast {
                let part = part(from: cursor, atMost: 4_096)
                body(part.records)
                cursor.slot += part.records.count
                isLast = part.isLast
                await Task.yield()
            }
        }
    }

    private func shard(of path: Digest) -> Shard { shards[Self.shardNumber(of: path)] }

    private static func shardNumber(of path: Digest) -> Int { Int(path.words.0 >> 56) }
}

// MARK: - Opening

extension RecordStore {
    /// Adds the records of change blobs, newest first: what is there already is newer.
    ///
    /// Every core looks at all of them, and takes the records of its own shards.
    func restore(from blobs: [ChangeBlob.Stored]) throws {
        let cores = Cores.count
        try Cores.forEach(0..<cores) { core in
            for blob in blobs {
                let isWhole = ChangeBlob.forEachRecord(in: blob.bytes) { path, place in
                    let number = Self.shardNumber(of: path)
                    guard number % cores == core else { return }
                    shards[number].records.withLock { records in
                        guard records.slots[path] == nil else { return }
                        records.add(StoredBytes(path: path, bytes: Array(blob.bytes[place])))
                    }
                }
                guard isWhole else {
                    throw StoreError.corrupt("the changes of block \(blob.height)")
                }
            }
        }
    }

    /// The state map over all records.
    func stateMap() throws -> StateMap {
        let parts = Mutex(Array(repeating: [StateMap.Change](), count: shards.count))
        try Cores.forEach(shards.indices) { number in
            let part = shards[number].records.withLock { records in
                records.stored.map {
                    StateMap.Change(path: $0.path, valueHash: StateMap.valueHash(of: $0.bytes))
                }
            }
            parts.withLock { $0[number] = part }
        }
        var map = StateMap()
        map.reserveCapacity(count)
        // Shards ascend by path: one after the other is as good as all at once, and needs no copy.
        for part in parts.withLock({ $0 }) { try map.update(part) }
        return map
    }
}
