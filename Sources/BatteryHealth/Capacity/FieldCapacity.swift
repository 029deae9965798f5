/// The capacity of a pack from the charges of its daily life.
///
/// Each charge between two known states of charge is an observation of a total least squares fit
/// that slowly forgets; see ``TotalLeastSquares``. Charges are brought to 25 °C first.
public struct FieldCapacity: Sendable {
    /// Why a charge says nothing of the capacity.
    public enum Rejection: String, Hashable, Sendable, Codable, CodingKeyRepresentable,
        CaseIterable
    {
        /// The state of charge rose by less than 10 %.
        case shallow
        /// Readings were missing.
        case gaps
        /// Colder than 5 °C or warmer than 45 °C.
        case temperature
        /// More than four deviations from what all others say.
        case outlier
    }

    /// What becomes of observations with age: half the weight after 34 charges.
    ///
    /// With a longer memory a pack that fades is told better than it is, beyond its interval.
    public static let usualForgetting = 0.98

    /// The charges that count so far.
    public private(set) var acceptedCount = 0
    /// The deepest charge that was given, as a part of 1.
    public private(set) var deepestChange = 0.0
    /// How many charges did not count.
    public private(set) var rejections: [Rejection: Int] = [:]

    private let model: BatteryModel
    private var fit: TotalLeastSquares

    /// Creates the fit of a pack of which only the rated capacity is known, to 10 %.
    public init(_ model: BatteryModel, forgetting: Double = Self.usualForgetting) {
        self.model = model
        fit = TotalLeastSquares(
            scale: Self.usualDeviation / (Self.chargeDeviation * model.ratedCapacity),
            forgetting: forgetting
        )
        let rated = CapacityObservation(
            stateOfChargeChange: 1,
            deviation: Self.priorDeviation,
            charge: model.ratedCapacity,
            deviation: Self.priorDeviation * model.ratedCapacity
        )
        if let rated { fit.add(rated) }
    }

    /// Adds a charge, the newest.
    ///
    /// - Returns: Why it does not count, if it does not.
    @discardableResult
    public mutating func add(_ session: ChargeSession) -> Rejection? {
        deepestChange = max(deepestChange, session.stateOfChargeChange)
        if let rejection = rejection(of: session) {
            rejections[rejection, default: 0] += 1
            return rejection
        }
        if let observation = observation(of: session) {
            fit.add(observation)
            acceptedCount += 1
        }
        return nil
    }

    /// The capacity at 25 °C; `nil` before the first charge that counts.
    ///
    /// What the management is wrong by is the same in every charge, and stays however many there are.
    public var estimate: CapacityEstimate? {
        guard acceptedCount > 0, let fitted = fit.estimate else { return nil }
        let bias = Self.commonBias * fitted.capacity
        return CapacityEstimate(
            capacity: fitted.capacity,
            deviation: (fitted.deviation * fitted.deviation + bias * bias).squareRoot()
        )
    }

    private func rejection(of session: ChargeSession) -> Rejection? {
        guard session.stateOfChargeChange >= Self.leastChange else { return .shallow }
        guard session.gapCount == 0 else { return .gaps }
        if let temperature = session.temperature, !(5...45).contains(temperature) {
            return .temperature
        }
        guard acceptedCount >= Self.leastForOutliers, let estimate = fit.estimate,
            let observation = observation(of: session)
        else { return nil }
        let change = observation.stateOfChargeChange
        let alone = observation.charge / change
        let relative = observation.stateOfChargeDeviation / change
        let deviation =
            (estimate.deviation * estimate.deviation
            + alone * alone * relative * relative).squareRoot()
        return abs(alone - estimate.capacity) > 4 * deviation ? .outlier : nil
    }

    private func observation(of session: ChargeSession) -> CapacityObservation? {
        let (start, end) = (session.start.deviation, session.end.deviation)
        return CapacityObservation(
            stateOfChargeChange: session.stateOfChargeChange,
            deviation: (start * start + end * end).squareRoot(),
            charge: session.charge * model.capacityFactor(from: session.temperature),
            deviation: Self.chargeDeviation * model.ratedCapacity
        )
    }

    static let leastChange = 0.10
    private static let priorDeviation = 0.10
    /// Of a change of the state of charge by the management: rounding, and bias at both ends.
    private static let usualDeviation = 0.01
    /// Of a charge summed from frames of 10 s, as a part of the rated capacity.
    private static let chargeDeviation = 0.003
    private static let leastForOutliers = 5
    /// As a part of the capacity.
    private static let commonBias = 0.015
}

extension BatteryModel {
    /// What a capacity is to be multiplied with to have it at 25 °C.
    func capacityFactor(from temperature: Double?) -> Double {
        guard let temperature, temperature < 25 else { return 1 }
        return 1 / (1 - capacityPerDegree * (25 - temperature))
    }
}
