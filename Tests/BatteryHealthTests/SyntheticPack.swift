import BatteryHealth
import TestSupport

/// A pack whose capacity is known, and what it would report.
struct SyntheticPack {
    static let model = BatteryModel(
        name: "M",
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: 91
    )

    /// In ampere-hours.
    let capacity: Double
    private var random: SplitMix64
    private var time = 0.0
    private var charge = 0.3

    init(capacity: Double, seed: UInt64) {
        self.capacity = capacity
        random = SplitMix64(seed: seed)
    }

    /// Days of driving and charging, a reading each 10 s while current flows.
    mutating func days(_ count: Int) -> [PackReading] {
        (0..<count).flatMap { _ in
            let up = cycle(until: 0.97, current: -Double.random(in: 40...80, using: &random))
            let down = cycle(until: 0.35, current: Double.random(in: 30...60, using: &random))
            return up + down
        }
    }

    private mutating func cycle(until end: Double, current: Double) -> [PackReading] {
        time += 3_600
        var readings: [PackReading] = []
        while current < 0 ? charge < end : charge > end {
            readings.append(reading(current: current))
            charge -= current * 10 / 3_600 / capacity
            time += 10
        }
        return readings
    }

    private mutating func reading(current: Double) -> PackReading {
        var reading = PackReading(time: time)
        let cell = 3.4 + 0.75 * charge - current * 0.0005
        reading.current = (current * 10).rounded() / 10
        reading.voltage = (cell * 910).rounded() / 10
        // The management speaks in whole per cents.
        reading.stateOfCharge = (charge * 100).rounded() / 100
        reading.cellMaximum = cell + 0.01
        reading.cellMinimum = cell - 0.01
        reading.temperatureMaximum = 30
        reading.temperatureMinimum = 28
        reading.speed = current > 0 ? 50 : 0
        reading.charging = current > 0 ? PackReading.Charging.none : .parked
        return reading
    }
}
