/// The general alarms, one bit each, set until the condition ends.
///
/// - **Source.** Table 18. Bits 19...27 are of 2025, where 5, 6 and 10 speak of minimum parallel
///   units instead of cells.
public struct AlarmFlags: OptionSet, Hashable, Sendable {
    public var rawValue: UInt32

    @inline(__always)
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let temperatureDifference = AlarmFlags(rawValue: 1 << 0)
    public static let batteryHot = AlarmFlags(rawValue: 1 << 1)
    public static let storageOverVoltage = AlarmFlags(rawValue: 1 << 2)
    public static let storageUnderVoltage = AlarmFlags(rawValue: 1 << 3)
    public static let chargeLow = AlarmFlags(rawValue: 1 << 4)
    public static let cellOverVoltage = AlarmFlags(rawValue: 1 << 5)
    public static let cellUnderVoltage = AlarmFlags(rawValue: 1 << 6)
    public static let chargeTooHigh = AlarmFlags(rawValue: 1 << 7)
    public static let chargeJump = AlarmFlags(rawValue: 1 << 8)
    public static let storageMismatch = AlarmFlags(rawValue: 1 << 9)
    public static let poorCellConsistency = AlarmFlags(rawValue: 1 << 10)
    public static let insulation = AlarmFlags(rawValue: 1 << 11)
    public static let dcdcTemperature = AlarmFlags(rawValue: 1 << 12)
    public static let brakeSystem = AlarmFlags(rawValue: 1 << 13)
    public static let dcdcState = AlarmFlags(rawValue: 1 << 14)
    public static let motorControllerTemperature = AlarmFlags(rawValue: 1 << 15)
    public static let highVoltageInterlock = AlarmFlags(rawValue: 1 << 16)
    public static let motorTemperature = AlarmFlags(rawValue: 1 << 17)
    public static let storageOvercharge = AlarmFlags(rawValue: 1 << 18)
    public static let motorOverSpeed = AlarmFlags(rawValue: 1 << 19)
    public static let motorOverCurrent = AlarmFlags(rawValue: 1 << 20)
    public static let capacitorHot = AlarmFlags(rawValue: 1 << 21)
    /// Pressure or voltage: the sources differ.
    public static let capacitorOverPressure = AlarmFlags(rawValue: 1 << 22)
    public static let storageThermalEvent = AlarmFlags(rawValue: 1 << 23)
    public static let hydrogenLeak = AlarmFlags(rawValue: 1 << 24)
    public static let hydrogenPressure = AlarmFlags(rawValue: 1 << 25)
    public static let hydrogenTemperature = AlarmFlags(rawValue: 1 << 26)
    public static let stackHot = AlarmFlags(rawValue: 1 << 27)

    /// What a bit stands for, as above; `nil` for a reserved one.
    public static func name(ofBit bit: Int) -> String? {
        names.indices.contains(bit) ? names[bit] : nil
    }

    private static let names = [
        "temperatureDifference", "batteryHot", "storageOverVoltage", "storageUnderVoltage",
        "chargeLow", "cellOverVoltage", "cellUnderVoltage", "chargeTooHigh", "chargeJump",
        "storageMismatch", "poorCellConsistency", "insulation", "dcdcTemperature", "brakeSystem",
        "dcdcState", "motorControllerTemperature", "highVoltageInterlock", "motorTemperature",
        "storageOvercharge", "motorOverSpeed", "motorOverCurrent", "capacitorHot",
        "capacitorOverPressure", "storageThermalEvent", "hydrogenLeak", "hydrogenPressure",
        "hydrogenTemperature", "stackHot",
    ]

    /// The numbers of the bits that are set, reserved ones too.
    public var bits: [Int] { (0..<32).filter { rawValue >> UInt32($0) & 1 == 1 } }
}
