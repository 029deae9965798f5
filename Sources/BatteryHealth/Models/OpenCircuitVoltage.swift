/// The open-circuit voltage of a cell by its state of charge: a table that rises.
public struct OpenCircuitVoltage: Hashable, Sendable {
    /// States of charge, as parts of 1, that rise.
    public let statesOfCharge: [Double]
    /// The voltages at ``statesOfCharge``, in volts; none is below the one before.
    public let voltages: [Double]

    /// A voltage seen at a state of charge.
    public struct Point: Hashable, Sendable {
        /// The state of charge, as a part of 1.
        public let stateOfCharge: Double
        /// The voltage, in volts.
        public let voltage: Double

        public init(stateOfCharge: Double, voltage: Double) {
            self.stateOfCharge = stateOfCharge
            self.voltage = voltage
        }
    }

    /// Fits a table that never falls to what was seen, by pooling neighbours that contradict it.
    ///
    /// - Returns: `nil` unless there are two different states of charge.
    public init?(fitting points: [Point]) {
        let sorted = points.filter { $0.stateOfCharge.isFinite && $0.voltage.isFinite }
            .sorted { $0.stateOfCharge < $1.stateOfCharge }
        var pools: [Pool] = []
        for point in sorted {
            pools.append(Pool(point))
            while pools.count > 1, pools[pools.count - 1].mustJoin(pools[pools.count - 2]) {
                let last = pools.removeLast()
                pools[pools.count - 1].join(last)
            }
        }
        guard pools.count > 1 else { return nil }
        statesOfCharge = pools.map(\.meanStateOfCharge)
        voltages = pools.map(\.meanVoltage)
    }

    /// Takes a table that was made before; `nil` for what is no such table of at least two states.
    ///
    /// - Parameters:
    ///   - statesOfCharge: Parts of 1 that rise.
    ///   - voltages: The voltages there, in volts; none below the one before.
    public init?(statesOfCharge: [Double], voltages: [Double]) {
        guard statesOfCharge.count == voltages.count, statesOfCharge.count > 1,
            statesOfCharge.allSatisfy((0...1).contains), voltages.allSatisfy(\.isFinite),
            zip(statesOfCharge, statesOfCharge.dropFirst()).allSatisfy({ $0 < $1 }),
            zip(voltages, voltages.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return nil }
        self.statesOfCharge = statesOfCharge
        self.voltages = voltages
    }

    /// The voltage at a state of charge; outside the table, that of its end.
    ///
    /// - Complexity: O(log *n*).
    public func voltage(at stateOfCharge: Double) -> Double {
        Interpolation.value(at: stateOfCharge, statesOfCharge, voltages)
    }

    /// The state of charge at a voltage; outside the table, that of its end.
    public func stateOfCharge(at voltage: Double) -> Double {
        Interpolation.value(at: voltage, voltages, statesOfCharge)
    }

    /// Whether a voltage is one of the table's; outside it only the nearer end is known.
    public func covers(_ voltage: Double) -> Bool {
        guard let low = voltages.first, let high = voltages.last else { return false }
        return low <= voltage && voltage <= high
    }

    /// How much a voltage rises with the state of charge there, in volts for all of it.
    public func slope(at stateOfCharge: Double) -> Double {
        let (low, high) = (max(0, stateOfCharge - 0.01), min(1, stateOfCharge + 0.01))
        return (voltage(at: high) - voltage(at: low)) / (high - low)
    }
}

/// Neighbours with one voltage.
private struct Pool {
    private var count = 1.0
    private(set) var meanStateOfCharge: Double
    private(set) var meanVoltage: Double

    init(_ point: OpenCircuitVoltage.Point) {
        meanStateOfCharge = point.stateOfCharge
        meanVoltage = point.voltage
    }

    func mustJoin(_ previous: Pool) -> Bool {
        meanVoltage <= previous.meanVoltage || meanStateOfCharge <= previous.meanStateOfCharge
    }

    mutating func join(_ next: Pool) {
        let sum = count + next.count
        meanStateOfCharge += (next.meanStateOfCharge - meanStateOfCharge) * next.count / sum
        meanVoltage += (next.meanVoltage - meanVoltage) * next.count / sum
        count = sum
    }
}
