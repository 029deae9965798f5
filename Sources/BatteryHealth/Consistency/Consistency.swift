/// How alike the cells of a pack are.
///
/// Cells are counted from 0, in the order of the readings.
public struct Consistency: Hashable, Sendable, Codable {
    /// The cells at a rest, or in a charge of less than C/20.
    public struct Rest: Hashable, Sendable, Codable {
        /// By the device, in seconds.
        public let time: Double
        /// As the management had it, a part of 1.
        public let stateOfCharge: Double
        /// From the lowest to the highest, in volts.
        public let spread: Double
        /// The standard deviation, in volts.
        public let deviation: Double
        /// How far each cell is from the middle one, in robust deviations.
        public let scores: [Double?]
        /// The cells that are further than four.
        public let outliers: [Int]
    }

    /// What a cell holds.
    public struct Capacity: Hashable, Sendable, Codable {
        /// As a multiple of what the middle cell holds.
        public let ratio: Double
        /// The standard deviation of ``ratio``.
        public let deviation: Double

        /// Whether it surely holds less than most.
        var isWeak: Bool { ratio + 2 * deviation < 0.97 }
    }

    /// How many readings of cells were given.
    public let readingCount: Int
    /// How often each defect was met, each cell and each probe counted.
    public let defects: [ReadingDefect: Int]
    /// The newest rest with a state of charge between 30 and 95 %; `nil` before the first.
    public let rest: Rest?
    /// What each cell loses by itself.
    public let selfDischarge: SelfDischarge
    /// What each cell holds against the middle one; empty before a charge of half the capacity.
    public let capacities: [Capacity?]
    /// The cells that surely hold 3 % less than the middle one: they end every charge and discharge.
    public let weak: [Int]
    /// The resistance of each cell as a multiple of the middle one's; empty before the first day.
    public let resistances: [Double?]
    /// The cells that stood out by their resistance on three of the last five days.
    public let resistant: [Int]
    /// The cells whose voltage is in another disorder than that of the others.
    public let disordered: [Int]
    /// The cells that did not go with their neighbours: a contact or a sensor.
    public let apart: [Int]
}

extension Consistency.Rest {
    /// In volts: cells are reported to thousandths, and less is no deviation.
    private static let leastDeviation = 0.001
    private static let mostScore = 4.0

    /// Compares cells at rest; `nil` unless three are known.
    init?(_ voltages: [Double?], stateOfCharge: Double, at time: Double) {
        let known = voltages.compactMap(\.self).sorted()
        guard known.count >= 3, let low = known.first, let high = known.last else { return nil }
        let middle = Quantile.of(known, 0.5)
        let unit = max(known.robustDeviation(about: middle), Self.leastDeviation)
        let scores = voltages.map { $0.map { ($0 - middle) / unit } }
        self.time = time
        self.stateOfCharge = stateOfCharge
        spread = high - low
        deviation = known.deviation
        self.scores = scores
        outliers = scores.indices.filter { abs(scores[$0] ?? 0) > Self.mostScore }
    }
}
