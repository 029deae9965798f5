/// Something that was received and is kept as evidence: a vehicle's frame or a station's charge
/// record, as it came.
public struct TelemetryRecord: Sendable {
    public enum Kind: UInt8, Sendable {
        case frame = 1
        case stationRecord = 2
    }

    public let kind: Kind
    /// When it was received, Unix milliseconds.
    public let receivedMs: UInt64
    /// The battery it belongs to by the ledger at the record's own time; `nil` if it is attributed
    /// to none.
    public let batteryID: String?
    /// The bytes as they came.
    public let bytes: [UInt8]

    public init(kind: Kind, receivedMs: UInt64, batteryID: String?, bytes: [UInt8]) {
        self.kind = kind
        self.receivedMs = receivedMs
        self.batteryID = batteryID
        self.bytes = bytes
    }
}
