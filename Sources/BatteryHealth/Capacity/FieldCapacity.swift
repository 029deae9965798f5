/// The capacity of a pack from the charges of its daily life.
///
/// Each charge between two known states of charge is an observation of a total least squares fit
/// that slowly forgets; see ``TotalLeastSquares``. Charges are brought to 25 °C first. A single charge
/// far from all others does not count; where several in a row say the same, or all of the newest
/// are on one side, the battery is another than it was, and what they say replaces what was before.
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

    /// A capacity that became another at once, in ampere-hours.
    public struct Shift: Hashable, Sendable {
        public let from: Double
        public let to: Double
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
    /// The newest change at once, which several charges in a row agree on.
    public private(set) var shift: Shift?
    /// How many charges had no temperature, and were taken for ones at 25 °C.
    public private(set) var countWithoutTemperature = 0

    private let model: BatteryModel
    private let forgetting: Double
    private var fit: TotalLeastSquares
    /// Charges far from all others that agree with each other, the newest last.
    private var strays: [CapacityObservation] = []
    /// The newest charges that count, each with its distance from what was known, in deviations.
    private var latest: [(observation: CapacityObservation, distance: Double)] = []

    /// Creates the fit of a pack of which only the rated capacity is known, to 10 %.
    public init(_ model: BatteryModel, forgetting: Double = Self.usualForgetting) {
        self.model = model
        self.forgetting = forgetting
        fit = Self.fit([], model, forgetting)
    }

    private static func fit(
        _ observations: [CapacityObservation],
        _ model: BatteryModel,
        _ forgetting: Double
    ) -> TotalLeastSquares {
        var fit = TotalLeastSquares(
            scale: usualDeviation / (chargeDeviation * model.ratedCapacity),
            forgetting: forgetting
        )
        let rated = CapacityObservation(
            stateOfChargeChange: 1,
            deviation: priorDeviation,
            charge: model.ratedCapacity,
            deviation: priorDeviation * model.ratedCapacity
        )
        for observation in [rated].compactMap(\.self) + observations { fit.add(observation) }
        return fit
    }

    /// Adds a charge, the newest.
    ///
    /// - Returns: Why it does not count, if it does not.
    @discardableResult
    public mutating func add(_ session: ChargeSession) -> Rejection? {
        deepestChange = max(deepestChange, session.stateOfChargeChange)
        let rejection = unfitness(of: session) ?? weigh(session)
        if let rejection { rejections[rejection, default: 0] += 1 }
        return rejection
    }

    /// The capacity at 25 °C; `nil` before the first charge that counts.
    ///
    /// What the management is wrong by is the same in every charge, and stays however many there are.
    public var estimate: CapacityEstimate? {
        acceptedCount > 0 ? fit.estimate.map(Self.withBias) : nil
    }

    /// The state of health with its interval of 90 %, which holds what the newest charges say as well
    /// where that is something else.
    public var health: Estimate? {
        guard let told = estimate?.health(rated: model.ratedCapacity) else { return nil }
        guard let other = otherwise?.health else { return told }
        return Estimate(
            value: told.value,
            lower: min(told.lower, other.lower),
            upper: max(told.upper, other.upper)
        )
    }

    /// What the newest charges say that are far from all others, if they agree and are more than one.
    var otherwise: (count: Int, health: Estimate)? {
        guard strays.count > 1, let said = said(by: strays) else { return nil }
        return (strays.count, Self.withBias(said).health(rated: model.ratedCapacity))
    }

    private static func withBias(_ fitted: CapacityEstimate) -> CapacityEstimate {
        let bias = commonBias * fitted.capacity
        return CapacityEstimate(
            capacity: fitted.capacity,
            deviation: (fitted.deviation * fitted.deviation + bias * bias).squareRoot()
        )
    }

    private func said(by observations: [CapacityObservation]) -> CapacityEstimate? {
        Self.fit(observations, model, forgetting).estimate
    }

    private func unfitness(of session: ChargeSession) -> Rejection? {
        guard session.stateOfChargeChange >= Self.leastChange else { return .shallow }
        guard session.gapCount == 0 else { return .gaps }
        if let temperature = session.temperature, !(5...45).contains(temperature) {
            return .temperature
        }
        return nil
    }

    /// Lets a charge count, unless it is far from all others.
    private mutating func weigh(_ session: ChargeSession) -> Rejection? {
        guard let observation = observation(of: session) else { return nil }
        if session.temperature == nil { countWithoutTemperature += 1 }
        let known = acceptedCount >= Self.leastForOutliers ? fit.estimate : nil
        let distance = known.map(observation.distance) ?? 0
        guard abs(distance) <= Self.mostDistance else { return follow(observation) }
        // One that fits both says nothing of which is right.
        if !strays.isEmpty, let said = said(by: strays),
            abs(observation.distance(from: said)) > Self.mostDistance
        {
            strays = []
        }
        fit.add(observation)
        acceptedCount += 1
        catchUp(with: observation, at: distance)
        return nil
    }

    /// Takes note of a charge that is far from all others, and begins anew where enough of them say
    /// the same.
    private mutating func follow(_ stray: CapacityObservation) -> Rejection? {
        if !strays.isEmpty, let said = said(by: strays),
            abs(stray.distance(from: said)) > Self.mostDistance
        {
            strays = []
        }
        strays.append(stray)
        guard strays.count >= Self.strayCount, let from = fit.estimate, let to = said(by: strays)
        else { return .outlier }
        shift = Shift(from: from.capacity, to: to.capacity)
        rejections[.outlier, default: 0] -= strays.count - 1
        acceptedCount += strays.count
        beginAnew(with: strays)
        return nil
    }

    /// Begins anew with the newest charges where they are all beyond what is known, on one side: a
    /// battery that fades faster than the fit forgets.
    private mutating func catchUp(with observation: CapacityObservation, at distance: Double) {
        latest.append((observation, distance))
        if latest.count > Self.latestCount { latest.removeFirst() }
        let root = Double(Self.latestCount).squareRoot()
        let sum = latest.reduce(0) { $0 + $1.distance }
        guard latest.count == Self.latestCount, abs(sum) > Self.mostDistance * root else { return }
        beginAnew(with: latest.map(\.observation))
    }

    private mutating func beginAnew(with observations: [CapacityObservation]) {
        fit = Self.fit(observations, model, forgetting)
        (strays, latest) = ([], [])
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
    /// In deviations.
    private static let mostDistance = 4.0
    /// A week of charges: fewer may have one cause that passes.
    private static let strayCount = 5
    private static let latestCount = 8
    /// As a part of the capacity.
    private static let commonBias = 0.015
}

extension CapacityObservation {
    /// How far what it says alone is from an estimate, in deviations of both.
    fileprivate func distance(from estimate: CapacityEstimate) -> Double {
        let alone = charge / stateOfChargeChange
        let own = alone * stateOfChargeDeviation / stateOfChargeChange
        let both = (estimate.deviation * estimate.deviation + own * own).squareRoot()
        return (alone - estimate.capacity) / both
    }
}

extension BatteryModel {
    /// What a capacity is to be multiplied with to have it at 25 °C.
    func capacityFactor(from temperature: Double?) -> Double {
        guard let temperature, temperature < 25 else { return 1 }
        return 1 / (1 - capacityPerDegree * (25 - temperature))
    }
}
