/// Learns from a fleet how much of the capacity of its model goes with each degree below 25 °C.
///
/// Within each pack, capacity is taken for a straight line in time and in cold, so that neither its
/// age nor its make is taken for what temperature does. Packs are weighted by how sure each is; where
/// they disagree by more than that, the result is as unsure as they are apart.
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
        let weights = slopes.map { 1 / ($0.deviation * $0.deviation) }
        let total = weights.reduce(0, +)
        let mean = zip(slopes, weights).reduce(0) { $0 + $1.0.perDegree * $1.1 } / total
        let excess =
            zip(slopes, weights).reduce(0) {
                $0 + ($1.0.perDegree - mean) * ($1.0.perDegree - mean) * $1.1
            } / Double(slopes.count - 1)
        let deviation = (max(1, excess) / total).squareRoot()
        guard deviation <= Self.mostDeviation, Self.plausible.contains(mean) else { return nil }
        return Coefficient(perDegree: mean, deviation: deviation, packCount: slopes.count)
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
        guard rows.count >= Self.leastCharges, rows.map(\.cold).deviation >= Self.leastSpread
        else { return nil }
        var normal = Matrix([[0, 0, 0], [0, 0, 0], [0, 0, 0]])
        var products = [0.0, 0, 0]
        for row in rows {
            let terms = [1, row.cold, row.years]
            for i in 0..<3 {
                products[i] += row.weight * terms[i] * row.capacity
                for j in 0..<3 { normal[i, j] += row.weight * terms[i] * terms[j] }
            }
        }
        guard let factors = Cholesky(normal) else { return nil }
        let line = factors.solve(products)
        let square = rows.reduce(0) { sum, row in
            let error = row.capacity - line[0] - line[1] * row.cold - line[2] * row.years
            return sum + row.weight * error * error
        }
        let variance = square / Double(rows.count - 3) * factors.solve([0, 1, 0])[1]
        // Charges that agree to the last digit are no proof beyond what a charge can tell.
        let deviation = max(variance.squareRoot() / line[0], Self.leastDeviation)
        guard line[0] > 0, deviation.isFinite else { return nil }
        return (-line[1] / line[0], deviation)
    }

    private static let leastDeviation = 1e-5
}
