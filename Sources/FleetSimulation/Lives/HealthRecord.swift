/// A measured life as the ledger's parties may judge it: day by day, from what has been seen.
///
/// A test of capacity finds the median of the last ``window`` measured capacities over the rated one,
/// in basis points rounded down. In service, health is what the newest estimate from a charge said;
/// where there is none, what a test would find. Nothing looks ahead: a single interrupted discharge
/// recalls no battery, and no future sample saves one.
public struct HealthRecord: Hashable, Sendable {
    /// What is known at a measured cycle.
    public struct Point: Hashable, Sendable {
        /// The number of the cycle.
        public let cycle: Int
        /// The state of health in basis points, 0...15,000.
        public let sohBp: UInt32
        /// The interval of 90 % around it; `nil` where it was not estimated.
        public let intervalBp: ClosedRange<UInt32>?
        /// What a test of capacity would find, in basis points, 0...15,000.
        public let testedBp: UInt32
        /// The median of the last measured resistances of the cell; `nil` while none is known.
        public let resistanceOhm: Double?
    }

    /// How many measured cycles the median spans.
    public static let window = 5

    /// One point for each sample of the life.
    public let points: [Point]

    /// Judges a life.
    public init(of life: MeasuredLife) {
        var capacities: [Double] = []
        var resistances: [Double] = []
        var estimates = life.estimates[...]
        var newest: MeasuredLife.Estimate?
        points = life.samples.map { sample in
            while let next = estimates.first, next.cycle <= sample.cycle {
                newest = next
                estimates = estimates.dropFirst()
            }
            Self.push(sample.capacityAh, into: &capacities)
            if let resistance = sample.resistanceOhm { Self.push(resistance, into: &resistances) }
            let health = (Self.median(capacities) ?? 0) / life.nominalAh * 10_000
            let tested = UInt32(min(15_000, max(0, health)))
            return Point(
                cycle: sample.cycle,
                sohBp: newest?.sohBp ?? tested,
                intervalBp: newest?.intervalBp,
                testedBp: tested,
                resistanceOhm: Self.median(resistances)
            )
        }
    }

    /// What is known once `cycle` cycles are done; before the first sample, that sample.
    public func point(atCycle cycle: Int) -> Point? {
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].cycle <= cycle { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? points[low - 1] : points.first
    }

    private static func push(_ value: Double, into recent: inout [Double]) {
        if recent.count == window { recent.removeFirst() }
        recent.append(value)
    }

    /// The lower median, so that it is always a value that was measured.
    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }
}
