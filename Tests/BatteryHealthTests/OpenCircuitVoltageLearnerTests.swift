import BatteryHealth
import TestSupport
import Testing

@Suite("A table of open-circuit voltages from a fleet")
struct OpenCircuitVoltageLearnerTests {
    private static let model = SyntheticPack.model

    /// What the cells of the fleet have in truth.
    private static func truth(_ charge: Double) -> Double {
        3.2 + 0.5 * charge + 0.5 * charge * charge * charge
    }

    /// Weeks of a pack: full, then three drives a day apart, after each of which it is off.
    private static func pack(capacity: Double, weeks: Int, seed: UInt64) -> RestVoltages {
        var random = SplitMix64(seed: seed)
        var cleaner = ReadingCleaner(model)
        var rests = RestVoltages(model)
        var (time, charge) = (0.0, 1.0)
        func report(_ current: Double) {
            var reading = PackReading(time: time)
            reading.current = current
            let cell = Self.truth(charge) - current * 0.000_5 + 0.001 * random.normal()
            reading.voltage = cell * Double(model.seriesCellCount)
            reading.cellMaximum = cell + 0.003
            reading.cellMinimum = cell - 0.003
            reading.stateOfCharge = (charge * 100).rounded() / 100
            reading.temperatureMaximum = 26
            reading.temperatureMinimum = 24
            if let clean = cleaner.clean(reading) { rests.add(clean) }
        }
        for _ in 0..<weeks {
            charge = 1
            report(-5)
            for _ in 0..<3 {
                time += 20 * 3_600
                report(0)
                let end = charge - Double.random(in: 0.15...0.3, using: &random)
                while charge > end {
                    time += 10
                    charge -= 60 * 10 / 3_600 / capacity
                    report(60)
                }
            }
            time += 20 * 3_600
            report(0)
            time += 40 * 3_600
        }
        return rests
    }

    private static func learner(packs: Int, weeks: Int) -> OpenCircuitVoltageLearner {
        var learner = OpenCircuitVoltageLearner()
        for number in 0..<packs {
            let capacity = 120 + Double(number) * 30 / Double(max(packs - 1, 1))
            learner.add(
                pack(capacity: capacity, weeks: weeks, seed: UInt64(number)),
                capacity: capacity
            )
        }
        return learner
    }

    @Test("is the truth to a few millivolts, and says what it is from")
    func table() throws {
        let table = try Self.learner(packs: 8, weeks: 12).table()
        #expect(table.packCount == 8)
        #expect(table.restCount == 8 * 12 * 4)
        for charge in stride(from: 0.35, through: 0.97, by: 0.02) {
            let error = table.openCircuitVoltage.voltage(at: charge) - Self.truth(charge)
            #expect(abs(error) < 0.01, "\(charge)")
            let told = table.openCircuitVoltage.stateOfCharge(at: Self.truth(charge))
            #expect(abs(told - charge) < 0.012, "\(charge)")
        }
    }

    @Test("is refused of too few packs, of too few rests and of too little of the charge")
    func refusals() throws {
        typealias Refusal = OpenCircuitVoltageLearner.Refusal
        #expect(throws: Refusal.fewPacks(0, needed: 5)) {
            try OpenCircuitVoltageLearner().table()
        }
        #expect(throws: Refusal.fewPacks(4, needed: 5)) {
            try Self.learner(packs: 4, weeks: 12).table()
        }
        #expect(throws: Refusal.fewRests(40, needed: 60)) {
            try Self.learner(packs: 5, weeks: 2).table()
        }
        var learner = OpenCircuitVoltageLearner()
        for number in 0..<6 as Range<UInt64> {
            // Ten times the capacity: all is within the last tenth.
            learner.add(Self.pack(capacity: 130, weeks: 10, seed: number), capacity: 1_300)
            learner.add(Self.pack(capacity: 130, weeks: 1, seed: number), capacity: .nan)
        }
        #expect(throws: Refusal.self) { try learner.table() }
        do throws(Refusal) {
            _ = try learner.table()
        } catch {
            guard case .narrow(let part, needed: 0.5) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(part < 0.1)
        }
    }

    @Test("is not learnt in the cold, nor across what nobody saw")
    func gates() {
        #expect(Self.pack(capacity: 130, weeks: 3, seed: 1).points.count == 12)
        var cleaner = ReadingCleaner(Self.model)
        var rests = RestVoltages(Self.model)
        for (day, temperature, charge) in [(0, 25, 1), (1, 5, 1), (2, 25, 0.7), (3, 25, 0.7)] {
            var reading = PackReading(time: Double(day) * 86_400)
            (reading.current, reading.stateOfCharge) = (0, charge)
            reading.cellMaximum = Self.truth(charge)
            reading.cellMinimum = Self.truth(charge) - 0.005
            reading.temperatureMaximum = Double(temperature)
            reading.temperatureMinimum = Double(temperature)
            if let clean = cleaner.clean(reading) { rests.add(clean) }
        }
        #expect(rests.points.isEmpty)
    }
}
