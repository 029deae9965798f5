/// What a frame is for: its third byte.
///
/// Values not named here are kept as they came: the standard reserves them or leaves them to platforms.
///
/// - **Source.** Tables 3 and B.2.
public struct Command: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let vehicleLogin = Command(rawValue: 0x01)
    public static let realtime = Command(rawValue: 0x02)
    public static let reissue = Command(rawValue: 0x03)
    public static let vehicleLogout = Command(rawValue: 0x04)
    public static let platformLogin = Command(rawValue: 0x05)
    public static let platformLogout = Command(rawValue: 0x06)
    public static let heartbeat = Command(rawValue: 0x07)
    public static let timeSync = Command(rawValue: 0x08)
    /// 2025: a terminal makes its public key known.
    public static let activation = Command(rawValue: 0x09)
    /// 2025.
    public static let activationAnswer = Command(rawValue: 0x0A)
    /// 2025: a key for the encryption of data units.
    public static let keyExchange = Command(rawValue: 0x0B)
    public static let parameterQuery = Command(rawValue: 0x80)
    public static let parameterSet = Command(rawValue: 0x81)
    public static let terminalControl = Command(rawValue: 0x82)
}

extension Command {
    /// A name for reports: `realtime`, `uplink_reserved`.
    public var name: String {
        switch self {
        case .vehicleLogin: "vehicle_login"
        case .realtime: "realtime"
        case .reissue: "reissue"
        case .vehicleLogout: "vehicle_logout"
        case .platformLogin: "platform_login"
        case .platformLogout: "platform_logout"
        case .heartbeat: "heartbeat"
        case .timeSync: "time_sync"
        case .activation: "activation"
        case .activationAnswer: "activation_answer"
        case .keyExchange: "key_exchange"
        case .parameterQuery: "parameter_query"
        case .parameterSet: "parameter_set"
        case .terminalControl: "terminal_control"
        default: nameOfRange
        }
    }

    private var nameOfRange: String {
        switch rawValue {
        case 0x01...0x7F: "uplink_reserved"
        case 0x80...0xBF: "downlink_reserved"
        case 0xC0...0xFE: "platform_custom"
        default: "unknown"
        }
    }
}
