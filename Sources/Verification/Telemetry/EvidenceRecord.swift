/// A record of telemetry as a segment's tree has it: the bytes of a leaf, read.
///
/// | bytes | what |
/// |---|---|
/// | 1 | kind |
/// | 8 | when it was received, Unix milliseconds, big-endian |
/// | 1 | length of the battery's id; 0 if it is attributed to none |
/// | 0...64 | the battery's id, printable ASCII |
/// | the rest | what was received, as it came; at least 1 byte |
///
/// Every part is where the parts before it say, so that a leaf has one reading.
public struct EvidenceRecord: Hashable, Sendable {
    /// What was received.
    public enum Kind: UInt8, Hashable, Sendable {
        /// A vehicle's frame, GB/T 32960.
        case frame = 1
        /// A station's charge record.
        case stationRecord = 2
    }

    /// The most bytes that may have been received: a frame with the largest data unit.
    public static let maximumReceivedByteCount = 65_556
    /// The most bytes that a leaf may have.
    public static let maximumByteCount = 10 + maximumIDByteCount + maximumReceivedByteCount
    /// The most bytes of a battery's id.
    public static let maximumIDByteCount = 64

    /// What was received.
    public let kind: Kind
    /// When, in Unix milliseconds by the gateway's clock.
    public let receivedMs: UInt64
    /// The battery that the gateway attributed it to; `nil` if to none.
    public let batteryID: String?
    /// The bytes as they came.
    public let bytes: [UInt8]

    /// Reads a leaf that may come from anywhere.
    ///
    /// - Throws: ``EvidenceRecordError`` for the first thing that is wrong.
    public init(leaf: [UInt8]) throws(EvidenceRecordError) {
        guard leaf.count <= Self.maximumByteCount else { throw .length(leaf.count) }
        guard leaf.count > 10 else { throw .length(leaf.count) }
        guard let kind = Kind(rawValue: leaf[0]) else { throw .kind(leaf[0]) }
        let rest = leaf[10...]
        let idByteCount = Int(leaf[9])
        guard idByteCount <= Self.maximumIDByteCount, idByteCount < rest.count else {
            throw .batteryID
        }
        let id = rest.prefix(idByteCount)
        guard Self.isID(id) else { throw .batteryID }
        let bytes = rest.dropFirst(idByteCount)
        guard bytes.count <= Self.maximumReceivedByteCount else { throw .length(leaf.count) }
        self.kind = kind
        receivedMs = leaf[1..<9].reduce(0) { $0 << 8 | UInt64($1) }
        batteryID = id.isEmpty ? nil : String(decoding: id, as: UTF8.self)
        self.bytes = Array(bytes)
    }

    /// Whether a battery may be called so in a segment: at most 64 bytes of printable ASCII.
    public static func isID(_ text: some Collection<UInt8>) -> Bool {
        text.count <= maximumIDByteCount && text.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

/// Why bytes are no record of telemetry.
public enum EvidenceRecordError: Error, Hashable, Sendable {
    /// Too few or too many bytes.
    case length(Int)
    /// A kind that this version does not know.
    case kind(UInt8)
    /// The battery's id is too long, goes beyond the record, or is not printable ASCII.
    case batteryID
}
