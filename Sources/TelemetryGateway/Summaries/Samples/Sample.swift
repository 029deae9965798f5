/// What is kept of a battery at one second, in the integers that summaries are folded from.
///
/// A value is 0 wherever its status is not ``FieldStatus/valid``, so that equal samples are equal
/// bit for bit.
struct Sample: Hashable, Sendable {
    /// Unix seconds.
    var second: UInt32
    /// One lane for each ``SampleField``.
    var values = SIMD8<Int32>.zero
    /// The raw values of ``FieldStatus``, lane by lane.
    var statuses = SIMD8<UInt8>.zero
    var activity = Activity.unknown
    /// The highest alarm level, `0...4`; ``levelUnknown`` without a valid one, and
    /// ``noAlarms`` if the sender did not speak of alarms.
    var alarmLevel = Self.noAlarms
    /// One bit for each general alarm; see `AlarmFlags`.
    var alarmFlags: UInt32 = 0
    /// Of the insulation, in kΩ, up to ``mostInsulation``; ``noInsulation`` if the sender has none.
    var insulation = Self.noInsulation

    static let noAlarms: UInt8 = 0xFF
    static let levelUnknown: UInt8 = 0xFE
    static let noInsulation: UInt16 = 0xFFFF
    /// Above it what is measured is noise, and not kept apart.
    static let mostInsulation: UInt16 = 2_000

    init(second: UInt32) {
        self.second = second
    }

    /// Before every other sample.
    static let zero = Sample(second: 0)

    var speaksOfAlarms: Bool { alarmLevel != Self.noAlarms }

    /// The value of a field; `nil` unless it is valid.
    @inline(__always)
    subscript(_ field: SampleField) -> Int32? {
        statuses[field.rawValue] == FieldStatus.valid.rawValue ? values[field.rawValue] : nil
    }

    /// Sets a value that its sender holds to be right; whether it is plausible is found out here.
    @inline(__always)
    mutating func set(_ field: SampleField, _ value: Int64) {
        guard let value = Int32(exactly: value), field.plausible.contains(value) else {
            set(field, .implausible)
            return
        }
        values[field.rawValue] = value
        statuses[field.rawValue] = FieldStatus.valid.rawValue
    }

    /// Says why a field has no value.
    @inline(__always)
    mutating func set(_ field: SampleField, _ status: FieldStatus) {
        values[field.rawValue] = 0
        statuses[field.rawValue] = status.rawValue
    }
}

extension Sample {
    /// Takes in another sample of the same second: a duplicate, or the rest of a split report.
    ///
    /// Whatever the order and however often, the result is the same: of each field the greater in
    /// one fixed order is kept.
    mutating func merge(_ other: Sample) {
        for field in SampleField.allCases {
            let lane = field.rawValue
            let (mine, its) = (statuses[lane], other.statuses[lane])
            if its > mine {
                values[lane] = other.values[lane]
            } else if its == mine {
                values[lane] = field.preferred(values[lane], other.values[lane])
            }
            statuses[lane] = max(mine, its)
        }
        if other.activity.rawValue > activity.rawValue { activity = other.activity }
        alarmFlags |= other.alarmFlags
        alarmLevel = Self.higherLevel(alarmLevel, other.alarmLevel)
        insulation = min(insulation, other.insulation)
    }

    private static func higherLevel(_ one: UInt8, _ other: UInt8) -> UInt8 {
        let (low, high) = (min(one, other), max(one, other))
        // The two sentinels say less than any level.
        return high >= levelUnknown ? low : high
    }
}

extension SampleField {
    /// Which of two values of one second to keep.
    fileprivate func preferred(_ one: Int32, _ other: Int32) -> Int32 {
        switch self {
        case .cellMin, .temperatureMin: min(one, other)
        default: max(one, other)
        }
    }
}
