import BatteryHealth
import TestSupport
import Testing

@Suite("Charge curves")
struct ChargeCurveTests {
    /// Four hours of charge: a steady current up to 4.2 V, then a held voltage that is noisy.
    private static func charge(noise: Double) -> [ChargeCurve.Sample] {
        var random = SplitMix64(seed: 21)
        let steady = (0..<60).map { minute in
            let voltage = 3.6 + 0.6 * Double(minute) / 60
            return ChargeCurve.Sample(time: Double(minute) * 60, voltage: voltage, current: 1.5)
        }
        let held = (60..<240).map { minute in
            ChargeCurve.Sample(
                time: Double(minute) * 60,
                voltage: 4.2 + noise * Double.random(in: -1...1, using: &random),
                current: 1.5 * (1 - Double(minute - 60) / 200)
            )
        }
        return steady + held
    }

    @Test("the steady current is that before the voltage is held", arguments: [0, 0.004, 0.02])
    func steady(noise: Double) throws {
        let curve = ChargeCurve(Self.charge(noise: noise))
        let (first, last) = (try #require(curve.voltages.first), try #require(curve.voltages.last))
        #expect(first == 3.6)
        #expect(last > 4.18)
        let window = try #require(ChargeWindow(from: 3.7, to: 4.1, stepCount: 10))
        let features = try #require(window.features(of: curve, ratedCapacity: 2))
        // 40 minutes of 1.5 A.
        #expect(abs(features[0] - 0.5) < 1e-6)
    }

    /// An hour at 1.5 A from 3.6 to 4.2 V, a sample every 30 s.
    private static let hour = (0..<120).map { step in
        ChargeCurve.Sample(
            time: Double(step) * 30,
            voltage: 3.6 + 0.6 * Double(step) / 120,
            current: 1.5
        )
    }

    /// The first part of the charge between 3.7 and 4.1 V, of 2 Ah.
    private static func charge(in samples: [ChargeCurve.Sample]) throws -> Double? {
        let window = try #require(ChargeWindow(from: 3.7, to: 4.1, stepCount: 10))
        return window.features(of: ChargeCurve(samples), ratedCapacity: 2)?.first
    }

    @Test("a pause in the middle of a charge brings in what it does", arguments: [0, -0.2, 0.2])
    func pause(current: Double) throws {
        // Twenty minutes of next to no current, in which the voltage falls.
        let pause = (0..<40).map { step in
            ChargeCurve.Sample(time: 1_800 + Double(step) * 30, voltage: 3.85, current: current)
        }
        let after = Self.hour[60...].map { sample in
            ChargeCurve.Sample(
                time: sample.time + 1_200,
                voltage: sample.voltage,
                current: sample.current
            )
        }
        let charge = try #require(try Self.charge(in: Self.hour[..<60] + pause + after))
        // 40 minutes of 1.5 A, and the pause; half a minute on its sides is between two currents.
        #expect(abs(charge - 0.5 - current / 3 / 2) < 0.01)
    }

    @Test("a short hole is bridged, over a long one nothing is told", arguments: [8.0, 11])
    func hole(minutes: Double) throws {
        let samples = Self.hour.filter { !(1_200..<1_200 + minutes * 60).contains($0.time) }
        let charge = try Self.charge(in: samples)
        #expect(minutes > 10 ? charge == nil : charge.map { abs($0 - 0.5) < 1e-6 } == true)
        // The longer stretch is still a curve.
        #expect(try #require(ChargeCurve(samples).voltages.last) > 4.18)
    }

    @Test("minutes without a sample over which the voltage fell are a hole")
    func silence() throws {
        let after = Self.hour[60...].map { sample in
            ChargeCurve.Sample(
                time: sample.time + 300,
                voltage: sample.voltage - 0.01,
                current: sample.current
            )
        }
        #expect(try Self.charge(in: Self.hour[..<60] + after) == nil)
    }

    @Test("currents that are no numbers are left out")
    func absurd() {
        let samples =
            Self.charge(noise: 0) + [
                ChargeCurve.Sample(time: 1e5, voltage: 3.0, current: .infinity),
                ChargeCurve.Sample(time: .nan, voltage: 3.0, current: 1.5),
            ]
        #expect(ChargeCurve(samples) == ChargeCurve(Self.charge(noise: 0)))
        #expect(ChargeCurve([]).voltages.isEmpty)
    }
}
