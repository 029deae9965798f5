/// The voltage of a cell over the charge that goes in, while it is charged with a steady current.
public struct ChargeCurve: Hashable, Sendable {
    /// Voltages that rise, in volts.
    public let voltages: [Double]
    /// What had gone in by then, in ampere-hours.
    public let charges: [Double]

    /// One moment of a charge.
    public struct Sample: Hashable, Sendable {
        /// In seconds.
        public let time: Double
        /// In volts.
        public let voltage: Double
        /// In amperes; positive goes into the cell.
        public let current: Double

        public init(time: Double, voltage: Double, current: Double) {
            self.time = time
            self.voltage = voltage
            self.current = current
        }
    }

    /// Takes the part of a charge in which the current is steady, from its first sample on.
    ///
    /// Samples whose voltage is not above all before them are left out, so that a charge belongs
    /// to each voltage. What is no number, or not after the sample before, is left out as well.
    /// What goes in or out with another current counts, but has no place of its own. After ten
    /// minutes without a sample, or two over which the voltage fell, nobody knows what went
    /// in: of the stretches between such holes the one over the most volts is taken.
    ///
    /// - Parameters:
    ///   - samples: A charge, in the order of time.
    ///   - steadiness: How far the current may be from its median, as a part of that.
    public init(_ samples: [Sample], steadiness: Double = 0.05) {
        let stretches = Self.stretches(of: samples)
            .map { Self.curve(of: $0, steadiness) }
        let widest = stretches.max { Self.span($0.voltages) < Self.span($1.voltages) }
        (voltages, charges) = widest ?? ([], [])
    }

    /// The samples that are numbers and follow each other without a hole.
    private static func stretches(of samples: [Sample]) -> [[Sample]] {
        var stretches: [[Sample]] = []
        var stretch: [Sample] = []
        for sample in samples
        where sample.voltage.isFinite && sample.time.isFinite && sample.current.isFinite {
            if let last = stretch.last {
                guard sample.time > last.time else { continue }
                if isHole(from: last, to: sample) {
                    stretches.append(stretch)
                    stretch = []
                }
            }
            stretch.append(sample)
        }
        return stretches + [stretch]
    }

    private static func isHole(from last: Sample, to next: Sample) -> Bool {
        let pause = next.time - last.time
        let isSilent =
            (last.current > 0 || next.current > 0)
            && next.voltage < last.voltage - smallestFall
        return pause > longestHole || (isSilent && pause > longestPause)
    }

    private static func span(_ voltages: [Double]) -> Double {
        (voltages.last ?? 0) - (voltages.first ?? 0)
    }

    private static func curve(
        of samples: [Sample],
        _ steadiness: Double
    ) -> (voltages: [Double], charges: [Double]) {
        let charging = samples.filter { $0.current > 0 }
        // From the highest voltage on, the charger holds it and lets the current fall.
        let highest = charging.map(\.voltage).max() ?? 0
        let median =
            charging.prefix { $0.voltage < highest - heldVoltage }
            .map(\.current).median ?? 0
        var (voltages, charges) = ([Double](), [Double]())
        var (charge, last) = (0.0, Sample?.none)
        for sample in samples {
            let isSteady =
                sample.current > 0 && abs(sample.current - median) <= steadiness * median
            // Nothing counts before the current is steady for the first time.
            guard isSteady || last != nil else { continue }
            if let last {
                charge += (sample.current + last.current) / 2 * (sample.time - last.time) / 3_600
            }
            last = sample
            guard isSteady, sample.voltage > voltages.last ?? -.infinity else { continue }
            voltages.append(sample.voltage)
            charges.append(charge)
        }
        return (voltages, charges)
    }

    /// Creates a curve of known points.
    ///
    /// - Returns: `nil` unless there are as many charges as voltages, which rise.
    public init?(voltages: [Double], charges: [Double]) {
        guard voltages.count == charges.count,
            zip(voltages, voltages.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        self.voltages = voltages
        self.charges = charges
    }

    private static let heldVoltage = 0.005
    /// In volts; on a plateau a voltage is read again and again.
    private static let smallestFall = 0.001
    /// In seconds; the longer while the voltage does not fall, as it does when the current pauses.
    private static let (longestPause, longestHole) = (120.0, 600.0)

    /// What had gone in at a voltage; `nil` outside the curve.
    func charge(at voltage: Double) -> Double? {
        guard let first = voltages.first, let last = voltages.last,
            (first...last).contains(voltage)
        else { return nil }
        return Interpolation.value(at: voltage, voltages, charges)
    }
}
