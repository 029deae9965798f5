/// Sums and extremes of samples, all whole numbers: in whatever parts they are added up, the result
/// is the same.
struct Aggregate: Hashable, Sendable {
    /// How many samples there are.
    var samples: Int64 = 0
    /// How long the intervals were that count, in seconds.
    var seconds: Int64 = 0
    /// Of these, the seconds without energy: voltage or current was not valid, or samples were
    /// further apart than ``FoldRules/longestInterval``.
    var unmeasured: Int64 = 0
    /// 0.005 J into and out of the battery.
    var energyIn: Int64 = 0
    var energyOut: Int64 = 0
    /// 0.05 As into and out of the battery.
    var chargeIn: Int64 = 0
    var chargeOut: Int64 = 0
    /// 0.1 A, the highest into and out of the battery.
    var peakIn: Int64?
    var peakOut: Int64?
    /// mV.
    var cellMax: Int64?
    var cellMin: Int64?
    /// mV, the greatest between the cells of one sample.
    var spread: Int64?
    /// 0.1 °C.
    var temperatureMax: Int64?
    var temperatureMin: Int64?
    /// 0.1 %.
    var socMax: Int64?
    var socMin: Int64?
    /// The highest alarm level.
    var alarmLevel: Int64?
    /// Wh, the lowest and highest of a station's meter.
    var meterMin: Int64?
    var meterMax: Int64?
}

extension Aggregate {
    /// Takes in a sample.
    mutating func add(_ sample: Sample) {
        samples += 1
        if let current = sample[.current] {
            if current < 0 { Self.raise(&peakIn, -current) } else { Self.raise(&peakOut, current) }
        }
        let (high, low) = (sample[.cellMax], sample[.cellMin])
        if let high { Self.raise(&cellMax, high) }
        if let low { Self.lower(&cellMin, low) }
        if let high, let low, high >= low { Self.raise(&spread, high - low) }
        if let hottest = sample[.temperatureMax] { Self.raise(&temperatureMax, hottest) }
        if let coldest = sample[.temperatureMin] { Self.lower(&temperatureMin, coldest) }
        if let soc = sample[.soc] {
            Self.raise(&socMax, soc)
            Self.lower(&socMin, soc)
        }
        if let meter = sample[.meter] {
            Self.raise(&meterMax, meter)
            Self.lower(&meterMin, meter)
        }
        if sample.alarmLevel < Sample.levelUnknown {
            Self.raise(&alarmLevel, Int32(sample.alarmLevel))
        }
    }

    /// Takes in the time between two samples, the trapezoid of their power and current.
    mutating func add(from start: Sample, to end: Sample) {
        // Within longestPause of each other, and values within what a battery can have: in 64 bits
        // nothing of this comes near an overflow.
        let duration = Int64(end.second) - Int64(start.second)
        seconds += duration
        guard duration <= Int64(FoldRules.longestInterval),
            let startVolts = start[.voltage], let startAmperes = start[.current],
            let endVolts = end[.voltage], let endAmperes = end[.current]
        else {
            unmeasured += duration
            return
        }
        let powers =
            Int64(startVolts) * Int64(startAmperes) + Int64(endVolts) * Int64(endAmperes)
        let energy = powers * duration
        if energy < 0 { energyIn -= energy } else { energyOut += energy }
        let charge = (Int64(startAmperes) + Int64(endAmperes)) * duration
        if charge < 0 { chargeIn -= charge } else { chargeOut += charge }
    }

    private static func raise(_ highest: inout Int64?, _ value: Int32) {
        highest = max(highest ?? .min, Int64(value))
    }

    private static func lower(_ lowest: inout Int64?, _ value: Int32) {
        lowest = min(lowest ?? .max, Int64(value))
    }
}
