import MerkleLog
public import Vocabulary

/// How a segment begins: whose it is, and which one it follows.
public struct SegmentHeader: Hashable, Sendable {
    /// The gateway, as its member names it.
    public let gatewayID: RecordName
    /// The segment's place in the gateway's chain, from 1.
    public let number: UInt64
    /// The root of the segment before; zeros in segment 1.
    public let previousRoot: Digest
    /// When its first record was received, Unix milliseconds.
    public let openedMs: UInt64

    static let magic = Array("CYSEGMNT".utf8)
    /// The most bytes that a header has.
    static let maximumByteCount = 8 + 2 + 8 + 32 + 8 + 1 + 64 + SegmentFormat.checkByteCount

    var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.append(bigEndian: SegmentFormat.version)
        bytes.append(bigEndian: number)
        bytes += previousRoot.bytes
        bytes.append(bigEndian: openedMs)
        bytes.append(UInt8(truncatingIfNeeded: gatewayID.text.utf8.count))
        bytes += gatewayID.text.utf8
        bytes.appendCheck(from: 0)
        return bytes
    }

    /// A header at the start of a file.
    struct Found {
        let header: SegmentHeader
        let byteCount: Int
    }

    /// Reads the header at the start of `bytes`.
    static func read(_ bytes: [UInt8]) throws(SegmentDamage) -> Found {
        var cursor = SegmentCursor(bytes[...])
        guard cursor.bytes(magic.count).map({ $0.elementsEqual(magic) }) == true,
            let version = cursor.number(UInt16.self)
        else { throw .header }
        guard version == SegmentFormat.version else { throw .version(version) }
        guard let number = cursor.number(UInt64.self), let previousRoot = cursor.digest(),
            let openedMs = cursor.number(UInt64.self), let name = cursor.name(limit: 64),
            let gatewayID = try? RecordName(name)
        else { throw .header }
        let leaf = LogHash.leaf(bytes.prefix(upTo: cursor.rest.startIndex))
        guard cursor.number(UInt64.self) == SegmentFormat.check(of: leaf), number > 0 else {
            throw .header
        }
        let header = SegmentHeader(
            gatewayID: gatewayID,
            number: number,
            previousRoot: previousRoot,
            openedMs: openedMs
        )
        return Found(header: header, byteCount: cursor.rest.startIndex)
    }
}
