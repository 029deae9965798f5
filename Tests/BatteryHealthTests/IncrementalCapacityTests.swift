import BatteryHealth
import Foundation
import TestSupport
import Testing

@Suite("Incremental capacity")
struct IncrementalCapacityTests {
    private typealias Problem = IncrementalCapacity.Problem
    private typealias Sample = ChargeCurve.Sample

    /// Two phases, whose places are known, and a slope between them.
    private static let centres = [3.62, 3.90]

    private static func charge(at voltage: Double) -> Double {
        let phases = zip(centres, [18.0, 26.0]).map { centre, charge in
            charge / (1 + exp(-(voltage - centre) / 0.012))
        }
        return phases.reduce(0, +) + 20 * (voltage - 3.4)
    }

    /// The voltage after each 10 s of a charge with 30 A.
    private static let rise: [Double] = {
        var voltage = 3.4
        let start = charge(at: voltage)
        return (0..<700).map { number in
            let given = start + Double(number) * 10 * 30 / 3_600
            while charge(at: voltage) < given { voltage += 0.000_1 }
            return voltage
        }
    }()

    /// The charge in millivolts, as a cell's monitor has it.
    private static func samples(noise: Double = 0, seed: UInt64 = 1) -> [Sample] {
        var random = SplitMix64(seed: seed)
        return rise.prefix { $0 < 4.15 }.enumerated().map { number, voltage in
            let seen = voltage + noise * Double.random(in: -1...1, using: &random)
            return Sample(
                time: Double(number) * 10,
                voltage: (seen * 1_000).rounded() / 1_000,
                current: 30
            )
        }
    }

    @Test("finds peaks within 2 mV", arguments: [0, 0.001])
    func peaks(noise: Double) throws {
        for seed in UInt64(1)...5 {
            let curve = try IncrementalCapacity(Self.samples(noise: noise, seed: seed))
            let peaks = curve.peaks()
            try #require(peaks.count == 2)
            for (peak, centre) in zip(peaks, Self.centres) {
                #expect(abs(peak.voltage - centre) < 0.002, "\(peak.voltage)")
            }
            #expect(peaks[0].height < peaks[1].height)
        }
    }

    @Test("has the charge as its area, and nothing below zero")
    func area() throws {
        let samples = Self.samples(noise: 0.001)
        let (rise, curve) = (ChargeCurve(samples), try IncrementalCapacity(samples))
        let charge = (rise.charges.last ?? 0) - (rise.charges.first ?? 0)
        #expect(abs(curve.area / charge - 1) < 1e-9)
        #expect(curve.values.allSatisfy { $0 >= 0 })
        let peaks = curve.peaks()
        #expect(abs(peaks.map(\.area).reduce(0, +) / curve.area - 1) < 1e-9)
        // Each has its phase, and its side of the slope.
        for (peak, phase) in zip(peaks, [18 + 20 * 0.36, 26 + 20 * 0.39]) {
            #expect(abs(peak.area - phase) < 2, "\(peak.area)")
        }
        #expect(
            zip(curve.voltages, curve.voltages.dropFirst()).allSatisfy { low, high in
                abs(high - low - curve.step) < 1e-9
            }
        )
    }

    @Test("a straight line has a level curve without peaks")
    func line() throws {
        let voltages = (0...200).map { 3.4 + Double($0) * 0.003 }
        let charges = voltages.map { ($0 - 3.4) * 50 }
        let line = try #require(ChargeCurve(voltages: voltages, charges: charges))
        let curve = try IncrementalCapacity(line)
        #expect(curve.values.allSatisfy { abs($0 - 50) < 1e-6 })
        #expect(curve.peaks(standingOut: 0.01).isEmpty)
    }

    @Test("refuses gaps, falling voltages, current that does not go in, and too little")
    func refusals() throws {
        let good = Self.samples()
        func changed(time: Double = 500, voltage: Double = 3.6, current: Double = 30) -> [Sample] {
            good[..<50] + [Sample(time: time, voltage: voltage, current: current)] + good[51...]
        }
        #expect(throws: Problem.tooFewPoints(19)) {
            try IncrementalCapacity(Array(good.prefix(19)))
        }
        #expect(throws: Problem.gap(100)) {
            try IncrementalCapacity(Array(good[..<100] + good[110...]))
        }
        #expect(throws: Problem.voltageFalls(50)) {
            try IncrementalCapacity(changed(voltage: good[49].voltage - 0.02))
        }
        #expect(throws: Problem.notCharging(50)) { try IncrementalCapacity(changed(current: -30)) }
        for bad in [changed(time: .nan), changed(voltage: .infinity), changed(time: 490)] {
            #expect(throws: Problem.unreadable(50)) { try IncrementalCapacity(bad) }
        }
        #expect(throws: Problem.grid) { try IncrementalCapacity(good, step: .nan) }
        #expect(throws: Problem.grid) { try IncrementalCapacity(good, smoothing: 0) }
        #expect(throws: Problem.self) { try IncrementalCapacity(good, step: 1e-300) }
        #expect(throws: Problem.self) { try IncrementalCapacity(good, smoothing: 1e300) }
    }

    @Test("refuses a charge that falls, and a hole with charge in it")
    func curves() throws {
        func curve(_ charge: (Int) -> Double, hole: Double = 0) throws -> ChargeCurve {
            let voltages = (0..<60).map { 3.5 + Double($0) * 0.005 + ($0 >= 30 ? hole : 0) }
            return try #require(ChargeCurve(voltages: voltages, charges: (0..<60).map(charge)))
        }
        #expect(throws: Problem.chargeFalls(40)) {
            try IncrementalCapacity(curve { Double($0 == 40 ? 38 : $0) })
        }
        #expect(throws: Problem.unreadable(40)) {
            try IncrementalCapacity(curve { $0 == 40 ? .nan : Double($0) })
        }
        #expect(throws: Problem.gap(30)) {
            try IncrementalCapacity(curve({ Double($0 >= 30 ? $0 + 10 : $0) }, hole: 0.05))
        }
        #expect(throws: Never.self) {
            try IncrementalCapacity(curve({ Double($0) }, hole: 0.05))
        }
    }
}
