import RealModule

/// The disorder of each cell's distance from the middle one over the last hundred readings: its
/// entropy, by a histogram.
///
/// A cell that goes with the others keeps its distance; a loose contact does not. Histograms slide:
/// a reading costs as much whatever their length, and sums of whole numbers never drift.
struct VoltageDisorder: Sendable {
    private let cellCount: Int
    /// The bin of each cell in each reading, one reading after the other.
    private var window: [UInt8]
    /// How many readings are in each bin of each cell.
    private var counts: [UInt8]
    /// Of each cell, the sum of *c* ln *c* over its bins, in ``unit``.
    private var sums: [Int32]
    private var known: [UInt8]
    private var next = 0
    private var filled = 0
    private var scratch: [Double] = []
    private var abnormalities: [Double] = []

    private static let length = 100
    private static let binCount = 16
    /// In volts; the last bin is for all that is more.
    private static let binWidth = 0.002
    private static let unknown = UInt8.max
    private static let unit = 1_048_576.0
    /// Of the entropies of cells, in nats: a last digit that flickers is no disorder.
    private static let leastDeviation = 0.3
    /// *c* ln *c* in ``unit``.
    private static let products = (0...length).map { count in
        count > 1 ? Int32(Double(count) * .log(Double(count)) * unit) : 0
    }
    private static let logarithms = (0...length).map { $0 > 0 ? Double.log(Double($0)) : 0 }

    init(cellCount: Int) {
        self.cellCount = cellCount
        window = [UInt8](repeating: Self.unknown, count: Self.length * cellCount)
        counts = [UInt8](repeating: 0, count: Self.binCount * cellCount)
        sums = [Int32](repeating: 0, count: cellCount)
        known = [UInt8](repeating: 0, count: cellCount)
    }

    /// Takes the next voltages.
    ///
    /// - Returns: How far the entropy of the cell that is furthest from the mean of all is from it,
    ///   in their deviations; `nil` until there are a hundred readings in a row.
    mutating func add(_ clean: CleanCells) -> Double? {
        if clean.pause > ReadingCleaner.longestPause { self = Self(cellCount: cellCount) }
        scratch.removeAll(keepingCapacity: true)
        for voltage in clean.reading.voltages { if let voltage { scratch.append(voltage) } }
        guard !scratch.isEmpty else { return nil }
        let middle = scratch.select(scratch.count / 2)
        let start = next * cellCount
        for cell in 0..<cellCount {
            let old = window[start + cell]
            let new = Self.bin(of: clean.reading.voltages[cell], about: middle)
            guard old != new else { continue }
            window[start + cell] = new
            count(cell, old, by: -1)
            count(cell, new, by: 1)
        }
        next = (next + 1) % Self.length
        filled = min(filled + 1, Self.length)
        return filled == Self.length ? compare() : nil
    }

    /// The cells whose entropy is at least so many deviations from the mean of all.
    func cells(from limit: Double) -> [Int] {
        abnormalities.indices.filter { abnormalities[$0] >= limit }
    }

    private static func bin(of voltage: Double?, about middle: Double) -> UInt8 {
        guard let voltage else { return unknown }
        return UInt8(min(abs(voltage - middle) / binWidth, Double(binCount - 1)))
    }

    private mutating func count(_ cell: Int, _ bin: UInt8, by one: Int) {
        guard bin != Self.unknown else { return }
        let place = cell * Self.binCount + Int(bin)
        let (before, now) = (Int(counts[place]), Int(counts[place]) + one)
        counts[place] = UInt8(now)
        sums[cell] += Self.products[now] - Self.products[before]
        known[cell] = UInt8(Int(known[cell]) + one)
    }

    private mutating func compare() -> Double {
        abnormalities.removeAll(keepingCapacity: true)
        var (sum, squares) = (0.0, 0.0)
        for cell in 0..<cellCount {
            let count = Int(known[cell])
            let entropy =
                count > 0
                ? Self.logarithms[count] - Double(sums[cell]) / Self.unit / Double(count) : 0
            abnormalities.append(entropy)
            sum += entropy
            squares += entropy * entropy
        }
        let mean = sum / Double(cellCount)
        let deviation = max(
            max(squares / Double(cellCount) - mean * mean, 0).squareRoot(),
            Self.leastDeviation
        )
        var most = 0.0
        for cell in 0..<cellCount {
            let abnormality = abs(abnormalities[cell] - mean) / deviation
            abnormalities[cell] = abnormality
            most = max(most, abnormality)
        }
        return most
    }
}
