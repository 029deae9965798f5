import BatteryHealth
import Testing

@Suite("A charge after a rest")
struct OpenCircuitAnchorTests {
    /// A pack of 120 Ah whose management says 8 % too much at the bottom and is right at the top.
    private static func history(_ table: OpenCircuitVoltage?) -> PackHistory {
        var model = SyntheticPack.model
        model.openCircuitVoltage = table
        var history = PackHistory(model)
        var (time, charge) = (0.0, 0.3)
        func report(_ current: Double) {
            var reading = PackReading(time: time)
            reading.current = current
            reading.voltage = (3.4 + 0.75 * charge) * Double(model.seriesCellCount)
            reading.cellMaximum = 3.4 + 0.75 * charge
            reading.cellMinimum = 3.39 + 0.75 * charge
            reading.stateOfCharge = ((charge + 0.08 * (0.9 - charge) / 0.6) * 100).rounded() / 100
            (reading.temperatureMaximum, reading.temperatureMinimum) = (25, 25)
            reading.charging = current < 0 ? .parked : PackReading.Charging.none
            history.add(reading)
            charge -= current * 10 / 3_600 / 120
            time += 10
        }
        for _ in 0..<12 {
            for _ in 0..<200 { report(0) }
            while charge < 0.9 { report(-60) }
            while charge > 0.3 { report(60) }
        }
        history.finish()
        return history
    }

    private static func table(from low: Double) -> OpenCircuitVoltage? {
        OpenCircuitVoltage(
            statesOfCharge: [low, 1],
            voltages: [3.4 + 0.75 * low, 4.15]
        )
    }

    @Test("begins at the open-circuit voltage, where the model's table has it")
    func told() throws {
        let history = Self.history(Self.table(from: 0))
        #expect(history.sessions.count == 12)
        #expect(history.sessions.allSatisfy { $0.start.anchor == .openCircuit })
        #expect(history.sessions.allSatisfy { abs($0.start.stateOfCharge - 0.3) < 0.01 })
        let capacity = try #require(history.assessment().capacity)
        #expect(abs(capacity / 120 - 1) < 0.015)
        // By the management alone it would be told far too high.
        let managed = try #require(Self.history(nil).assessment().capacity)
        #expect(managed / 120 > 1.1)
    }

    @Test("begins at what the management says where the table ends above it")
    func outside() {
        let history = Self.history(Self.table(from: 0.5))
        #expect(history.sessions.allSatisfy { $0.start.anchor == .management })
    }

    @Test("a table that is none is refused")
    func refused() {
        let wrong: [([Double], [Double])] = [
            ([0], [3]), ([0, 1], [3]), ([1, 0], [3, 4]), ([0, 0], [3, 4]), ([0, 1], [4, 3]),
            ([-0.1, 1], [3, 4]), ([0, 1], [3, .nan]), ([0, .nan], [3, 4]), ([], []),
        ]
        for (charges, voltages) in wrong {
            #expect(OpenCircuitVoltage(statesOfCharge: charges, voltages: voltages) == nil)
        }
        #expect(OpenCircuitVoltage(statesOfCharge: [0, 1], voltages: [3, 3])?.covers(3) == true)
    }
}
