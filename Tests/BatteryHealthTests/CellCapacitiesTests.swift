import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("The capacity of each cell")
struct CellCapacitiesTests {
    private static let cellCount = 24
    private static let weak = 7

    /// Voltages at rest by the state of charge, and where a charge ends.
    private static func voltage(_ chemistry: Chemistry, at charge: Double) -> Double {
        switch chemistry {
        // Two plateaus, and steps of 60 to 80 mV at their ends.
        case .lfp:
            3.25 + 0.03 * charge + 0.04 * tanh((charge - 0.35) * 10)
                + 0.03 * tanh((charge - 0.7) * 10)
        // Nothing real: a plateau alone.
        case .lmo: 3.9 + 0.05 * charge
        default: 3.45 + 0.45 * charge + 0.2 * charge * charge + 0.05 * tanh((charge - 0.45) * 9)
        }
    }

    /// What charges of 50 A from 15 to 90 % show, and how large the cells are.
    private static func watched(
        _ chemistry: Chemistry = .nmc,
        charges: Int,
        until end: Double = 0.9,
        seed: UInt64
    ) -> (consistency: Consistency?, truth: [Double]) {
        var random = SplitMix64(seed: seed)
        var watch = CellWatch(
            BatteryModel(
                name: "M",
                chemistry: chemistry,
                ratedCapacity: 150,
                seriesCellCount: cellCount
            )
        )
        var capacities = (0..<cellCount).map { _ in 140 * (1 + 0.01 * random.normal()) }
        capacities[weak] = 140 * 0.9
        let ahead = (0..<cellCount).map { _ in 0.01 * random.normal() }
        let ohms = (0..<cellCount).map { _ in 0.000_5 * (1 + 0.05 * random.normal()) }
        for day in 0..<charges {
            var (time, given) = (Double(day) * 86_400, 0.0)
            while 0.15 + given / 140 < end {
                var reading = CellReading(
                    time: time,
                    voltages: (0..<cellCount).map { cell in
                        let charge = 0.15 + ahead[cell] + given / capacities[cell]
                        let volts = voltage(chemistry, at: charge) + 50 * ohms[cell]
                        return ((volts + 0.000_3 * random.normal()) * 1_000).rounded() / 1_000
                    }
                )
                reading.current = -50
                reading.stateOfCharge = ((0.15 + given / 140) * 100).rounded() / 100
                _ = watch.add(reading)
                time += 10
                given += 50 * 10 / 3_600
            }
            // What ends the charge; the last one ends with the readings.
            guard day < charges - 1 else { break }
            var reading = CellReading(time: time, voltages: Array(repeating: 4, count: cellCount))
            reading.current = 30
            _ = watch.add(reading)
        }
        watch.finish()
        let middle = capacities.sorted()[cellCount / 2]
        return (watch.consistency, capacities.map { $0 / middle })
    }

    @Test(
        "is told from long charges, of the weakest as of all",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func told(seed: UInt64) throws {
        let (consistency, truth) = Self.watched(charges: 3, seed: seed)
        let capacities = try #require(consistency).capacities.compactMap(\.self)
        #expect(capacities.count == Self.cellCount)
        for (found, truth) in zip(capacities, truth) {
            #expect(abs(found.ratio - truth) < 0.012, "\(found) \(truth)")
        }
        #expect(consistency?.weak == [Self.weak])
    }

    @Test("is not told of short charges", arguments: [1, 20])
    func short(charges: Int) {
        let (consistency, _) = Self.watched(charges: charges, until: 0.6, seed: 1)
        #expect(consistency?.capacities.isEmpty == true && consistency?.weak.isEmpty == true)
    }

    @Test(
        "is told of LFP by the ends of its plateaus, less closely",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func plateaus(seed: UInt64) throws {
        let (consistency, truth) = Self.watched(.lfp, charges: 6, seed: seed)
        let capacities = try #require(consistency).capacities
        let pairs = zip(capacities, truth).compactMap { found, truth in found.map { ($0, truth) } }
        #expect(pairs.count > Self.cellCount / 2)
        for (found, truth) in pairs {
            #expect(abs(found.ratio - truth) < 4 * found.deviation, "\(found) \(truth)")
        }
    }

    @Test("is not told where a charge stays on a plateau")
    func flat() {
        let (consistency, _) = Self.watched(.lmo, charges: 6, seed: 1)
        #expect(consistency?.capacities.isEmpty == true)
    }
}
