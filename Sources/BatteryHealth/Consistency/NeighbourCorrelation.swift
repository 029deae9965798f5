/// How the voltage of each cell goes with that of its neighbour, a hundred readings at a time.
///
/// One current flows through all, so that voltages rise and fall together; a cell that goes with
/// neither neighbour while all others do has a bad contact or sensor.
struct NeighbourCorrelation: Sendable {
    /// The cells that went with neither neighbour in the last hundred readings.
    private(set) var apart: [Int] = []
    /// Of each cell and the one before it; before the first is the last.
    private var pairs: [Pair]
    private var count = 0

    private struct Pair {
        var count = 0.0
        var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

        mutating func add(_ x: Double, _ y: Double) {
            count += 1
            self.x += x
            self.y += y
            xx += x * x
            yy += y * y
            xy += x * y
        }

        /// `nil` of too few readings; 0 of a voltage that stands still.
        var correlation: Double? {
            guard count >= Double(NeighbourCorrelation.length / 2) else { return nil }
            let (xx, yy) = (self.xx - x * x / count, self.yy - y * y / count)
            let least = count * NeighbourCorrelation.leastVariance
            guard xx > least, yy > least else { return 0 }
            return (xy - x * y / count) / (xx * yy).squareRoot()
        }
    }

    private static let length = 100
    /// The variance of a voltage that stands still but for its last digit, in V².
    private static let leastVariance = 1e-7
    /// Below it two cells do not go together.
    private static let low = 0.5
    /// Above it they do.
    private static let high = 0.9

    init(cellCount: Int) {
        pairs = [Pair](repeating: Pair(), count: cellCount > 2 ? cellCount : 0)
    }

    /// Takes the next voltages.
    ///
    /// - Returns: How many cells go with neither neighbour, at each hundredth reading.
    mutating func add(_ voltages: [Double?]) -> Int? {
        guard var before = voltages.last, !pairs.isEmpty else { return nil }
        for (cell, voltage) in voltages.enumerated() {
            if let before, let voltage { pairs[cell].add(before, voltage) }
            before = voltage
        }
        count += 1
        guard count == Self.length else { return nil }
        let correlations = pairs.map(\.correlation)
        for cell in pairs.indices { pairs[cell] = Pair() }
        count = 0
        let usual = correlations.compactMap(\.self).median ?? 0
        apart = usual > Self.high ? Self.apart(correlations) : []
        return apart.count
    }

    private static func apart(_ correlations: [Double?]) -> [Int] {
        correlations.indices.filter { cell in
            // With the one before it, and with the one after it.
            let both = [correlations[cell], correlations[(cell + 1) % correlations.count]]
            return both.allSatisfy { $0.map { $0 < low } ?? false }
        }
    }
}
