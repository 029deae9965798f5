import Foundation
import TestSupport
import Testing

@testable import BatteryHealth

@Suite("Resistance from the steps of the current")
struct StepResistanceTests {
    private static let model = ReadingCleanerTests.model

    /// What a day of steps of 100 A shows.
    private struct Steps {
        var count = 400
        /// In ohms at 25 °C, by the state of charge.
        var ohms: (Double) -> Double = { _ in 0.05 }
        var temperature = 25.0
        /// Whether it is now cold and now warm, so that no two steps in a row are alike.
        var isMixed = false
        /// In joules a mole: what the cells truly follow.
        var activationEnergy = StepResistanceTests.model.activationEnergy
        /// The deviation of a reading of the voltage, in volts.
        var noise = 0.0
        /// So many steps of a hundred are read in the wrong moment.
        var wrongPercent = 0

        func resistance(_ random: inout SplitMix64) -> StepResistance {
            var model = StepResistanceTests.model
            model.activationEnergy = activationEnergy
            var resistance = StepResistance(StepResistanceTests.model)
            for step in 0...count {
                var reading = ReadingCleanerTests.good(at: Double(step) * 10)
                let charge = Double(step * 7 % 100) / 100
                reading.stateOfCharge =
                    step.isMultiple(of: 2) ? charge : Double((step - 1) * 7 % 100) / 100
                let current = step.isMultiple(of: 2) ? 0.0 : 100
                reading.current = current
                let temperature = isMixed ? Double(step / 2 * 17 % 60) - 10 : temperature
                reading.temperatureMaximum = temperature
                reading.temperatureMinimum = temperature
                let factor = model.resistanceFactor(from: temperature)
                let ohms = ohms(reading.stateOfCharge ?? 0) / factor
                reading.voltage = 340 - current * ohms + noise * random.normal()
                if Int.random(in: 0..<100, using: &random) < wrongPercent {
                    reading.voltage = 340 + 60 * random.normal()
                }
                resistance.add(
                    CleanReading(reading: reading, pause: 10, stateOfChargeJumped: false)
                )
            }
            return resistance
        }
    }

    @Test("is not told before two hundred steps")
    func few() {
        var random = SplitMix64(seed: 1)
        #expect(Steps(count: 199).resistance(&random).estimate == nil)
        #expect(Steps(count: 401).resistance(&random).estimate != nil)
    }

    @Test("what is no step of the resistance does not move it", arguments: 1...5)
    func wrong(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let clean = try #require(Steps(count: 2_000, noise: 0.2).resistance(&random).estimate)
        let spoilt = Steps(count: 2_000, noise: 0.2, wrongPercent: 5).resistance(&random)
        let estimate = try #require(spoilt.estimate)
        #expect(abs(clean.ohms / 0.05 - 1) < 0.01)
        #expect(abs(estimate.ohms / 0.05 - 1) < 0.01)
    }

    @Test(
        "counts steps of 0.2C or 30 A, within 30 s and 1 % of charge",
        arguments: [
            (30.0, 10.0, 0.0, true), (29.9, 10, 0, false), (30, 30, 0, true), (30, 30.1, 0, false),
            (30, 10, 0.01, true), (30, 10, 0.02, false),
        ]
    )
    func gates(step: Double, pause: Double, change: Double, counts: Bool) {
        var resistance = StepResistance(Self.model)
        for number in 0...200 {
            var reading = ReadingCleanerTests.good(at: Double(number) * pause)
            let isLoaded = number.isMultiple(of: 2)
            (reading.current, reading.voltage) = isLoaded ? (step, 340 - step * 0.05) : (0, 340)
            reading.stateOfCharge = isLoaded ? 0.5 : 0.5 + change
            resistance.add(
                CleanReading(reading: reading, pause: pause, stateOfChargeJumped: false)
            )
        }
        #expect((resistance.estimate != nil) == counts)
    }

    @Test("is not told from a current whose sign is wrong")
    func reversed() {
        var random = SplitMix64(seed: 2)
        let steps = Steps(ohms: { _ in -0.05 }).resistance(&random)
        #expect(steps.estimate == nil)
        #expect(steps.growth(since: steps) == nil)
    }

    @Test("is as sure as it says, however few steps are alike", arguments: [false, true])
    func deviation(isMixed: Bool) throws {
        var errors: [Double] = []
        for seed in 1...300 {
            var random = SplitMix64(seed: UInt64(seed))
            let steps = Steps(
                ohms: { isMixed ? 0.06 : 0.08 - 0.04 * $0 },
                isMixed: isMixed,
                noise: 0.5
            )
            .resistance(&random)
            let estimate = try #require(steps.estimate)
            // On the way there is every other per cent of charge.
            let truth = isMixed ? 0.06 : 0.08 - 0.04 * 0.49
            errors.append((estimate.ohms - truth) / estimate.deviation)
        }
        let mean = errors.reduce(0, +) / 300
        let deviation = (errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
        #expect(abs(mean) < 0.5, "\(mean)")
        #expect((0.7...1.3).contains(deviation), "\(deviation)")
    }

    @Test("another season or another use is no growth; twice as much is")
    func growth() throws {
        var random = SplitMix64(seed: 3)
        // Cells follow another activation energy than is supposed: by it alone, 10 °C show 13 % more.
        func steps(_ temperature: Double, _ factor: Double = 1) -> StepResistance {
            Steps(
                ohms: { _ in 0.05 * factor },
                temperature: temperature,
                activationEnergy: Self.model.activationEnergy + 6_000,
                noise: 0.1
            )
            .resistance(&random)
        }
        let (summer, winter) = (steps(30), steps(10))
        let supposed = try #require(winter.estimate).ohms / #require(summer.estimate).ohms - 1
        #expect(supposed > 0.12)
        #expect(winter.growth(since: summer) == nil)
        #expect(abs(try #require(steps(10).growth(since: winter))) < 0.02)
        #expect(abs(try #require(steps(10, 2).growth(since: winter)) - 1) < 0.03)
    }
}

@Suite("Quantiles of numbers that are not kept")
struct LogHistogramTests {
    @Test("are right to half a per cent", arguments: 1...20)
    func quantiles(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var histogram = LogHistogram()
        let numbers = (0..<Int.random(in: 1...2_000, using: &random))
            .map { _ in 0.03 * exp(random.normal()) }
        for number in numbers { histogram.add(number) }
        let sorted = numbers.sorted()
        for part in [0, 0.1, 0.25, 0.5, 0.9, 1] {
            let place = part * Double(sorted.count - 1)
            let (low, high) = (sorted[Int(place)], sorted[Int(place.rounded(.up))])
            let exact = low + (place - place.rounded(.down)) * (high - low)
            #expect(abs(histogram.quantile(part) / exact - 1) < 0.005_1)
        }
    }

    @Test("what is not positive, or too large, keeps its place and takes no room")
    func extremes() {
        var histogram = LogHistogram()
        #expect(histogram.quantile(0.5) == 0)
        for number in [0, -1, -.infinity, .nan, 0.5, 1e300, .infinity, 2] { histogram.add(number) }
        #expect(histogram.count == 8)
        #expect(histogram.quantile(0) == 0)
        #expect(abs(histogram.quantile(4.0 / 7) - 0.5) < 0.003)
        #expect(histogram.quantile(1) < 11)
    }
}
