import RealModule

/// The resistance of a pack from the steps of its current in daily life.
///
/// This is the polarisation of about ten seconds, no impedance: it is comparable with itself alone.
/// Each step is brought to 25 °C by Arrhenius' law. Of steps in the same tenth of the state of charge
/// and the same 5 °C the median counts, so that a few wrong ones do not, and growth is not what another
/// use or another season makes of it.
public struct StepResistance: Hashable, Sendable {
    /// A resistance at 25 °C.
    public struct Estimate: Hashable, Sendable {
        /// Of the whole pack, in ohms.
        public let ohms: Double
        /// The standard deviation of ``ohms``.
        public let deviation: Double
        /// How many steps it is from.
        public let stepCount: Int
    }

    /// With fewer steps an estimate is off by more than 5 %.
    public static let leastSteps = 200

    private let model: BatteryModel
    private var last: PackReading?
    private var bins = [Bin](repeating: Bin(), count: Bin.count)
    /// How far each step is from the one before it in its bin, in ohms at its own temperature.
    private var differences = LogHistogram()

    public init(_ model: BatteryModel) {
        self.model = model
    }

    /// Takes the next reading.
    public mutating func add(_ clean: CleanReading) {
        defer { last = clean.reading }
        guard let last, clean.pause <= BatteryModel.longestStep,
            let currentBefore = last.current, let current = clean.reading.current,
            let voltageBefore = last.voltage, let voltage = clean.reading.voltage,
            let temperature = clean.reading.temperature,
            abs((clean.reading.stateOfCharge ?? 0) - (last.stateOfCharge ?? 0)) <= 0.0101
        else { return }
        let step = current - currentBefore
        guard abs(step) >= model.leastStep else { return }
        let place = Bin.place(of: clean.reading.stateOfCharge, temperature)
        let difference = bins[place].add(
            (voltageBefore - voltage) / step,
            factor: model.resistanceFactor(from: temperature),
            square: step * step
        )
        if let difference { differences.add(difference) }
    }

    /// The resistance; `nil` before ``leastSteps``.
    public var estimate: Estimate? {
        let known = bins.filter { $0.count > 0 }
        let count = known.reduce(0) { $0 + $1.count }
        guard count >= Self.leastSteps else { return nil }
        let whole = known.reduce(0) { $0 + $1.square }
        let ohms = known.reduce(0) { $0 + $1.square * $1.median } / whole
        guard ohms > 0 else { return nil }
        let variance = known.reduce(0) { sum, bin in
            let weight = bin.square / whole
            return sum + weight * weight * bin.factorSquare / Double(bin.count)
        }
        return Estimate(
            ohms: ohms,
            deviation: max(
                stepDeviation * (variance * .pi / 2).squareRoot(),
                // A median is known no closer than its class.
                ohms * LogHistogram.width / Double(count).squareRoot()
            ),
            stepCount: count
        )
    }

    /// The standard deviation of one step, in ohms, were they normal: two of them are apart by
    /// 0.954 deviations in the middle case.
    private var stepDeviation: Double { differences.quantile(0.5) / 0.954 }

    /// How much more it is than before, as a part of that: like is compared with like, in the bins that
    /// both know.
    ///
    /// - Parameter before: The same battery's, earlier.
    /// - Returns: `nil` where too little is known in the same bins.
    func growth(since before: StepResistance) -> Double? {
        let shared = zip(bins, before.bins).filter { min($0.count, $1.count) > 0 }
        let known = shared.reduce(0) { $0 + min($1.0.count, $1.1.count) }
        guard known >= Self.leastSteps / 2 else { return nil }
        var (now, then) = (0.0, 0.0)
        for (new, old) in shared {
            // A bin counts for what the side knows that knows less of it.
            let weight = new.square * old.square / (new.square + old.square)
            now += weight * new.median
            then += weight * old.median
        }
        return now > 0 && then > 0 ? now / then - 1 : nil
    }
}

/// The steps in one tenth of the state of charge and one range of 5 °C.
private struct Bin: Hashable {
    private var ohms = LogHistogram()
    /// The sum of the squares of the steps of the current, in A²: what the bin weighs.
    private(set) var square = 0.0
    private var factorSquares = 0.0
    private var last: Double?

    private static let coldest = -40.0
    private static let warmest = 85.0
    private static let width = 5.0
    /// Ten tenths, and what has no state of charge.
    private static let tenths = 11
    static let count = tenths * (Int((warmest - coldest) / width) + 1)

    static func place(of stateOfCharge: Double?, _ temperature: Double) -> Int {
        let tenth = stateOfCharge.map { min(max(Int($0 * 10), 0), 9) } ?? 10
        let range = (min(max(temperature, coldest), warmest) - coldest) / width
        return Int(range) * tenths + tenth
    }

    var count: Int { ohms.count }

    /// The resistance at 25 °C, in ohms.
    var median: Double { ohms.quantile(0.5) }

    /// The mean square of what resistances were multiplied with, and so their errors.
    var factorSquare: Double { factorSquares / Double(count) }

    /// Adds a step.
    ///
    /// - Parameters:
    ///   - resistance: In ohms, at its own temperature.
    ///   - factor: What brings it to 25 °C.
    ///   - square: Of the step of the current, in A².
    /// - Returns: How far it is from the one before it, in ohms at its own temperature.
    mutating func add(_ resistance: Double, factor: Double, square: Double) -> Double? {
        let atReference = resistance * factor
        defer { last = atReference }
        ohms.add(atReference)
        self.square += square
        factorSquares += factor * factor
        return last.map { abs(atReference - $0) / factor }
    }
}

extension BatteryModel {
    /// The longest time between two readings whose difference is a step, in seconds.
    static let longestStep = 30.0

    /// The least change of current that tells a resistance, in amperes.
    var leastStep: Double { max(0.2 * ratedCapacity, 30) }

    /// What a resistance is to be multiplied with to have it at 25 °C.
    func resistanceFactor(from temperature: Double) -> Double {
        let (kelvin, reference) = (temperature + 273.15, 298.15)
        return .exp(-activationEnergy / 8.314_462_618 * (1 / kelvin - 1 / reference))
    }
}
