import GBT32960

/// Which way a fleet counts current; the standard does not say.
public enum CurrentSign: String, Hashable, Sendable, Codable {
    /// Positive while the battery gives, negative while it charges: what most vehicles send.
    case positiveOut
    case positiveIn
}

extension Sample {
    /// Takes what a report says of the battery.
    ///
    /// - Parameters:
    ///   - report: A report that was just scanned.
    ///   - second: Its own time, Unix seconds.
    ///   - sign: Which way the vehicle counts current.
    init(_ report: borrowing ReportScanner, second: UInt32, _ sign: CurrentSign) {
        self.init(second: second)
        if let vehicle = report.vehicle {
            set(.voltage, vehicle.voltage)
            setCurrent(vehicle.current, sign)
            set(.soc, vehicle.soc, times: 10)
            if case .value(let kiloohms) = vehicle.insulation.counts, vehicle.insulation.isInRange {
                insulation = UInt16(clamping: min(kiloohms, Int64(Self.mostInsulation)))
            }
        } else if report.packs.count == 1 {
            set(.voltage, report.packs[0].voltage)
            setCurrent(report.packs[0].current, sign)
        }
        setExtremes(report)
        if let alarm = report.alarm {
            alarmFlags = alarm.flags.rawValue
            let isLevel = alarm.level.isInRange
            alarmLevel = isLevel ? UInt8(alarm.level.raw) : Self.levelUnknown
        }
        activity = Activity(report.vehicle, current: self[.current])
    }

    @inline(__always)
    private mutating func set(_ field: SampleField, _ quantity: Quantity, times factor: Int64 = 1) {
        switch quantity.counts {
        case .value(let counts) where quantity.isInRange: set(field, counts * factor)
        case .value: set(field, .outOfRange)
        case .invalid: set(field, .invalid)
        case .abnormal: set(field, .abnormal)
        }
    }

    @inline(__always)
    private mutating func setCurrent(_ quantity: Quantity, _ sign: CurrentSign) {
        set(.current, quantity, times: sign == .positiveOut ? 1 : -1)
    }

    /// The extremes that 2016 sends, or those of the cells and probes themselves.
    @inline(__always)
    private mutating func setExtremes(_ report: borrowing ReportScanner) {
        if let extremes = report.extremes {
            set(.cellMax, extremes.highestVoltage.voltage)
            set(.cellMin, extremes.lowestVoltage.voltage)
            set(.temperatureMax, extremes.highestTemperature.temperature, times: 10)
            set(.temperatureMin, extremes.lowestTemperature.temperature, times: 10)
            return
        }
        if let cells = report.cellVolts.extremes {
            set(.cellMax, Int64((cells.max * 1_000).rounded()))
            set(.cellMin, Int64((cells.min * 1_000).rounded()))
        } else if report.cellVolts.count > 0 {
            set(.cellMax, .invalid)
            set(.cellMin, .invalid)
        }
        if let probes = report.probeCelsius.extremes {
            set(.temperatureMax, Int64(probes.max) * 10)
            set(.temperatureMin, Int64(probes.min) * 10)
        } else if report.probeCelsius.count > 0 {
            set(.temperatureMax, .invalid)
            set(.temperatureMin, .invalid)
        }
    }
}

extension Measurements {
    /// The smallest and the largest valid value; `nil` if none is valid.
    fileprivate var extremes: (min: Float, max: Float)? {
        var (low, high) = (Float.infinity, -Float.infinity)
        withValues(0..<count) { values in
            // A NaN compares as false, so it changes neither.
            for index in values.indices {
                let value = values[index]
                if value < low { low = value }
                if value > high { high = value }
            }
        }
        return low <= high ? (low, high) : nil
    }
}

extension Activity {
    /// What a vehicle's battery is doing.
    ///
    /// - Parameters:
    ///   - vehicle: What the report says of the vehicle.
    ///   - current: 0.1 A out of the battery; for vehicles that do not say whether they are on.
    init(_ vehicle: VehicleBody?, current: Int32?) {
        guard let vehicle else {
            self = .unknown
            return
        }
        switch (vehicle.charge.meaning, vehicle.state.meaning) {
        case (.chargingParked?, _): self = .charge
        case (_, .started?): self = .drive
        case (_, .off?), (.complete?, _): self = .rest
        default: self = Self.guessed(vehicle, current)
        }
    }

    private static func guessed(_ vehicle: VehicleBody, _ current: Int32?) -> Activity {
        if case .value(let speed) = vehicle.speed.counts, speed > 0 { return .drive }
        guard let current else { return .unknown }
        // Below 5 A only the electronics of a parked vehicle draw.
        return abs(current) >= 50 ? .drive : .rest
    }
}
