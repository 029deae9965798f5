/// How many cells a pack has in series, told from its voltage and those of its cells.
///
/// A nominal voltage alone does not tell: makers call the same cell one of 3.6 or of 3.7 V.
public struct SeriesCellCount: Sendable {
    /// What the nominal voltage says.
    private let about: Int
    private var counts: [Double] = []

    private static let leastReadings = 20
    /// More readings would not tell more.
    private static let mostReadings = 1_000
    /// How far nominal voltages differ, as a part of them.
    private static let spread = 0.05

    /// Creates the count of a pack that has about so many.
    public init(about count: Int) {
        about = count
    }

    /// Takes the next reading, which may have anything in it.
    public mutating func add(_ reading: PackReading) {
        guard counts.count < Self.mostReadings, let voltage = reading.voltage,
            let high = reading.cellMaximum, let low = reading.cellMinimum, low > 0, high >= low
        else { return }
        let count = 2 * voltage / (high + low)
        guard abs(count / Double(about) - 1) <= Self.spread else { return }
        counts.append(count)
    }

    /// The count; what the nominal voltage says as long as the readings tell too little.
    public var count: Int {
        guard counts.count >= Self.leastReadings, let median = counts.median else { return about }
        return Int(median.rounded())
    }
}
