import MerkleLog
public import Verification
public import Vocabulary

/// How a closed segment ends: what follows from its records.
public struct SegmentFooter: Hashable, Sendable {
    /// The number of records; at least 1.
    public let recordCount: UInt64
    /// When the earliest and the latest record were received, Unix milliseconds.
    public let firstMs: UInt64
    public let lastMs: UInt64
    /// The RFC 9162 root over the records.
    public let segmentRoot: Digest
    /// The batteries that the records belong to, by the bytes of their ids, each once.
    public let batteries: [BatteryCoverage]
    /// The RFC 9162 root over that list; that of the empty tree if it is empty.
    public let batteriesRoot: Digest

    static let magic = Array("CYSEGEND".utf8)
    /// What stands in a record's place to say that there are no more records.
    static let marker: UInt32 = 0
    /// The most batteries that a segment covers.
    static let maximumBatteryCount = 65_536
    /// The length of the footer, its check and the magic, which end the file.
    static let endByteCount = 4 + SegmentFormat.checkByteCount + 8
    /// The most bytes that a footer has.
    static let maximumByteCount = 4 + 24 + 64 + 4 + maximumBatteryCount * 105 + endByteCount

    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: Self.marker)
        bytes.append(bigEndian: recordCount)
        bytes.append(bigEndian: firstMs)
        bytes.append(bigEndian: lastMs)
        bytes += segmentRoot.bytes
        bytes += batteriesRoot.bytes
        bytes.append(bigEndian: UInt32(truncatingIfNeeded: batteries.count))
        for battery in batteries { bytes += battery.leaf }
        bytes.append(bigEndian: UInt32(truncatingIfNeeded: bytes.count))
        bytes.appendCheck(from: 0)
        return bytes + Self.magic
    }

    /// How many bytes the footer has, from the end of the file; `nil` if that is no footer's.
    static func byteCount(end: [UInt8]) -> Int? {
        var cursor = SegmentCursor(end[...])
        guard let count = cursor.number(UInt32.self), cursor.bytes(8) != nil,
            cursor.rest.elementsEqual(magic), count <= maximumByteCount - endByteCount
        else { return nil }
        return Int(count) + endByteCount
    }

    /// Reads a whole footer, whose parts must agree with each other.
    static func read(_ bytes: [UInt8]) throws(SegmentDamage) -> SegmentFooter {
        let checked = bytes.count - SegmentFormat.checkByteCount - magic.count
        guard checked >= 0, bytes[(checked + SegmentFormat.checkByteCount)...].elementsEqual(magic)
        else { throw .footer }
        var end = SegmentCursor(bytes[checked...])
        guard end.number(UInt64.self) == SegmentFormat.check(of: LogHash.leaf(bytes[..<checked]))
        else { throw .footer }
        var cursor = SegmentCursor(bytes[..<checked])
        guard cursor.number(UInt32.self) == marker,
            let recordCount = cursor.number(UInt64.self), recordCount > 0,
            let firstMs = cursor.number(UInt64.self), let lastMs = cursor.number(UInt64.self),
            firstMs <= lastMs,
            let segmentRoot = cursor.digest(), let batteriesRoot = cursor.digest(),
            let count = cursor.number(UInt32.self), count <= maximumBatteryCount,
            let batteries = batteries(Int(count), &cursor),
            let length = cursor.number(UInt32.self), Int(length) == checked - 4,
            cursor.rest.isEmpty
        else { throw .footer }
        let footer = SegmentFooter(
            recordCount: recordCount,
            firstMs: firstMs,
            lastMs: lastMs,
            segmentRoot: segmentRoot,
            batteries: batteries,
            batteriesRoot: batteriesRoot
        )
        guard footer.batteriesRoot == GrowingRoot.of(batteries) else { throw .footer }
        return footer
    }

    /// Reads the list, which must be in order.
    private static func batteries(
        _ count: Int,
        _ cursor: inout SegmentCursor
    ) -> [BatteryCoverage]? {
        var batteries: [BatteryCoverage] = []
        for _ in 0..<count {
            guard let id = cursor.name(limit: EvidenceRecord.maximumIDByteCount), !id.isEmpty,
                let recordCount = cursor.number(UInt64.self), recordCount > 0,
                let root = cursor.digest()
            else { return nil }
            // ASCII, where the order of strings is that of their bytes.
            if let last = batteries.last { guard last.batteryID < id else { return nil } }
            batteries.append(
                BatteryCoverage(batteryID: id, recordCount: recordCount, recordsRoot: root)
            )
        }
        return batteries
    }
}
