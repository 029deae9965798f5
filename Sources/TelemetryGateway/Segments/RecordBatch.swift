import MerkleLog
import Verification
import Vocabulary

/// Records as the file has them, with what the trees need of each.
struct RecordBatch {
    struct Item {
        /// Where the record ends in ``bytes``; it begins where the one before ends.
        let end: Int
        let leaf: Digest
        let receivedMs: UInt64
        let batteryID: String?
    }

    private(set) var bytes: [UInt8] = []
    private(set) var items: [Item] = []

    /// What a record has in the file beside its leaf: the leaf's length and the check.
    static let framingByteCount = 4 + SegmentFormat.checkByteCount

    /// Encodes and hashes records.
    ///
    /// - Throws: ``SegmentError/record(index:)`` for the first that cannot be kept.
    init(_ records: [TelemetryRecord]) throws(SegmentError) {
        let overhead = 10 + EvidenceRecord.maximumIDByteCount + Self.framingByteCount
        bytes.reserveCapacity(records.reduce(0) { $0 + $1.bytes.count + overhead })
        items.reserveCapacity(records.count)
        for (index, record) in records.enumerated() {
            guard Self.canKeep(record) else { throw .record(index: index) }
            append(record)
        }
    }

    private static func canKeep(_ record: TelemetryRecord) -> Bool {
        guard !record.bytes.isEmpty,
            record.bytes.count <= EvidenceRecord.maximumReceivedByteCount
        else { return false }
        return record.batteryID.map { !$0.isEmpty && EvidenceRecord.isID($0.utf8) } ?? true
    }

    private mutating func append(_ record: TelemetryRecord) {
        let id = (record.batteryID ?? "").utf8
        bytes.append(bigEndian: UInt32(truncatingIfNeeded: 10 + id.count + record.bytes.count))
        let start = bytes.count
        bytes.append(record.kind.rawValue)
        bytes.append(bigEndian: record.receivedMs)
        bytes.append(UInt8(truncatingIfNeeded: id.count))
        bytes += id
        bytes += record.bytes
        let leaf = LogHash.leaf(bytes[start...])
        bytes.append(bigEndian: SegmentFormat.check(of: leaf))
        items.append(
            Item(
                end: bytes.count,
                leaf: leaf,
                receivedMs: record.receivedMs,
                batteryID: record.batteryID
            )
        )
    }
}

extension TelemetryRecord {
    /// A record read back from its leaf.
    init?(_ record: EvidenceRecord) {
        guard let kind = Kind(rawValue: record.kind.rawValue) else { return nil }
        self.init(
            kind: kind,
            receivedMs: record.receivedMs,
            batteryID: record.batteryID,
            bytes: record.bytes
        )
    }
}
