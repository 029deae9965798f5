/// Something that was received and is kept as evidence: a vehicle's frame or a station's charge
/// record, as it came.
public struct TelemetryRecord: Hashable, Sendable {
    /// What was received.
    public enum Kind: UInt8, Hashable, Sendable {
        /// A vehicle's frame, GB/T 32960.
        case frame = 1
        /// A station's charge record.
        case stationRecord = 2
    }

    /// What was received.
    public let kind: Kind
    /// When it was received, Unix milliseconds.
    public let receivedMs: UInt64
    /// The battery it belongs to by the ledger at the record's own time; `nil` if it is attributed
    /// to none.
    public let batteryID: String?
    /// The bytes as they came.
    public let bytes: [UInt8]

    /// Names what was received.
    public init(kind: Kind, receivedMs: UInt64, batteryID: String?, bytes: [UInt8]) {
        self.kind = kind
        self.receivedMs = receivedMs
        self.batteryID = batteryID
        self.bytes = bytes
    }
}

/// Who takes records, and answers once they are durable.
public protocol TelemetrySink: Sendable {
    /// Takes records; when this returns, they are on the disk, in this order.
    ///
    /// - Throws: Any error means that they may or may not be kept; nothing may be answered for them.
    func append(_ records: [TelemetryRecord]) async throws
}
