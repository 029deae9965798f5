/// Learns from a fleet how much of the capacity of its model goes with each degree below 25 °C.
///
/// Within each pack, capacity is taken for a straight line in time and in cold, so that neither its
/// age nor its make is taken for what temperature does. Packs are weighted by how sure each is and by
/// how far they are apart by themselves (Hedges, "A random effects model for effect sizes", 1983).
public struct ColdLearner: Sendable {
    /// What a fleet shows.
    public struct Coefficient: Hashable, Sendable {
        /// The part of the capacity at 25 °C that goes with each degree below.
        public let perDegree: Double
        /// The standard deviation of ``perDegree``.
        public let deviation: Double
        public let packCount: Int
    }

    public static let leastPacks = 5
    /// A coefficient that is less sure says nothing beyond the usual one.
    public static let mostDeviation = 0.000_7
    /// What cells can have; beyond, something else was measured.
    public static let plausible = 0.0...0.02

    private var slopes: [(perDegree: Double, deviation: Double)] = []

    /// Creates a learner that has seen nothing.
    public init() {}

    /// Adds a pack; one whose charges say nothing of cold counts as none.
    public mutating func add(_ pack: PackLesson) {
        if let slope = pack.cold.slope { slopes.append(slope) }
    }

    /// What the packs show together; `nil` if they are too few, too unsure, or show what cannot be.
    public var coefficient: Coefficient? {
        guard slopes.count >= Self.leastPacks else { return nil }
        let between = variance
        let weights = slopes.map { 1 / ($0.deviation * $0.deviation + between) }
        let total = weights.reduce(0, +)
        let mean = zip(slopes, weights).reduce(0) { $0 + $1.0.perDegree * $1.1 } / total
        let deviation = (1 / total).squareRoot()
        guard deviation <= Self.mostDeviation, Self.plausible.contains(mean) else { return nil }
        return Coefficient(perDegree: mean, deviation: deviation, packCount: slopes.count)
    }

    /// How far packs are apart by themselves: the variance that their own errors do not explain.
    private var variance: Double {
        let found = slopes.map(\.perDegree)
        let apart =
            found.deviation * found.deviation * Double(found.count) / Double(found.count - 1)
        return max(0, apart - slopes.map { $0.deviation * $0.deviation }.mean)
    }
}

/// The charges of one pack, by time and by how cold it was.
struct ColdLesson: Sendable {
    /// Of a charge: years since the first, degrees below 25 °C, the capacity that it alone tells, and
    /// its weight.
    private struct Row {
        let years: Double
        let cold: Double
        let capacity: Double
        let weight: Double

        var terms: [Double] { [1, cold, years] }

        func error(of line: Line) -> Double {
            capacity - zip(line.terms, terms).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    private struct Line {
        let terms: [Double]
        /// Of the normal equations' inverse, the element of cold.
        let inverse: Double
    }

    private var rows: [Row] = []
    private var start: Double?

    private static let leastCharges = 20
    /// The least standard deviation of the cold, in °C.
    private static let leastSpread = 3.0
    private static let leastChange = 0.2
    private static let secondsPerYear = 365.25 * 86_400

    mutating func add(_ charge: ChargeSession) {
        guard charge.stateOfChargeChange >= Self.leastChange, let temperature = charge.temperature
        else { return }
        let start = start ?? charge.end.time
        self.start = start
        rows.append(
            Row(
                years: (charge.end.time - start) / Self.secondsPerYear,
                cold: max(0, 25 - temperature),
                capacity: charge.charge / charge.stateOfChargeChange,
                // Both ends of a state of charge are as unsure, however far apart they are.
                weight: charge.stateOfChargeChange * charge.stateOfChargeChange
            )
        )
    }

    /// What goes with each degree, as a part of the capacity at 25 °C; `nil` if too little is known.
    var slope: (perDegree: Double, deviation: Double)? {
        guard let first = Self.line(rows) else { return nil }
        // A charge that was counted wrongly moves the whole line.
        let errors = rows.map { $0.error(of: first) }
        let most = Self.mostDeviations * errors.robustDeviation(about: 0)
        let kept = zip(rows, errors).filter { abs($0.1) <= most }.map(\.0)
        guard kept.count >= Self.leastCharges, kept.map(\.cold).deviation >= Self.leastSpread,
            let line = Self.line(kept), line.terms[0] > 0
        else { return nil }
        let square = kept.reduce(0) { $0 + $1.weight * $1.error(of: line) * $1.error(of: line) }
        let variance = square / Double(kept.count - 3) * line.inverse
        // Charges that agree to the last digit are no proof beyond what a charge can tell.
        let deviation = max(variance.squareRoot() / line.terms[0], Self.leastDeviation)
        guard deviation.isFinite else { return nil }
        return (-line.terms[1] / line.terms[0], deviation)
    }

    /// The weighted least squares of the capacity at 25 °C, and of what goes with cold and with age.
    private static func line(_ rows: [Row]) -> Line? {
        guard rows.count >= leastCharges else { return nil }
        let roots = rows.map { $0.weight.squareRoot() }
        let terms = Matrix(zip(rows, roots).map { row, root in row.terms.map { $0 * root } })
        return Cholesky(terms.gram).map {
            Line(
                terms: $0.solve(
                    terms.transposedProduct(with: zip(rows, roots).map { $0.capacity * $1 })
                ),
                inverse: $0.solve([0, 1, 0])[1]
            )
        }
    }

    private static let mostDeviations = 4.0
    private static let leastDeviation = 1e-5
}
