extension Scale {
    /// How many bytes a raw number has.
    public enum Width: UInt8, Hashable, Sendable {
        case byte = 1
        case word = 2
        case doubleWord = 4

        /// The largest raw number, which stands for `invalid`.
        @inline(__always)
        public var maximum: UInt32 { .max >> UInt32(32 - 8 * rawValue) }
    }

    /// What a scale is, in numbers.
    public struct Rule: Hashable, Sendable {
        public let width: Width
        /// Ten to the power of the decimal places of a count.
        public let countsPerUnit: Double
        /// What to add to the raw number, in counts.
        public let offset: Int32
        /// The largest raw number within the range that the standard gives.
        public let limit: UInt32

        @inline(__always)
        init(_ width: Width, _ countsPerUnit: Double = 1, offset: Int32 = 0, limit: UInt32) {
            self.width = width
            self.countsPerUnit = countsPerUnit
            self.offset = offset
            self.limit = limit
        }
    }

    /// The numbers of the scale.
    @inline(__always)
    public var rule: Rule {
        switch self {
        case .speed2016: Rule(.word, 10, limit: 2_200)
        case .speed2025: Rule(.word, 10, limit: 5_000)
        case .odometer: Rule(.doubleWord, 10, limit: 9_999_999)
        case .voltage2016: Rule(.word, 10, limit: 10_000)
        case .voltage2025, .capacitorVoltage: Rule(.word, 10, limit: 60_000)
        case .current2016, .busCurrent: Rule(.word, 10, offset: -10_000, limit: 20_000)
        case .current2025, .capacitorCurrent: Rule(.word, 10, offset: -30_000, limit: 60_000)
        case .percent: Rule(.byte, limit: 100)
        case .pedal: Rule(.byte, limit: 101)
        case .insulation2016, .insulation2025: Rule(.word, limit: 60_000)
        case .celsius: Rule(.byte, offset: -40, limit: 250)
        case .longitude: Rule(.doubleWord, 1e6, limit: 180_000_000)
        case .latitude: Rule(.doubleWord, 1e6, limit: 90_000_000)
        case .shortNumber: Rule(.byte, limit: 252)
        case .number: Rule(.word, limit: 65_531)
        case .cellVolts: Rule(.word, 1_000, limit: 15_000)
        case .millivolts: Rule(.word, limit: 60_000)
        case .alarmLevel2016: Rule(.byte, limit: 3)
        case .alarmLevel2025: Rule(.byte, limit: 4)
        case .fault: Rule(.doubleWord, limit: .max)
        case .motorSpeed2016: Rule(.word, offset: -20_000, limit: 65_531)
        case .motorSpeed2025: Rule(.word, offset: -32_000, limit: 65_531)
        case .torque2016: Rule(.word, 10, offset: -20_000, limit: 65_531)
        case .torque2025: Rule(.doubleWord, 10, offset: -200_000, limit: 400_000)
        case .controllerVoltage: Rule(.word, 10, limit: 60_000)
        case .crankshaft: Rule(.word, limit: 60_000)
        case .fuelConsumption, .hydrogenConsumption: Rule(.word, 100, limit: 60_000)
        case .stackVoltage, .stackCurrent: Rule(.word, 10, limit: 20_000)
        case .hydrogenTenths: Rule(.word, 10, offset: -400, limit: 2_400)
        case .hydrogenCelsius: Rule(.word, offset: -40, limit: 250)
        case .hydrogenMilligrams: Rule(.word, limit: 60_000)
        case .hydrogenPercent: Rule(.word, 1e4, limit: 60_000)
        case .megapascals: Rule(.word, 10, limit: 1_000)
        case .kilopascals: Rule(.word, 10, offset: -1_000, limit: 60_000)
        }
    }

    /// The decimal places of a count, `0...6`.
    public var places: Int {
        switch rule.countsPerUnit {
        case 1: 0
        case 10: 1
        case 100: 2
        case 1_000: 3
        case 10_000: 4
        default: 6
        }
    }
}
