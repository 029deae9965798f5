import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("Warnings of a pack")
struct WarningTests {
    private static let model = ReadingCleanerTests.model

    /// Readings in which everything is right but what `change` makes of them.
    private static func warnings(
        count: Int,
        every seconds: Double = 10,
        limits: [WarningRule: WarningLimits] = [:],
        _ change: (Int, inout PackReading) -> Void
    ) -> (watch: PackWatch, warnings: [Warning]) {
        var cleaner = ReadingCleaner(model)
        var model = model
        model.warningLimits.merge(limits) { $1 }
        var watch = PackWatch(model)
        var warnings: [Warning] = []
        for step in 0..<count {
            var reading = ReadingCleanerTests.good(at: Double(step) * seconds)
            change(step, &reading)
            if let clean = cleaner.clean(reading) { warnings += watch.add(clean) }
        }
        return (watch, warnings)
    }

    @Test("insulation is told by the ohms for each volt, after three readings")
    func insulation() {
        // 340 V: 500, 300 and 100 ohms a volt are 170, 102 and 34 kilohms.
        let steps = [5_000_000.0, 160_000, 160_000, 160_000, 30_000, 30_000, 30_000, 5_000_000]
        let (watch, warnings) = Self.warnings(count: 7) { $1.insulation = steps[$0] }
        #expect(warnings.map(\.rule) == [.insulation, .insulation])
        #expect(warnings.map(\.level) == [.watch, .stop])
        #expect(watch.findings == [.insulation])
        let (repaired, _) = Self.warnings(count: 8) { $1.insulation = steps[$0] }
        #expect(repaired.findings.isEmpty)
        for unknown in [0, 65_535_000, 65_534_000, .nan] {
            let (_, none) = Self.warnings(count: 5) { $1.insulation = unknown }
            #expect(none.isEmpty)
        }
    }

    @Test("readings that stop while the pack is hot are a warning of their own")
    func silence() {
        var (watch, warnings) = Self.warnings(count: 3) { $1.temperatureMaximum = 57 }
        #expect(warnings.map(\.rule).contains(.overTemperature))
        #expect(watch.hearNothing(until: 200).isEmpty)
        let told = watch.hearNothing(until: 400)
        #expect(told.map(\.rule) == [.silenceAfterHeat])
        #expect(told.map(\.level) == [.service])
        #expect(told.first?.value == 380)
        #expect(watch.hearNothing(until: 500).isEmpty)
        #expect(watch.hearNothing(until: .infinity).isEmpty)

        // The next reading shows it as well, if nobody asked before.
        let (_, late) = Self.warnings(count: 4) { step, reading in
            reading.temperatureMaximum = 57
            if step == 3 { reading.time = 1_000 }
        }
        #expect(late.map(\.rule).contains(.silenceAfterHeat))

        var (cool, none) = Self.warnings(count: 3) { _, _ in }
        #expect(none.isEmpty)
        #expect(cool.hearNothing(until: 4_000).isEmpty)
    }

    @Test(
        "a warming is unexplained that goes beyond what the current makes, whatever that is",
        arguments: [
            // Parts of the capacity an hour, °C a minute, and whether that is unexplained.
            (0.0, 0.5, false), (0.0, 2.0, true), (1.0, 0.4, false), (1.0, 2.5, true),
            (2.0, 1.5, false), (2.0, 6.0, true),
        ]
    )
    func warming(rate: Double, slope: Double, isFound: Bool) {
        let (_, warnings) = Self.warnings(count: 60) { step, reading in
            reading.current = -rate * Self.model.ratedCapacity
            // As probes speak: in whole degrees.
            reading.temperatureMinimum = 14
            reading.temperatureMaximum = (15 + slope * Double(step) / 6).rounded()
        }
        #expect(warnings.contains { $0.rule == .unexplainedWarming } == isFound)
    }

    @Test("a lowest cell that falls at rest while the pack warms stops it at once")
    func runaway() {
        let (watch, warnings) = Self.warnings(count: 120) { step, reading in
            reading.current = 0
            guard step > 60 else { return }
            reading.cellMinimum = 3.73 - Double(step - 60) * 0.001
            reading.temperatureMaximum = 30 + Double((step - 60) / 10)
        }
        let precursors = warnings.filter { $0.rule == .runawayPrecursor }
        #expect(precursors.map(\.level) == [.stop])
        #expect(watch.findings.contains(.thermalEvent))
    }

    @Test("a limit of a model counts in place of the usual one, and may ask for days")
    func ownLimits() throws {
        let limits: [WarningRule: WarningLimits] = [
            .overTemperature: WarningLimits(35, nil, nil, dwell: (1, 1, 1), days: 2, release: 1)
        ]
        let data = try JSONEncoder().encode(limits)
        let read = try JSONDecoder().decode([WarningRule: WarningLimits].self, from: data)
        #expect(read == limits)
        let (_, warnings) = Self.warnings(count: 72, every: 3_600, limits: read) { step, reading in
            reading.temperatureMaximum = step == 10 ? 30 : 36
            reading.stateOfCharge = nil
        }
        #expect(warnings.map(\.time) == [(11 + 48) * 3_600])
        #expect(warnings.map(\.level) == [.watch])
    }

    @Test("cells that move apart from month to month are told", arguments: [0.0, 0.015, 0.04])
    func spreadGrowth(perMonth: Double) {
        var random = SplitMix64(seed: 2)
        // A rest of an hour each day: three readings of it.
        let (_, warnings) = Self.warnings(count: 3 * 60, every: 1_800) { step, reading in
            let day = Double(step / 3)
            reading.time = day * 86_400 + Double(step % 3) * 1_800
            reading.current = step % 3 == 0 ? 80 : 0
            reading.stateOfCharge = 0.5
            let spread = 0.012 + perMonth * day / 30 + 0.001 * random.normal()
            reading.cellMinimum = 3.73
            reading.cellMaximum = 3.73 + max(spread, 0)
            reading.voltage = nil
            if step % 3 == 1 { reading.time = day * 86_400 + 10 }
        }
        let levels = warnings.filter { $0.rule == .spreadGrowth }.map(\.level)
        let expected: [WarningLevel] =
            perMonth > 0.025 ? [.service] : perMonth > 0.01 ? [.watch] : []
        #expect(levels.last == expected.last)
    }

    @Test("resistance that has doubled is told after thirty days", arguments: [1.0, 1.45, 2.3])
    func resistanceGrowth(factor: Double) {
        let (watch, warnings) = Self.warnings(count: 150 * 60) { step, reading in
            let day = step / 60
            reading.time = Double(day) * 86_400 + Double(step % 60) * 10
            reading.current = step % 2 == 0 ? 100 : 0
            let resistance = 0.05 * (day < 95 ? 1 : factor)
            reading.voltage = 340 - (reading.current ?? 0) * resistance
            (reading.speed, reading.charging) = (50, PackReading.Charging.none)
            reading.cellMaximum = nil
            reading.cellMinimum = nil
        }
        let told = warnings.filter { $0.rule == .resistanceGrowth }
        switch factor {
        case 1: #expect(told.isEmpty)
        case 1.45: #expect(told.map(\.level) == [.watch])
        default:
            #expect(told.map(\.level) == [.stop])
            #expect(watch.findings == [.resistanceDoubled])
        }
        #expect(told.allSatisfy { $0.time >= 125 * 86_400 })
    }

    @Test("a battery that is driven emptier than before has no more resistance for it")
    func otherUse() {
        let (_, warnings) = Self.warnings(count: 150 * 60) { step, reading in
            let day = step / 60
            reading.time = Double(day) * 86_400 + Double(step % 60) * 10
            reading.current = step % 2 == 0 ? 100 : 0
            // An empty one has twice the resistance of a full one; from some day on it always is.
            let isEmpty = day % 2 == 0 || day >= 95
            reading.stateOfCharge = isEmpty ? 0.15 : 0.85
            reading.voltage = 340 - (reading.current ?? 0) * (isEmpty ? 0.1 : 0.05)
            (reading.speed, reading.charging) = (50, PackReading.Charging.none)
            reading.cellMaximum = nil
            reading.cellMinimum = nil
        }
        #expect(!warnings.contains { $0.rule == .resistanceGrowth })
    }

    @Test("a tenth of the charge that was hardly known at first proves nothing", arguments: 1...6)
    func sparse(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (_, warnings) = Self.warnings(count: 150 * 60) { step, reading in
            let (day, place) = step.quotientAndRemainder(dividingBy: 60)
            reading.time = Double(day) * 86_400 + Double(place) * 10
            reading.current = step % 2 == 0 ? 100 : 0
            // Six steps a fortnight before day 95, and nothing else after it.
            let isEmpty = day >= 95 || (day % 14 == 0 && place < 7)
            reading.stateOfCharge = isEmpty ? 0.15 : 0.85
            // So noisy that one step alone is off by 70 %.
            reading.voltage = 340 - (reading.current ?? 0) * 0.05 + 2.5 * random.normal()
            (reading.speed, reading.charging) = (50, PackReading.Charging.none)
            reading.cellMaximum = nil
            reading.cellMinimum = nil
        }
        #expect(!warnings.contains { $0.rule == .resistanceGrowth }, "\(warnings)")
    }
}
