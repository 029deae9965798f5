import RealModule

/// The resistance of a pack from the steps of its current in daily life.
///
/// This is the polarisation of about ten seconds, no impedance: it is comparable with itself alone.
/// Each step is brought to 25 °C by Arrhenius' law; what is left of the charge is told apart by
/// tenths, so that growth is not what another use of the battery makes of it.
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
    private var parts = [Sums](repeating: Sums(), count: 20)
    /// By tenths of the state of charge, and after them what has none.
    private var tenths = [Sums](repeating: Sums(), count: 11)

    private struct Sums: Hashable {
        var product = 0.0
        var square = 0.0
        var count = 0

        mutating func add(_ product: Double, _ square: Double) {
            self.product += product
            self.square += square
            count += 1
        }
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
        let (product, square) = (-(voltage - voltageBefore) * step * factor, step * step)
        parts[count % parts.count].add(product, square)
        let tenth = clean.reading.stateOfCharge.map { min(max(Int($0 * 10), 0), 9) }
        tenths[tenth ?? 10].add(product, square)
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

    /// How much more it is than before, as a part of that: like is compared with like, in the tenths
    /// of the state of charge that both know.
    ///
    /// - Parameter before: The same battery's, earlier.
    /// - Returns: `nil` where too little is known in the same tenths.
    func growth(since before: StepResistance) -> Double? {
        let shared = zip(tenths, before.tenths).filter { min($0.count, $1.count) > 0 }
        let known = shared.reduce(0) { $0 + min($1.0.count, $1.1.count) }
        guard known >= Self.leastSteps / 2 else { return nil }
        var (now, then) = (0.0, 0.0)
        for (new, old) in shared {
            // A tenth counts for what the side knows that knows less of it.
            let weight = new.square * old.square / (new.square + old.square)
            now += weight * new.product / new.square
            then += weight * old.product / old.square
        }
        return now > 0 && then > 0 ? now / then - 1 : nil
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
