import BatteryHealth
import Testing

/// Vehicles are off, or out of reach: what flows meanwhile must not be taken for a rest.
@Suite("What nobody saw is no rest")
struct UnseenTests {
    /// A quiet time of a minute a reading.
    private struct Quiet {
        var minutes: Int
        var stateOfCharge: Double? = 0.5
        var cells = (low: 3.73, high: 3.75)
        var temperature = 25.0
        /// In seconds, before its first reading.
        var gap = 60.0
    }

    private static func watched(_ quiets: [Quiet]) -> (watch: PackWatch, warnings: [Warning]) {
        let model = ReadingCleanerTests.model
        var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
        var (time, warnings) = (0.0, [Warning]())
        for quiet in quiets {
            time += quiet.gap - 60
            for _ in 0..<quiet.minutes {
                time += 60
                var reading = ReadingCleanerTests.good(at: time)
                (reading.current, reading.voltage) = (0, nil)
                reading.stateOfCharge = quiet.stateOfCharge
                (reading.cellMaximum, reading.cellMinimum) = (quiet.cells.high, quiet.cells.low)
                reading.temperatureMaximum = quiet.temperature
                reading.temperatureMinimum = quiet.temperature - 1
                if let clean = cleaner.clean(reading) { warnings += watch.add(clean) }
            }
        }
        return (watch, warnings)
    }

    @Test(
        "a pack that was driven meanwhile may be warmer, with cells further apart",
        arguments: [
            (0.48, 900, false), (0.60, 900, true),
            // Where it is not known, little can have happened in a minute or two.
            (nil, 900, false), (nil, 90, true),
        ] as [(Double?, Double, Bool)]
    )
    func runaway(after: Double?, gap: Double, isFound: Bool) {
        let (watch, _) = Self.watched([
            Quiet(minutes: 12, stateOfCharge: after.map { _ in 0.6 }),
            Quiet(
                minutes: 8,
                stateOfCharge: after,
                cells: (3.70, 3.75),
                temperature: 29,
                gap: gap
            ),
        ])
        #expect(watch.findings.contains(.thermalEvent) == isFound)
    }

    @Test("cells that were driven meanwhile are not at rest", arguments: [(0.45, 0), (0.60, 1)])
    func spread(after: Double, told: Int) {
        // Three times: parked at 60 %, and two hours later one reading with cells far apart.
        let (_, warnings) = Self.watched(
            (0..<3).flatMap { _ in
                [
                    Quiet(minutes: 1, stateOfCharge: 0.6, gap: 40_000),
                    Quiet(minutes: 1, stateOfCharge: after, cells: (3.61, 3.75), gap: 7_200),
                    // What ends the rest.
                    Quiet(minutes: 1, stateOfCharge: 0.8, gap: 7_200),
                ]
            }
        )
        #expect(warnings.filter { $0.rule == .restSpread }.count == told)
    }

    @Test("a charge after an unseen drive does not begin at the voltage before it")
    func anchor() throws {
        var model = SyntheticPack.model
        model.openCircuitVoltage = OpenCircuitVoltage(
            statesOfCharge: [0, 1],
            voltages: [3.4, 4.15]
        )
        var history = PackHistory(model)
        var time = 0.0
        func report(_ current: Double, _ charge: Double, voltage: Double) {
            var reading = PackReading(time: time)
            (reading.current, reading.stateOfCharge) = (current, (charge * 100).rounded() / 100)
            reading.voltage = voltage * Double(model.seriesCellCount)
            (reading.temperatureMaximum, reading.temperatureMinimum) = (25, 25)
            reading.charging = current < 0 ? .parked : PackReading.Charging.none
            history.add(reading)
        }
        for _ in 0..<12 {
            // An hour at rest, an unseen drive, and a charge that begins while cells still recover.
            for _ in 0..<60 {
                report(0, 0.8, voltage: 4)
                time += 60
            }
            time += 7_200
            report(0, 0.3, voltage: 3.4 + 0.75 * 0.3 - 0.06)
            var charge = 0.3
            while charge < 0.8 {
                time += 10
                report(-40, charge, voltage: 3.42 + 0.75 * charge)
                charge += 40 * 10 / 3_600 / 135
            }
            time += 12 * 3_600
        }
        history.finish()
        #expect(history.sessions.allSatisfy { $0.start.anchor == .management })
        let capacity = try #require(history.assessment().capacity)
        #expect(abs(capacity / 135 - 1) < 0.02)
    }
}
