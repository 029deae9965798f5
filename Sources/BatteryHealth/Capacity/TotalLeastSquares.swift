/// A capacity and how sure it is.
public struct CapacityEstimate: Hashable, Sendable {
    /// The capacity, in ampere-hours.
    public let capacity: Double
    /// The standard deviation of ``capacity``, in ampere-hours.
    public let deviation: Double

    /// Creates an estimate.
    public init(capacity: Double, deviation: Double) {
        self.capacity = capacity
        self.deviation = deviation
    }
}

/// The capacity that fits charges and changes of the state of charge, both uncertain.
///
/// The approximate weighted total least squares of Plett ("Recursive approximate weighted total
/// least squares estimation of battery cell total capacity", J. Power Sources 196, 2011), with
/// forgetting. An ordinary fit is biased, since the changes are uncertain as well.
///
/// Six sums are kept, whatever the number of observations: adding one takes constant time.
public struct TotalLeastSquares: Hashable, Sendable {
    /// Makes charges as uncertain as changes of the state of charge, on the whole.
    private let scale: Double
    private let forgetting: Double
    // The sums by the names of the paper.
    private var c1 = 0.0, c2 = 0.0, c3 = 0.0, c4 = 0.0, c5 = 0.0, c6 = 0.0

    /// Creates a fit without observations.
    ///
    /// - Parameters:
    ///   - scale: The usual deviation of a change of the state of charge over that of a charge, in
    ///     1/Ah; positive.
    ///   - forgetting: What remains of an observation's weight with each that follows: `0 < f ≤ 1`.
    public init(scale: Double, forgetting: Double = 1) {
        self.scale = scale
        self.forgetting = forgetting
    }

    /// Adds an observation, the newest.
    public mutating func add(_ observation: CapacityObservation) {
        let x = observation.stateOfChargeChange
        let y = observation.charge * scale
        let byX = 1 / (observation.stateOfChargeDeviation * observation.stateOfChargeDeviation)
        let deviation = observation.chargeDeviation * scale
        let byY = 1 / (deviation * deviation)
        c1 = forgetting * c1 + x * x * byY
        c2 = forgetting * c2 + x * y * byY
        c3 = forgetting * c3 + y * y * byY
        c4 = forgetting * c4 + x * x * byX
        c5 = forgetting * c5 + x * y * byX
        c6 = forgetting * c6 + y * y * byX
    }

    /// The capacity with the least cost; `nil` while no positive capacity fits.
    public var estimate: CapacityEstimate? {
        // The slope of the cost is 2 P(q) / (q² + 1)³.
        let slope = Polynomial([-c2, c1 - 2 * c3 + c6, 3 * (c2 - c5), 2 * c4 - c1 - c6, c5])
        guard
            let best = slope.signChanges(in: 0...Self.mostScaled).filter({ $0 > 0 })
                .min(by: { cost($0) < cost($1) })
        else { return nil }
        let curvature = slope.derivative(best)
        guard curvature > 0 else { return nil }
        let denominator = best * best + 1
        let variance = denominator * denominator * denominator / curvature
        return CapacityEstimate(
            capacity: best / scale,
            deviation: variance.squareRoot() / scale
        )
    }

    private func cost(_ q: Double) -> Double {
        let numerator = Polynomial([c3, -2 * c2, c1 + c6, -2 * c5, c4])(q)
        let denominator = q * q + 1
        return numerator / (denominator * denominator)
    }

    /// Scaled capacities are of the order of 1.
    private static let mostScaled = 1e6
}

extension TotalLeastSquares {
    /// The capacity that fits `observations`, the newest last, scaled by their mean deviations.
    ///
    /// - Returns: `nil` without observations, or if no positive capacity fits them.
    public static func fit(
        _ observations: [CapacityObservation],
        forgetting: Double = 1
    ) -> CapacityEstimate? {
        let changes = observations.reduce(0) { $0 + $1.stateOfChargeDeviation }
        let charges = observations.reduce(0) { $0 + $1.chargeDeviation }
        guard charges > 0 else { return nil }
        var fit = TotalLeastSquares(scale: changes / charges, forgetting: forgetting)
        for observation in observations { fit.add(observation) }
        return fit.estimate
    }
}
