import BatteryHealth
import Foundation
import TestSupport
import Testing

@testable import cyclade

/// Files come from anyone: whatever they hold, they are refused or give numbers.
@Suite("Files of health, changed at random", .timeLimit(.minutes(10)))
struct HealthFileDamageTests {
    /// What JSON is made of, and numbers at the edges of what there is.
    private static let pieces = [
        "0", "-1", "1e308", "-1e308", "1e-320", "9223372036854775807", "-0.0", "null", "true",
        "\"\"",
        "[]", "{}", ",", ":", "\"", "[", "}", "é",
    ].map { Array($0.utf8) }
    private static let rounds = Soak.isOn ? 20_000 : 400

    /// Puts pieces in the place of a few numbers or bytes.
    private static func changed(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            var start = Int.random(in: 0..<bytes.count, using: &random)
            var end = start + 1
            let isDigit = { (byte: UInt8) in (48...57).contains(byte) || byte == 46 || byte == 45 }
            if Bool.random(using: &random), let digit = bytes[start...].firstIndex(where: isDigit) {
                start = digit
                end = bytes[digit...].firstIndex { !isDigit($0) } ?? bytes.count
            }
            let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
            bytes.replaceSubrange(start..<end, with: piece)
        }
        return bytes
    }

    @Test("an estimator", arguments: ["pulse.nmc21", "pulse.lfp35"])
    func estimator(name: String) throws {
        let file = Repository.root.appending(path: "models/\(name).json")
        let whole = Array(try Data(contentsOf: file))
        var random = SplitMix64(seed: 21)
        var read = 0
        for _ in 0..<Self.rounds {
            let bytes = Self.changed(whole, &random)
            let parsed = try? JSONDecoder().decode(EstimatorFile.self, from: Data(bytes))
            guard let parsed, parsed.input.isSound else { continue }
            read += 1
            for volts in [3.0, 3.9, -1e300, 1e300] {
                let features = [Double](repeating: volts, count: parsed.estimator.featureCount)
                guard let told = parsed.estimator.estimate(features) else { continue }
                #expect(told.value.isFinite && told.lower <= told.value, "\(told)")
                #expect(told.value <= told.upper)
            }
        }
        #expect(read > 0)
    }

    @Test("a model of battery")
    func batteryModel() throws {
        let text = """
            {"chemistry":"nmc","rated_ah":150,"cells":91,"capacity_per_degree":0.002,
            "activation_energy_j_mol":25000,"limits":{"restSpread":{"watch":0.04,"dwell":3,"days":1},
            "cellOverVoltage":{"watch":4.2,"service":4.3,"stop":4.4,"release":0.1}},
            "open_circuit_voltage":{"states_of_charge":[0,0.5,1],"voltages":[3.2,3.6,4.2],"packs":5,
            "rests":60,"files":{"a.csv":"00"}}}
            """
        let whole = Array(text.utf8)
        _ = try BatteryModelFile(parsing: whole)
        var random = SplitMix64(seed: 91)
        var read = 0
        for _ in 0..<Self.rounds * 5 {
            let bytes = Self.changed(whole, &random)
            guard let file = try? BatteryModelFile(parsing: bytes) else { continue }
            read += 1
            let told = Self.assessment(by: file.model)
            #expect(told.health?.value.isFinite ?? true)
        }
        #expect(read > 0)
    }

    /// A charge, a rest that tells the open circuit, and a charge, judged.
    private static func assessment(by model: BatteryModel) -> PackAssessment {
        var history = PackHistory(model)
        for step in 0..<160 {
            var reading = PackReading(time: Double(step) * 30)
            let isResting = (40..<120).contains(step)
            reading.current = isResting ? 0 : -100
            let steps = step < 40 ? step : max(40, step - 80)
            reading.stateOfCharge = 0.4 + 0.005 * Double(steps)
            reading.cellMaximum = 3.7
            reading.cellMinimum = 3.6
            reading.voltage = 3.65 * Double(model.seriesCellCount)
            reading.temperatureMaximum = 30
            history.add(reading)
            var cells = CellReading(
                time: reading.time,
                voltages: (0..<min(model.seriesCellCount, 100)).map { 3.6 + 0.001 * Double($0) }
            )
            cells.current = reading.current
            cells.stateOfCharge = reading.stateOfCharge
            history.add(cells)
        }
        history.finish()
        return history.assessment()
    }

    @Test("prices")
    func prices() throws {
        let file = Repository.root.appending(path: "docs/prices/2025-12.json")
        let whole = Array(try Data(contentsOf: file))
        var random = SplitMix64(seed: 12)
        var read = 0
        for _ in 0..<Self.rounds {
            let bytes = Self.changed(whole, &random)
            guard let deck = try? PriceDeck(parsing: bytes) else { continue }
            read += 1
            let battery = ResidualValue.Battery(
                ratedEnergy: 50,
                chemistry: "nmc622",
                health: Estimate(value: 0.8, lower: 0.7, upper: 0.9),
                monthsLeft: Estimate(value: 20, lower: 1, upper: 60)
            )
            guard let value = try? ResidualValue(of: battery, by: deck) else { continue }
            #expect(value.bestValue.map { $0.p5 <= $0.p95 } ?? true)
        }
        #expect(read > 0)
    }
}
