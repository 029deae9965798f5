import BatteryHealth
import TestSupport
import Testing

@Suite("A watch of single cells")
struct CellWatchTests {
    private static let faulty = SyntheticCells.faulty

    private static func watched(
        _ fault: SyntheticCells.Fault,
        days: Int,
        seed: UInt64 = 1
    ) -> (watch: CellWatch, warnings: [Warning]) {
        var pack = SyntheticCells(fault, seed: seed)
        var watch = CellWatch(SyntheticCells.model)
        let warnings = pack.days(days).flatMap { watch.add($0) }
        return (watch, warnings)
    }

    private static func worst(_ rule: WarningRule, of warnings: [Warning]) -> WarningLevel? {
        warnings.filter { $0.rule == rule }.map(\.level).max()
    }

    @Test("says nothing of cells that are alike", arguments: 1...4 as ClosedRange<UInt64>)
    func healthy(seed: UInt64) throws {
        let (watch, warnings) = Self.watched(.none, days: 40, seed: seed)
        #expect(warnings.isEmpty, "\(warnings)")
        #expect(watch.findings.isEmpty)
        let consistency = try #require(watch.consistency)
        let rest = try #require(consistency.rest)
        #expect((0.001...0.03).contains(rest.spread))
        #expect(rest.deviation < rest.spread)
        #expect(consistency.resistant.isEmpty)
        #expect(consistency.apart.isEmpty)
        #expect(consistency.resistances.compactMap(\.self).allSatisfy { abs($0 - 1) < 0.12 })
        guard case .cells(let rates) = consistency.selfDischarge else {
            Issue.record("\(consistency.selfDischarge)")
            return
        }
        #expect(rates.compactMap(\.self).count == SyntheticCells.cellCount)
        #expect(rates.compactMap(\.self).allSatisfy { abs($0.perMonth) < 0.003 })
    }

    @Test("tells how much a cell loses by itself")
    func leak() throws {
        let (watch, warnings) = Self.watched(.leak(6), days: 30)
        guard case .cells(let rates) = try #require(watch.consistency).selfDischarge else {
            Issue.record("no rates")
            return
        }
        let rate = try #require(rates[Self.faulty])
        // 6 of 150 Ah are 4 %, and 6 Ah in 720 h are 8.3 mA.
        #expect(abs(rate.perMonth - 0.04) < 0.003)
        #expect(abs(rate.leakage - 0.008_3) < 0.000_6)
        #expect(!rate.isAccelerating)
        #expect(Self.worst(.selfDischarge, of: warnings) == .service)
        #expect(!watch.findings.contains(.selfDischarge))
    }

    @Test("says how long it must still look before it tells what cells lose")
    func early() throws {
        let (watch, warnings) = Self.watched(.leak(6), days: 10)
        let told = try #require(watch.consistency).selfDischarge
        #expect(told == .notEnoughData(days: 9, neededDays: 14, rests: 10, neededRests: 8))
        #expect("\(told)" == "not enough data: 10 rests of 8 over 9 days of 14 needed")
        #expect(Self.worst(.selfDischarge, of: warnings) == nil)
    }

    @Test("does not tell what cells lose where voltage says nothing of charge")
    func flat() throws {
        var model = SyntheticCells.model
        model.chemistry = .lco
        var pack = SyntheticCells(.leak(6), seed: 1)
        var watch = CellWatch(model)
        for reading in pack.days(20) { _ = watch.add(reading) }
        #expect(watch.consistency?.selfDischarge == .voltageDoesNotTell)
        model.openCircuitVoltage = OpenCircuitVoltage(fitting: [
            OpenCircuitVoltage.Point(stateOfCharge: 0, voltage: 3.4),
            OpenCircuitVoltage.Point(stateOfCharge: 1, voltage: 4.15),
        ])
        pack = SyntheticCells(.leak(6), seed: 1)
        watch = CellWatch(model)
        for reading in pack.days(30) { _ = watch.add(reading) }
        guard case .cells(let rates) = try #require(watch.consistency).selfDischarge else {
            Issue.record("no rates")
            return
        }
        #expect(abs(try #require(rates[Self.faulty]).perMonth - 0.04) < 0.002)
    }

    @Test("a leak that grows is a finding, and takes the pack apart")
    func growingLeak() {
        let (watch, warnings) = Self.watched(.growingLeak(0.5), days: 45)
        #expect(Self.worst(.acceleratingSelfDischarge, of: warnings) == .stop)
        #expect(watch.findings.contains(.selfDischarge))
        let decision = Decision(health: nil, findings: watch.findings)
        #expect(decision.verdict == .dismantle)
        #expect(decision.reasons.contains(.safety(.selfDischarge)))
    }

    @Test("a cell of high resistance is told after three days, not before")
    func resistance() throws {
        let (early, none) = Self.watched(.resistance(1.8), days: 3)
        #expect(Self.worst(.cellResistance, of: none) == nil)
        #expect(early.consistency?.resistant == [])
        let (watch, warnings) = Self.watched(.resistance(1.8), days: 4)
        #expect(Self.worst(.cellResistance, of: warnings) == .service)
        let consistency = try #require(watch.consistency)
        #expect(consistency.resistant == [Self.faulty])
        let ratio = try #require(consistency.resistances[Self.faulty])
        #expect(abs(ratio - 1.8) < 0.1)
    }

    @Test("a loose contact and a stuck sensor do not go with their neighbours")
    func contact() throws {
        for fault in [SyntheticCells.Fault.contact(0.2), .stuck] {
            let (watch, warnings) = Self.watched(fault, days: 8)
            #expect(Self.worst(.cellCorrelation, of: warnings) == .service)
            #expect(try #require(watch.consistency).apart == [Self.faulty])
        }
        let (watch, warnings) = Self.watched(.contact(0.02), days: 8)
        #expect(Self.worst(.cellCorrelation, of: warnings) == nil)
        #expect(Self.worst(.voltageDisorder, of: warnings) == .watch)
        #expect(try #require(watch.consistency).resistant.isEmpty)
    }

    @Test("a loose contact is told by its disorder")
    func disorder() throws {
        var random = SplitMix64(seed: 3)
        var watch = CellWatch(SyntheticCells.model)
        var warnings: [Warning] = []
        for step in 0..<500 {
            let voltages = (0..<SyntheticCells.cellCount).map { cell -> Double? in
                let jump = cell == Self.faulty ? Double.random(in: -0.02...0.02, using: &random) : 0
                return 3.7 + 0.001 * random.normal() + jump
            }
            var reading = CellReading(time: Double(step) * 10, voltages: voltages)
            reading.current = 20
            warnings += watch.add(reading)
            if step == 397 { #expect(warnings.isEmpty) }
        }
        #expect(Self.worst(.voltageDisorder, of: warnings) == .watch)
        #expect(try #require(watch.consistency).disordered == [Self.faulty])
    }

    @Test("a low cell is told at its third rest, and blocks until each is tested")
    func low() throws {
        let (early, none) = Self.watched(.low(0.15), days: 2)
        #expect(none.isEmpty)
        #expect(early.consistency?.rest?.outliers == [Self.faulty])
        let (watch, warnings) = Self.watched(.low(0.15), days: 3)
        #expect(Self.worst(.cellOutlier, of: warnings) == .service)
        #expect(watch.findings == [.spread])
        #expect(Decision(health: nil, findings: watch.findings).blocked == [.spread])
        let score = try #require(watch.consistency?.rest?.scores[Self.faulty])
        #expect(score < -4)
    }

    @Test("says the same whatever was asked in between")
    func causal() {
        var pack = SyntheticCells(.leak(6), seed: 5)
        let readings = pack.days(18)
        var asked = CellWatch(SyntheticCells.model)
        var warnings: [Warning] = []
        for (index, reading) in readings.enumerated() {
            warnings += asked.add(reading)
            guard index % 811 == 0 else { continue }
            var alone = CellWatch(SyntheticCells.model)
            let told = readings[...index].flatMap { alone.add($0) }
            #expect(told == warnings)
            #expect(alone.consistency == asked.consistency)
            #expect(alone.findings == asked.findings)
        }
    }

    @Test("is the same with invalid values among it")
    func dirt() throws {
        let (clean, _) = Self.watched(.leak(6), days: 25)
        var pack = SyntheticCells(.leak(6), seed: 1)
        var watch = CellWatch(SyntheticCells.model)
        var random = SplitMix64(seed: 9)
        for reading in pack.days(25) {
            var reading = reading
            let cell = Int.random(in: 6..<SyntheticCells.cellCount, using: &random)
            reading.voltages[cell] = [65.535, 0, .nan, .infinity, -1][cell % 5]
            #expect(watch.add(reading).allSatisfy { $0.rule == .selfDischarge })
        }
        guard case .cells(let rates) = try #require(watch.consistency).selfDischarge,
            case .cells(let others) = try #require(clean.consistency).selfDischarge
        else {
            Issue.record("no rates")
            return
        }
        let (rate, other) = (try #require(rates[Self.faulty]), try #require(others[Self.faulty]))
        #expect(abs(rate.perMonth - other.perMonth) < 0.002)
        #expect(watch.consistency?.defects[.cellVoltage] == 25 * 181)
        #expect(watch.consistency?.defects[.cellCount] == nil)
    }
}
