import RealModule

/// The disorder of each cell's distance from the middle one over the last hundred readings: its
/// entropy, by a histogram.
///
/// A cell that goes with the others keeps its distance; a loose contact does not. Histograms slide:
/// a reading costs as much whatever their length, and sums of whole numbers never drift.
struct VoltageDisorder: Sendable {
    private let cellCount: Int
    private var histograms: [Histogram]
    /// The bin of each cell in each reading, one reading after the other.
    private var window: [UInt8]
    private var next = 0
    private var filled = 0
    // Room that each reading uses again.
    private var scratch: [Double] = []
    private var abnormalities: [Double] = []

    private static let length = 100
    /// In volts; the last bin is for all that is more.
    private static let binsPerVolt = 500.0
    /// Of the entropies of cells, in nats: a last digit that flickers is no disorder.
    private static let leastDeviation = 0.3
    private static let logarithms = Logarithms(through: length)

    init(cellCount: Int) {
        self.cellCount = cellCount
        histograms = [Histogram](repeating: Histogram(), count: cellCount)
        window = [UInt8](repeating: Histogram.unknown, count: Self.length * cellCount)
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
        let logarithms = Self.logarithms
        let start = next * cellCount
        for (cell, voltage) in clean.reading.voltages.enumerated() {
            let old = window[start + cell]
            let new = Self.bin(of: voltage, about: middle)
            guard old != new else { continue }
            window[start + cell] = new
            histograms[cell].move(from: old, to: new, logarithms.products)
        }
        next = (next + 1) % Self.length
        filled = min(filled + 1, Self.length)
        return filled == Self.length ? compare(logarithms) : nil
    }

    /// The cells whose entropy is at least so many deviations from the mean of all.
    func cells(from limit: Double) -> [Int] {
        abnormalities.indices.filter { abnormalities[$0] >= limit }
    }

    private static func bin(of voltage: Double?, about middle: Double) -> UInt8 {
        guard let voltage else { return Histogram.unknown }
        return UInt8(min(abs(voltage - middle) * binsPerVolt, Double(Histogram.binCount - 1)))
    }

    private mutating func compare(_ logarithms: Logarithms) -> Double {
        abnormalities.removeAll(keepingCapacity: true)
        var (sum, squares) = (0.0, 0.0)
        for histogram in histograms {
            let entropy = histogram.entropy(logarithms)
            abnormalities.append(entropy)
            sum += entropy
            squares += entropy * entropy
        }
        let mean = sum / Double(cellCount)
        let variance = max(squares / Double(cellCount) - mean * mean, 0)
        let scale = 1 / max(variance.squareRoot(), Self.leastDeviation)
        var most = 0.0
        for cell in 0..<cellCount {
            let abnormality = abs(abnormalities[cell] - mean) * scale
            abnormalities[cell] = abnormality
            most = max(most, abnormality)
        }
        return most
    }
}

/// How often a cell was in each bin.
private struct Histogram {
    static let binCount = 16
    /// In place of a bin, for a voltage that is not known.
    static let unknown = UInt8.max

    private var counts = SIMD16<UInt8>.zero
    private var count = 0
    /// The sum of *c* ln *c* over the bins, in ``Logarithms/unit``.
    private var sum: Int32 = 0

    /// Takes one out of a bin and puts one into another.
    mutating func move(from old: UInt8, to new: UInt8, _ products: [Int32]) {
        if old != Self.unknown {
            let before = Int(counts[Int(old)])
            counts[Int(old)] -= 1
            count -= 1
            sum -= products[before] - products[before - 1]
        }
        if new != Self.unknown {
            let before = Int(counts[Int(new)])
            counts[Int(new)] += 1
            count += 1
            sum += products[before + 1] - products[before]
        }
    }

    /// In nats; 0 of nothing.
    func entropy(_ logarithms: Logarithms) -> Double {
        guard count > 0 else { return 0 }
        return logarithms.values[count] - Double(sum) / (Logarithms.unit * Double(count))
    }
}

/// The logarithms of the first whole numbers, looked up.
private struct Logarithms {
    static let unit = 1_048_576.0

    /// Of 0 the value is never used.
    let values: [Double]
    /// *c* ln *c* in ``unit``.
    let products: [Int32]

    init(through most: Int) {
        values = (0...most).map { .log(Double(max($0, 1))) }
        products = values.enumerated().map { Int32(Double($0) * $1 * Self.unit) }
    }
}
