import RealModule

/// The resistance of a pack from the steps of its current in daily life.
///
/// This is the polarisation of about ten seconds, no impedance: it is comparable with itself alone.
/// Each step is brought to 25 °C by Arrhenius' law.
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
    private var count = 0
    // The sums of products of voltage and current steps, and those of the squares, for the jackknife.
    private var parts = [Part](repeating: Part(), count: 20)

    private struct Part: Hashable {
        var product = 0.0
        var square = 0.0
    }

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
        let factor = model.resistanceFactor(from: temperature)
        parts[count % parts.count].product -= (voltage - voltageBefore) * step * factor
        parts[count % parts.count].square += step * step
        count += 1
    }

    /// The resistance; `nil` before ``leastSteps``.
    public var estimate: Estimate? {
        let product = parts.reduce(0) { $0 + $1.product }
        let square = parts.reduce(0) { $0 + $1.square }
        guard count >= Self.leastSteps, square > 0, product > 0 else { return nil }
        let whole = product / square
        // Leaving out a part at a time tells how sure the whole is.
        let others = parts.map { (product - $0.product) / (square - $0.square) }
        let spread = others.reduce(0) { $0 + ($1 - whole) * ($1 - whole) }
        let parts = Double(parts.count)
        return Estimate(
            ohms: whole,
            deviation: (spread * (parts - 1) / parts).squareRoot(),
            stepCount: count
        )
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
