/// How a frame's data unit is encrypted: its byte 21.
///
/// - **Source.** Table 2; SM2 and SM4 are of 2025.
public struct UnitEncryption: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let none = UnitEncryption(rawValue: 0x01)
    public static let rsa = UnitEncryption(rawValue: 0x02)
    public static let aes128 = UnitEncryption(rawValue: 0x03)
    public static let sm2 = UnitEncryption(rawValue: 0x04)
    public static let sm4 = UnitEncryption(rawValue: 0x05)
    public static let abnormal = UnitEncryption(rawValue: 0xFE)
    public static let invalid = UnitEncryption(rawValue: 0xFF)

    /// A name for people: `AES128`.
    public var name: String {
        switch self {
        case .none: "none"
        case .rsa: "RSA"
        case .aes128: "AES128"
        case .sm2: "SM2"
        case .sm4: "SM4"
        case .abnormal: "abnormal"
        case .invalid: "invalid"
        default: "reserved"
        }
    }
}
