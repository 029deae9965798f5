/// The alarms: type 07 of 2016, type 06 of 2025.
///
/// - **Source.** Tables 17 and 18. Fault codes are the maker's, and which level a condition has too.
public struct AlarmBody: Hashable, Sendable, Structure {
    /// The highest level of all alarms, from 0, none, to 3, stop at once, or 4, a thermal event.
    public var level = Quantity.invalid(.alarmLevel(.y2025))
    public var flags = AlarmFlags(rawValue: 0)
    public var storageFaults = Series<UInt32>([], .fault)
    public var motorFaults = Series<UInt32>([], .fault)
    public var engineFaults = Series<UInt32>([], .fault)
    public var otherFaults = Series<UInt32>([], .fault)
    /// The levels of single flags; not in 2016.
    public var flagLevels: Counted<FlagLevel> = []

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try pass.quantity("max_level", &level, .alarmLevel(edition))
        try pass.flags("flags", &flags)
        try pass.series("storage_faults", &storageFaults, count: .byte, as: .codes)
        try pass.series("motor_faults", &motorFaults, count: .byte, as: .codes)
        try pass.series("engine_faults", &engineFaults, count: .byte, as: .codes)
        try pass.series("other_faults", &otherFaults, count: .byte, as: .codes)
        guard edition == .y2025 else { return }
        try pass.list("flag_levels", &flagLevels, count: .byte, in: edition, as: .rows)
    }
}

/// The level of one alarm flag; 2025.
public struct FlagLevel: Hashable, Sendable, Structure {
    /// The flag's bit, `0...31`.
    public var bit: UInt8 = 0
    public var level: UInt8 = 0

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("bit", &bit)
        try pass.integer("level", &level)
    }
}
