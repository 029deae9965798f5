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
final class RecordStore: RecordSource, Sendable {
    private struct Records {
        // In shards, since a dictionary that grows rehashes everything in it while readers wait.
        var slots = [[Digest: Int32]](repeating: [:], count: 256)
        var stored: [StoredBytes] = []
        /// The slot that the rolling copy writes next.
        var cursor = 0

        func slot(of path: Digest) -> Int32? { slots[Self.shard(of: path)][path] }

        mutating func store(_ record: StoredBytes) {
            if let slot = slot(of: record.path) {
                stored[Int(slot)] = record
            } else {
                slots[Self.shard(of: record.path)][record.path] = Int32(stored.count)
                stored.append(record)
            }
        }

        private static func shard(of path: Digest) -> Int { Int(path.words.3 & 0xFF) }
    }

    private let records = Mutex(Records())

    /// The number of records.
    var count: Int { records.withLock { $0.stored.count } }

    /// The stored bytes at `path`.
    func bytes(at path: Digest) -> [UInt8]? {
        records.withLock { records in
            records.slot(of: path).map { records.stored[Int($0)].bytes }
        }
    }

    func record(at path: Digest) -> Record? {
        bytes(at: path).flatMap { try? Record(serializedBytes: $0) }
    }

    /// Stores the records of a block, or of a change blob on opening.
    func install(_ changed: [StoredBytes]) {
        records.withLock { records in
            for record in changed { records.store(record) }
        }
    }

    /// The next `count` records of the rolling copy, and whether it has come round to the first.
    ///
    /// With as many unchanged records beside the changed ones in each block, the last blocks always
    /// hold every record, and older change blobs can go.
    func rollingCopy(_ count: Int) -> (records: [StoredBytes], isComplete: Bool) {
        records.withLock { records in
            let end = min(records.cursor + count, records.stored.count)
            let copy = Array(records.stored[records.cursor..<end])
            records.cursor = end == records.stored.count ? 0 : end
            return (copy, end == records.stored.count)
        }
    }

    /// The state map over all records.
    func stateMap() throws -> StateMap {
        let stored = records.withLock { $0.stored }
        return try StateMap(building: try ValueHashes.entries(of: stored))
    }

    /// Calls `body` with every record, some thousands at a time and in no particular order.
    ///
    /// A copy of all of them would make the next block copy the list once more, while whoever reads
    /// or commits waits. Records are never taken away, so a pass in parts meets each once; it gives
    /// way to other tasks in between.
    func forEachPart(_ body: ([StoredBytes]) -> Void) async {
        var next = 0
        while true {
            let part = records.withLock { records in
                let end = min(next + 4_096, records.stored.count)
                return Array(records.stored[min(next, end)..<end])
            }
            guard !part.isEmpty else { return }
            body(part)
            next += part.count
            await Task.yield()
        }
    }
}
