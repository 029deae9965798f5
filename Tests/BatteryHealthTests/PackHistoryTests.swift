import BatteryHealth
import TestSupport
import Testing

@Suite("A pack's history")
struct PackHistoryTests {
    private static func history(_ readings: [PackReading]) -> PackHistory {
        var history = PackHistory(SyntheticPack.model)
        for reading in readings { history.add(reading) }
        history.finish()
        return history
    }

    @Test("tells the capacity from daily life", arguments: [110, 135, 150.0])
    func capacity(truth: Double) throws {
        var pack = SyntheticPack(capacity: truth, seed: 1)
        let history = Self.history(pack.days(20))
        let assessment = history.assessment()
        #expect(history.sessions.count == 20)
        #expect(assessment.countedCharges == 20)
        let capacity = try #require(assessment.capacity)
        #expect(abs(capacity / truth - 1) < 0.01)
        let health = try #require(assessment.health)
        #expect((health.lower...health.upper).contains(truth / 150))
        #expect(assessment.warnings.allSatisfy { $0.rule == .stateOfHealth })
        #expect(assessment.warnings.contains { $0.level == .service } == (truth < 120))
        #expect(assessment.readings.defects.keys.allSatisfy { $0 == .gap })
    }

    @Test("never looks at what comes later")
    func causal() throws {
        var pack = SyntheticPack(capacity: 130, seed: 2)
        let readings = pack.days(6)
        var growing = PackHistory(SyntheticPack.model)
        for (index, reading) in readings.enumerated() {
            growing.add(reading)
            guard index % 997 == 0 else { continue }
            var alone = PackHistory(SyntheticPack.model)
            for earlier in readings[...index] { alone.add(earlier) }
            #expect(growing.assessment() == alone.assessment())
            #expect(growing.sessions == alone.sessions)
            #expect(growing.warnings == alone.warnings)
        }
        // What was told of a charge is not changed by the next.
        let whole = Self.history(readings)
        #expect(Array(whole.sessions.prefix(growing.sessions.count)) == growing.sessions)
        #expect(Array(whole.capacities.prefix(growing.capacities.count)) == growing.capacities)
    }

    @Test("is the same with invalid values among it")
    func dirt() throws {
        var pack = SyntheticPack(capacity: 130, seed: 3)
        let clean = pack.days(10)
        let truth = try #require(Self.history(clean).assessment().capacity)
        var random = SplitMix64(seed: 4)
        let dirty = clean.map { reading in
            var reading = reading
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<8: reading.cellMaximum = 65_535
            case 8..<12: reading.cellMinimum = 0
            case 12: reading.temperatureMaximum = -40
            case 13: reading.voltage = 1_310.7
            default: break
            }
            return reading
        }
        let assessment = Self.history(dirty).assessment()
        #expect(assessment.capacity == truth)
        #expect(assessment.warnings.isEmpty)
    }

    @Test("says why there is no state of health")
    func shortage() throws {
        #expect(Self.history([]).assessment().remarks.first == .noReadings)
        var pack = SyntheticPack(capacity: 130, seed: 5)
        let readings = pack.days(1)
        let driving = try #require(readings.last)
        #expect(Self.history([driving]).assessment().remarks.first == .noCharge)
        let shallow = Self.history(Array(readings.prefix(60))).assessment()
        #expect(shallow.health == nil)
        guard case .shallow(let deepest, let needed) = shallow.remarks.first else {
            Issue.record("\(shallow.remarks)")
            return
        }
        #expect(deepest < needed)
        #expect("\(shallow.remarks[0])".hasPrefix("not enough data: deepest charge "))
        #expect("\(shallow.remarks[0])".hasSuffix(" of 10 % needed"))
        #expect(shallow.decision.verdict == .testNeeded)
    }

    @Test("reversed, constant and unreadable histories give no number")
    func bad() throws {
        var pack = SyntheticPack(capacity: 130, seed: 6)
        let readings = pack.days(2)
        let reversed = Self.history(readings.reversed()).assessment()
        #expect(reversed.health == nil)
        #expect(reversed.remarks.contains { "\($0)".contains("sort them by time") })
        let constant = (0..<1_000).map { number in
            var reading = readings[0]
            reading.time = Double(number) * 10
            return reading
        }
        #expect(Self.history(constant).assessment().health == nil)
        let invalid = readings.map { reading in
            var reading = reading
            (reading.current, reading.stateOfCharge) = (.nan, 2.55)
            return reading
        }
        let assessment = Self.history(invalid).assessment()
        #expect(assessment.health == nil)
        #expect(assessment.remarks.contains(.implausible(.current, part: 1)))
        #expect(assessment.remarks.contains(.implausible(.stateOfCharge, part: 1)))
    }

    @Test("millivolts in place of volts are named")
    func millivolts() {
        var pack = SyntheticPack(capacity: 130, seed: 7)
        let readings = pack.days(1).map { reading in
            var reading = reading
            reading.cellMaximum = reading.cellMaximum.map { $0 * 1_000 }
            reading.cellMinimum = reading.cellMinimum.map { $0 * 1_000 }
            return reading
        }
        let remarks = Self.history(readings).assessment().remarks
        #expect(remarks.contains { "\($0)".contains("cellVoltage: check its unit") })
    }

    @Test("a health above the rated, or that rose, is told and kept")
    func doubts() throws {
        var pack = SyntheticPack(capacity: 165, seed: 8)
        let assessment = Self.history(pack.days(10)).assessment(previous: 0.9)
        let health = try #require(assessment.health)
        #expect(health.value > 1.05)
        #expect(assessment.remarks.contains(.aboveRated(health.value)))
        #expect(assessment.remarks.contains(.risen(by: health.value - 0.9)))
    }

    @Test(
        "cells beyond what they can bear are stopped, not left out",
        arguments: [
            (Chemistry.nmc, 4.4, WarningRule.cellOverVoltage), (.lfp, 3.9, .cellOverVoltage),
            (.nmc, 2.3, .cellUnderVoltage), (.lfp, 1.9, .cellUnderVoltage),
        ]
    )
    func stopped(chemistry: Chemistry, voltage: Double, rule: WarningRule) {
        let model = BatteryModel(
            name: "m",
            chemistry: chemistry,
            ratedCapacity: 100,
            seriesCellCount: 10
        )
        var history = PackHistory(model)
        for second in 0..<5 {
            var reading = PackReading(time: Double(second) * 10)
            reading.current = 10
            reading.cellMaximum = voltage + 0.005
            reading.cellMinimum = voltage
            history.add(reading)
        }
        #expect(history.warnings.contains { $0.rule == rule && $0.level == .stop })
    }
}
