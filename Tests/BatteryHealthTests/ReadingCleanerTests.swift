import BatteryHealth
import Testing

@Suite("Cleaning of readings")
struct ReadingCleanerTests {
    static let model = BatteryModel(
        name: "M",
        chemistry: .nmc,
        ratedCapacity: 150,
        seriesCellCount: 91
    )

    /// A reading in which everything is right.
    static func good(at time: Double) -> PackReading {
        var reading = PackReading(time: time)
        reading.current = -50
        reading.voltage = 340
        reading.stateOfCharge = 0.5
        reading.cellMaximum = 3.75
        reading.cellMinimum = 3.73
        reading.temperatureMaximum = 30
        reading.temperatureMinimum = 28
        reading.speed = 0
        reading.odometer = 81_491.2
        reading.charging = .parked
        return reading
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let defect: ReadingDefect
        let change: @Sendable (inout PackReading) -> Void
        let isGone: @Sendable (PackReading) -> Bool
    }

    static let bad: [Bad] = [
        Bad(testDescription: "65,535 V", defect: .cellVoltage) {
            $0.cellMaximum = 65_535
        } isGone: {
            $0.cellMaximum == nil
        },
        Bad(testDescription: "0 V", defect: .cellVoltage) {
            $0.cellMinimum = 0
        } isGone: {
            $0.cellMinimum == nil
        },
        Bad(testDescription: "millivolts", defect: .cellVoltage) {
            $0.cellMaximum = 3_750
        } isGone: {
            $0.cellMaximum == nil
        },
        Bad(testDescription: "lowest above highest", defect: .cellVoltage) {
            $0.cellMinimum = 3.9
        } isGone: {
            $0.cellMaximum == nil && $0.cellMinimum == nil
        },
        Bad(testDescription: "-40 °C", defect: .temperature) {
            $0.temperatureMinimum = -40
        } isGone: {
            $0.temperatureMinimum == nil
        },
        Bad(testDescription: "255 °C", defect: .temperature) {
            $0.temperatureMaximum = 255
        } isGone: {
            $0.temperatureMaximum == nil
        },
        Bad(testDescription: "1,310.7 V", defect: .packVoltage) {
            $0.voltage = 1_310.7
        } isGone: {
            $0.voltage == nil
        },
        Bad(testDescription: "a pack that is not its cells", defect: .packVoltage) {
            $0.voltage = 350
        } isGone: {
            $0.voltage == nil
        },
        Bad(testDescription: "255 %", defect: .stateOfCharge) {
            $0.stateOfCharge = 2.55
        } isGone: {
            $0.stateOfCharge == nil
        },
        Bad(testDescription: "no number", defect: .current) {
            $0.current = .nan
        } isGone: {
            $0.current == nil
        },
        Bad(testDescription: "a distance that went back", defect: .motion) {
            $0.odometer = 81_000
        } isGone: {
            $0.odometer == nil
        },
    ]

    @Test("takes out what cannot be, and nothing else", arguments: bad)
    func defects(bad: Bad) throws {
        var cleaner = ReadingCleaner(Self.model)
        let first = cleaner.clean(Self.good(at: 0))
        #expect(first?.reading == Self.good(at: 0))
        #expect(cleaner.defects.isEmpty)
        var reading = Self.good(at: 10)
        bad.change(&reading)
        let cleaned = cleaner.clean(reading)
        let clean = try #require(cleaned)
        #expect(bad.isGone(clean.reading))
        #expect(cleaner.defects == [bad.defect: 1])
        let again = cleaner.clean(Self.good(at: 20))
        #expect(again?.reading == Self.good(at: 20))
    }

    @Test("readings out of their order are left out, gaps are told")
    func order() {
        var cleaner = ReadingCleaner(Self.model)
        let times = [100.0, 90, 100, .nan, 1e300, 160, 221]
        let kept = times.compactMap { cleaner.clean(Self.good(at: $0)) }
        #expect(kept.map(\.reading.time) == [100, 160, 221])
        #expect(kept.map(\.continuesStretch) == [false, true, false])
        #expect(cleaner.defects == [.timeReversed: 3, .duplicate: 1, .gap: 1])
        #expect(cleaner.count == 7)
    }

    @Test("a state of charge that jumps is told, and the next goes on from there")
    func jump() throws {
        var cleaner = ReadingCleaner(Self.model)
        var jumps: [Bool] = []
        for (time, charge) in [(0, 0.5), (10, 0.53), (20, 0.57), (30, 0.57), (600.0, 0.9)] {
            var reading = Self.good(at: time)
            reading.stateOfCharge = charge
            let clean = cleaner.clean(reading)
            jumps.append(try #require(clean).stateOfChargeJumped)
        }
        #expect(jumps == [false, false, true, false, false])
    }
}
