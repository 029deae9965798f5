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
