/// Whether a frame asks or answers, and how the answer turned out: its fourth byte.
///
/// - **Source.** Table 4; 0x04...0x07 are of 2025.
public struct AnswerFlag: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let success = AnswerFlag(rawValue: 0x01)
    /// The frame was not accepted.
    public static let error = AnswerFlag(rawValue: 0x02)
    public static let duplicateVIN = AnswerFlag(rawValue: 0x03)
    public static let unknownVIN = AnswerFlag(rawValue: 0x04)
    public static let invalidSignature = AnswerFlag(rawValue: 0x05)
    public static let invalidStructure = AnswerFlag(rawValue: 0x06)
    public static let decryptionFailed = AnswerFlag(rawValue: 0x07)
    /// The frame is no answer; only such frames may be answered.
    public static let command = AnswerFlag(rawValue: 0xFE)

    /// A name for reports: `success`, `vin_duplicate`.
    public var name: String {
        switch self {
        case .success: "success"
        case .error: "error"
        case .duplicateVIN: "vin_duplicate"
        case .unknownVIN: "vin_unknown"
        case .invalidSignature: "signature_invalid"
        case .invalidStructure: "structure_invalid"
        case .decryptionFailed: "decryption_failed"
        case .command: "command"
        default: "unknown"
        }
    }
}
