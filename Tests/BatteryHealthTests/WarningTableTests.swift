import BatteryHealth
import TestSupport
import Testing

/// The usual limits, one by one: from where on, after how many readings, and when again.
@Suite("Usual limits of warnings")
struct WarningTableTests {
    /// A rule, and values that are beyond its limits one after the other.
    struct Row: CustomTestStringConvertible {
        let rule: WarningRule
        let chemistry: Chemistry
        /// Within all limits, and beyond the one of each level.
        let within: Double
        let beyond: [(level: WarningLevel, value: Double, readings: Int)]
        /// Of the first limit: just inside it, and so far inside that the warning ends.
        let swing: Double
        let back: Double

        var testDescription: String { "\(rule) \(chemistry)" }

        func reading(at time: Double, _ value: Double) -> PackReading {
            var reading = ReadingCleanerTests.good(at: time)
            (reading.voltage, reading.stateOfCharge) = (nil, nil)
            let isLFP = chemistry == .lfp
            (reading.cellMaximum, reading.cellMinimum) = isLFP ? (3.32, 3.3) : (3.75, 3.73)
            switch rule {
            case .cellOverVoltage: reading.cellMaximum = value
            case .cellUnderVoltage: reading.cellMinimum = value
            case .overTemperature:
                (reading.temperatureMaximum, reading.temperatureMinimum) = (value, value - 2)
            default: (reading.temperatureMaximum, reading.temperatureMinimum) = (20 + value, 20)
            }
            return reading
        }

        /// What is warned of by the rule, by the values of readings that are 10 s apart.
        func warnings(_ values: [Double]) -> [WarningLevel] {
            let model = BatteryModel(
                name: "M",
                chemistry: chemistry,
                ratedCapacity: 150,
                seriesCellCount: 91
            )
            var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
            var told: [Warning] = []
            for (index, value) in values.enumerated() {
                let reading = reading(at: Double(index) * 10, value)
                if let clean = cleaner.clean(reading) { told += watch.add(clean) }
            }
            return told.filter { $0.rule == rule }.map(\.level)
        }
    }

    private static let rows = [
        Row(
            rule: .cellOverVoltage,
            chemistry: .nmc,
            within: 4.24,
            beyond: [(.watch, 4.26, 3), (.service, 4.31, 2), (.stop, 4.36, 1)],
            swing: 4.23,
            back: 4.21
        ),
        Row(
            rule: .cellOverVoltage,
            chemistry: .lfp,
            within: 3.67,
            beyond: [(.watch, 3.69, 3), (.service, 3.76, 2), (.stop, 3.86, 1)],
            swing: 3.66,
            back: 3.64
        ),
        Row(
            rule: .cellUnderVoltage,
            chemistry: .nmc,
            within: 3.01,
            beyond: [(.watch, 2.99, 3), (.service, 2.79, 2), (.stop, 2.49, 1)],
            swing: 3.1,
            back: 3.25
        ),
        Row(
            rule: .cellUnderVoltage,
            chemistry: .lfp,
            within: 2.81,
            beyond: [(.watch, 2.79, 3), (.service, 2.59, 2), (.stop, 1.99, 1)],
            swing: 2.9,
            back: 3.05
        ),
        Row(
            rule: .overTemperature,
            chemistry: .nmc,
            within: 50,
            beyond: [(.watch, 51, 3), (.service, 56, 2), (.stop, 61, 1)],
            swing: 48,
            back: 46
        ),
        Row(
            rule: .probeSpread,
            chemistry: .lfp,
            within: 8,
            beyond: [(.watch, 9, 6), (.service, 13, 6), (.stop, 19, 6)],
            swing: 7,
            back: 5
        ),
    ]

    @Test("are told of after so many readings beyond, and not before", arguments: rows)
    func dwell(row: Row) {
        #expect(row.warnings(Array(repeating: row.within, count: 50)).isEmpty)
        for (level, value, readings) in row.beyond {
            let early = Array(repeating: value, count: readings - 1)
            #expect(row.warnings(early).isEmpty, "\(level)")
            #expect(row.warnings(early + [value]) == [level])
            #expect(row.warnings(early + [row.within] + early).isEmpty, "\(level)")
        }
    }

    @Test("are told of once, however a value swings about a limit", arguments: rows)
    func hysteresis(row: Row) throws {
        let (level, value, readings) = try #require(row.beyond.first)
        let beyond = Array(repeating: value, count: readings)
        let swinging = (0..<20).flatMap { _ in [row.swing] + beyond }
        #expect(row.warnings(beyond + swinging) == [level])
        #expect(row.warnings(beyond + [row.back] + beyond) == [level, level])
    }

    @Test("of a low cell are not told of while more than 1C flows", arguments: [149.0, 151])
    func underLoad(current: Double) {
        var (cleaner, watch) = (
            ReadingCleaner(ReadingCleanerTests.model), PackWatch(ReadingCleanerTests.model)
        )
        var reading = ReadingCleanerTests.good(at: 0)
        (reading.current, reading.cellMinimum, reading.voltage) = (current, 2.45, nil)
        let told = cleaner.clean(reading).map { watch.add($0) } ?? []
        #expect(told.contains { $0.rule == .cellUnderVoltage } == (current < 150))
    }

    @Test(
        "of a jump of the state of charge need readings that follow each other",
        arguments: [
            (0.53, 10.0, nil), (0.56, 10, WarningLevel.watch), (0.39, 10, .service),
            (0.545, 30, nil), (0.56, 30, .watch), (0.39, 30, .service), (0.39, 400, nil),
        ] as [(Double, Double, WarningLevel?)]
    )
    func jump(stateOfCharge: Double, pause: Double, level: WarningLevel?) {
        let model = ReadingCleanerTests.model
        var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
        var told: [Warning] = []
        for (time, charge) in [(0.0, 0.5), (10, 0.5), (10 + pause, stateOfCharge)] {
            var reading = ReadingCleanerTests.good(at: time)
            reading.stateOfCharge = charge
            if let clean = cleaner.clean(reading) { told += watch.add(clean) }
        }
        #expect(
            told.filter { $0.rule == .stateOfChargeJump }.map(\.level) == [level].compactMap(\.self)
        )
    }

    @Test(
        "of cells apart at rest need three rests, within 30 to 95 % of charge",
        arguments: [
            (3, 0.5, 0.06, WarningLevel.watch), (3, 0.5, 0.11, .service), (3, 0.5, 0.31, .stop),
            (3, 0.5, 0.049, nil), (2, 0.5, 0.31, nil), (5, 0.25, 0.31, nil), (5, 0.97, 0.31, nil),
        ] as [(Int, Double, Double, WarningLevel?)]
    )
    func restSpread(rests: Int, charge: Double, spread: Double, level: WarningLevel?) {
        let model = ReadingCleanerTests.model
        var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
        var told: [Warning] = []
        // Half an hour of rest after a minute of driving, a reading a minute.
        for minute in 0..<rests * 33 {
            var reading = ReadingCleanerTests.good(at: Double(minute) * 60)
            reading.current = minute % 33 == 0 ? 60 : 0
            (reading.stateOfCharge, reading.voltage) = (charge, nil)
            (reading.cellMaximum, reading.cellMinimum) = (3.75, 3.75 - spread)
            if let clean = cleaner.clean(reading) { told += watch.add(clean) }
        }
        #expect(told.filter { $0.rule == .restSpread }.map(\.level) == [level].compactMap(\.self))
        #expect(watch.findings.contains(.spread) == (level ?? .watch >= .service))
    }

    @Test(
        "of a cell discharged too far need it to have gone down there",
        arguments: [
            // The lowest cell, as it is read; what is below 0.3 V, or falls by more than 1.5 V, is a wire.
            ([3.0, 2.4, 1.9, 1.4, 1.3, 1.2], true), ([3.0, 2.4, 1.9, 1.6, 1.55, 1.52], false),
            ([3.0, 1.4, 1.3, 1.2], false), ([3.0, 0.2, 0.2, 0.2], false), ([1.2, 1.2, 1.2], false),
            // The wire of a better cell, while the lowest is well.
            ([2.5, 1.2, 1.2, 1.2], false),
            ([3.0, 2.4, 1.4, 2.4, 1.4, 2.4, 1.4], false),
        ]
    )
    func overDischarge(lowest: [Double], isFound: Bool) {
        let model = ReadingCleanerTests.model
        var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
        for (index, low) in lowest.enumerated() {
            var reading = ReadingCleanerTests.good(at: Double(index) * 10)
            (reading.cellMinimum, reading.voltage) = (low, nil)
            if let clean = cleaner.clean(reading) { _ = watch.add(clean) }
        }
        #expect(watch.findings.contains(.overDischarge) == isFound)
    }

    @Test("of a low cell are told of where it has gone below all voltages that work")
    func deep() {
        let model = ReadingCleanerTests.model
        var (cleaner, watch) = (ReadingCleaner(model), PackWatch(model))
        var told: [Warning] = []
        for (index, low) in [3.1, 2.9, 1.8, 1.8, 1.8].enumerated() {
            var reading = ReadingCleanerTests.good(at: Double(index) * 10)
            (reading.cellMinimum, reading.voltage) = (low, nil)
            if let clean = cleaner.clean(reading) { told += watch.add(clean) }
        }
        #expect(told.filter { $0.rule == .cellUnderVoltage }.map(\.level) == [.stop])
        #expect(watch.findings.isEmpty)
    }
}
