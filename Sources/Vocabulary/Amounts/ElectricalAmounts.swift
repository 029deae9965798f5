/// An electric charge in whole milliampere-hours, as battery capacity is given; see ``Amount``.
public struct MilliampereHours: Amount {
    public static let unit = "mAh"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}

/// A voltage in whole millivolts; see ``Amount``.
public struct Millivolts: Amount {
    public static let unit = "mV"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}

/// A resistance in whole micro-ohms; see ``Amount``.
public struct MicroOhms: Amount {
    public static let unit = "uOhm"
    public let rawValue: Int64
    public init(checked: Checked<Self, Int64>) { rawValue = checked.value }
}
