import BatteryHealth
import Testing

@Suite("Cells in danger")
struct CellDangerTests {
    private static func readings(
        count: Int,
        _ change: (Int, inout CellReading) -> Void
    ) -> [CellReading] {
        (0..<count).map { step in
            var reading = CellReading(
                time: Double(step) * 10,
                voltages: [Double?](repeating: 3.8, count: SyntheticCells.cellCount),
                temperatures: [30, 30, nil]
            )
            (reading.current, reading.stateOfCharge) = (0, 0.6)
            change(step, &reading)
            return reading
        }
    }

    @Test("a cell that falls at rest while the pack warms stops it at once")
    func runaway() {
        var watch = CellWatch(SyntheticCells.model)
        let readings = Self.readings(count: 120) { step, reading in
            guard step > 60 else { return }
            reading.temperatures[1] = 30 + Double((step - 60) / 5)
            reading.voltages[3] = 3.8 - Double(step - 60) * 0.002_1
        }
        let warnings = readings.flatMap { watch.add($0) }
            .filter { $0.rule == .runawayPrecursor }
        #expect(warnings.map(\.level) == [.stop])
        // At the tenth of these readings both are beyond their limits.
        #expect(warnings.first?.time == 700)
        #expect(watch.findings.contains(.thermalEvent))
        #expect(Decision(health: nil, findings: watch.findings).verdict == .dismantle)
    }

    @Test("warming or falling alone is none")
    func harmless() {
        for (warms, falls) in [(true, false), (false, true)] {
            var watch = CellWatch(SyntheticCells.model)
            let readings = Self.readings(count: 120) { step, reading in
                guard step > 60 else { return }
                if warms { reading.temperatures[1] = 30 + Double((step - 60) / 5) }
                if falls { reading.voltages[3] = 3.8 - Double(step - 60) * 0.002 }
            }
            #expect(!readings.flatMap { watch.add($0) }.contains { $0.rule == .runawayPrecursor })
            #expect(!watch.findings.contains(.thermalEvent))
        }
    }

    @Test("a cell that has gone below all that works is told from a wire that broke")
    func overDischarge() {
        var watch = CellWatch(SyntheticCells.model)
        let falling = Self.readings(count: 10) { step, reading in
            reading.voltages[7] = [3.1, 2.7, 2.3, 1.9, 1.4, 1.3, 1.2, 1.2, 1.1, 1.1][step]
        }
        let warnings = falling.flatMap { watch.add($0) }
        #expect(warnings.map(\.rule) == [.overDischarge])
        #expect(warnings.first?.time == 60)
        #expect(watch.findings == [.overDischarge])

        var other = CellWatch(SyntheticCells.model)
        let broken = Self.readings(count: 10) { step, reading in
            if step > 3 { reading.voltages[7] = 1.2 }
        }
        #expect(broken.flatMap { other.add($0) }.isEmpty)
        #expect(other.findings.isEmpty)
        #expect(other.consistency?.defects == [.cellVoltage: 6])
    }

    @Test("a model's own limit of over-discharge condemns no pack that is well")
    func ownLimit() {
        var model = SyntheticCells.model
        model.warningLimits[.overDischarge] = WarningLimits(
            nil,
            nil,
            2.5,
            dwell: (3, 3, 3),
            release: 0.5,
            isLower: true
        )
        var watch = CellWatch(model)
        #expect(Self.readings(count: 20) { _, _ in }.flatMap { watch.add($0) }.isEmpty)
        #expect(watch.findings.isEmpty)
    }

    @Test("faults with sound readings in between are no over-discharge", arguments: [true, false])
    func lapses(areApart: Bool) {
        var watch = CellWatch(SyntheticCells.model)
        let fall = [3.1, 2.3, 1.9, 1.4]
        let readings = Self.readings(count: 40) { step, reading in
            let (lapse, place) = step.quotientAndRemainder(dividingBy: 10)
            guard !areApart || place < 4 else { return }
            reading.voltages[7] = areApart || lapse == 0 ? fall[min(place, 3)] : 1.4
        }
        let warned = readings.flatMap { watch.add($0) }.contains { $0.rule == .overDischarge }
        #expect(warned == !areApart)
    }

    @Test("cells that do not sum up to their pack are of another moment, and left out")
    func sum() {
        var cleaner = CellCleaner(SyntheticCells.model)
        let whole = 3.8 * Double(SyntheticCells.cellCount)
        let voltages = [Double?](repeating: 3.8, count: SyntheticCells.cellCount)
        // What is missing says nothing: 0 V is no pack.
        let packs: [Double?] = [whole, whole * 1.009, whole * 1.02, whole * 0.98, 0, nil]
        let isKept = packs.enumerated().map { number, pack in
            var reading = CellReading(time: Double(number) * 10, voltages: voltages)
            reading.packVoltage = pack
            return cleaner.clean(reading) != nil
        }
        #expect(isKept == [true, true, false, false, true, true])
        #expect(cleaner.defects == [.packVoltage: 2])
    }

    @Test("readings that are none are left out and counted")
    func cleaning() {
        var cleaner = CellCleaner(SyntheticCells.model)
        let good = [Double?](repeating: 3.8, count: SyntheticCells.cellCount)
        var bad = CellReading(time: 10, voltages: good, temperatures: [-40, 25, nil])
        (bad.current, bad.stateOfCharge) = (.infinity, 2.55)
        let first = cleaner.clean(CellReading(time: 0, voltages: good))
        #expect(first?.pause == .infinity)
        let second = cleaner.clean(bad)
        #expect(second?.reading.current == nil)
        #expect(second?.reading.stateOfCharge == nil)
        #expect(second?.reading.temperatures == [nil, 25, nil])
        #expect(second?.reading.voltages == good)
        #expect(cleaner.clean(CellReading(time: 10, voltages: good)) == nil)
        #expect(cleaner.clean(CellReading(time: 5, voltages: good)) == nil)
        #expect(cleaner.clean(CellReading(time: .nan, voltages: good)) == nil)
        #expect(cleaner.clean(CellReading(time: 20, voltages: [3.8])) == nil)
        #expect(cleaner.clean(CellReading(time: 90, voltages: good)) != nil)
        #expect(
            cleaner.defects == [
                .current: 1, .stateOfCharge: 1, .temperature: 1, .duplicate: 1,
                .timeReversed: 2, .cellCount: 1, .gap: 1,
            ]
        )
        #expect(cleaner.count == 7)
    }

    @Test(
        "a model of no cells or without a capacity does not stop anything",
        arguments: [0, -3, 1, 2]
    )
    func fewCells(count: Int) {
        let model = BatteryModel(
            name: "M",
            chemistry: .lfp,
            ratedCapacity: count < 1 ? .nan : 100,
            seriesCellCount: count
        )
        var watch = CellWatch(model)
        for step in 0..<300 {
            var reading = CellReading(
                time: Double(step) * 30,
                voltages: [Double?](repeating: 3.3, count: max(count, 0))
            )
            (reading.current, reading.stateOfCharge) = (0, 0.97)
            #expect(watch.add(reading).isEmpty)
        }
        #expect(watch.consistency?.readingCount == 300)
        #expect(watch.consistency?.rest == nil)
    }
}
