import BatteryHealth
import TestSupport

/// The cells of a pack in daily use: half an hour of driving, a rest of which only the last moment is
/// reported, and a charge of which nothing is.
struct SyntheticCells {
    static let cellCount = 24
    static let model = BatteryModel(
        name: "M",
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: cellCount
    )

    /// What is wrong with one of the cells.
    enum Fault {
        case none
        /// It loses so many ampere-hours a month by itself.
        case leak(Double)
        /// The same, and each day as much more as on the first.
        case growingLeak(Double)
        /// Its resistance is so many times the usual one.
        case resistance(Double)
        /// Its voltage jumps by so many volts while current flows.
        case contact(Double)
        /// Its sensor always says the same.
        case stuck
        /// It is so many volts below the others.
        case low(Double)
    }

    /// The cell with the fault.
    static let faulty = 5

    let fault: Fault
    private(set) var day = 0.0
    private var random: SplitMix64
    private var capacities: [Double] = []
    private var resistances: [Double] = []
    private var offsets: [Double] = []

    init(_ fault: Fault, seed: UInt64) {
        self.fault = fault
        random = SplitMix64(seed: seed)
        for _ in 0..<Self.cellCount {
            capacities.append(150 * (1 + 0.01 * random.normal()))
            resistances.append(0.000_5 * (1 + 0.03 * random.normal()))
            offsets.append(0.002 * random.normal())
        }
        if case .resistance(let factor) = fault { resistances[Self.faulty] = 0.000_5 * factor }
    }

    mutating func days(_ count: Int) -> [CellReading] {
        (0..<count).flatMap { _ in drive() }
    }

    /// One day.
    private mutating func drive() -> [CellReading] {
        defer { day += 1 }
        let top = Double.random(in: 0.75...0.9, using: &random)
        var (given, current) = (0.0, 0.0)
        var readings: [CellReading] = []
        for step in 0..<180 {
            if step % 3 == 0 { current = Double.random(in: -40...160, using: &random).rounded() }
            let time = day * 86_400 + Double(step) * 10
            readings.append(reading(at: time, current: current, top: top, given: given))
            given += current * 10 / 3_600
        }
        let rest = day * 86_400 + 10 * 3_600
        readings.append(reading(at: rest, current: 0, top: top, given: given))
        return readings
    }

    private mutating func reading(
        at time: Double,
        current: Double,
        top: Double,
        given: Double
    ) -> CellReading {
        let voltages = (0..<Self.cellCount).map { cell -> Double? in
            var charge = top + offsets[cell] - given / capacities[cell]
            if cell == Self.faulty { charge -= lost(by: time / 86_400) / capacities[cell] }
            var voltage = 3.4 + 0.75 * charge - current * resistances[cell]
            voltage += 0.000_3 * random.normal()
            if cell == Self.faulty { disturb(&voltage, current) }
            return (voltage * 1_000).rounded() / 1_000
        }
        var reading = CellReading(time: time, voltages: voltages, temperatures: [25, 26, 25])
        reading.current = current
        reading.stateOfCharge = ((top - given / 150) * 100).rounded() / 100
        return reading
    }

    private func lost(by day: Double) -> Double {
        switch fault {
        case .leak(let month): month / 30 * day
        case .growingLeak(let first): first / 30 * (day + day * day / 2)
        default: 0
        }
    }

    private mutating func disturb(_ voltage: inout Double, _ current: Double) {
        switch fault {
        case .contact(let most) where current != 0:
            voltage += Double.random(in: -most...most, using: &random)
        case .stuck: voltage = 3.9
        case .low(let volts): voltage -= volts
        default: break
        }
    }
}
