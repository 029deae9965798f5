public import Vocabulary

/// A battery that a segment covers: how many of its records, and the root over them.
///
/// The leaves of that root's tree are the leaf hashes of the battery's records, in the order of
/// the segment; so whoever is given them all can see that none is missing.
public struct BatteryCoverage: Hashable, Sendable {
    /// The battery's id: at most 64 bytes of printable ASCII.
    public let batteryID: String
    /// How many records of the segment are the battery's; at least 1.
    public let recordCount: UInt64
    /// The RFC 9162 root over the leaf hashes of these records.
    public let recordsRoot: Digest

    /// Names what a segment has of a battery.
    public init(batteryID: String, recordCount: UInt64, recordsRoot: Digest) {
        self.batteryID = batteryID
        self.recordCount = recordCount
        self.recordsRoot = recordsRoot
    }

    /// The leaf of the list of batteries: length of the id (1 byte), the id, the count (8 bytes,
    /// big-endian) and the root.
    public var leaf: [UInt8] {
        let id = Array(batteryID.utf8)
        var leaf: [UInt8] = [UInt8(truncatingIfNeeded: id.count)]
        leaf += id
        leaf += (0..<8).map { UInt8(truncatingIfNeeded: recordCount >> UInt64(56 - 8 * $0)) }
        leaf += recordsRoot.bytes
        return leaf
    }
}
