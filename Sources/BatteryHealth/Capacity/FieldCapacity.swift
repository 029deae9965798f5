/// The capacity of a pack from the charges of its daily life.
///
/// Each charge between two known states of charge is an observation of a total least squares fit
/// that slowly forgets; see ``TotalLeastSquares``. Charges are brought to 25 °C first. A charge far
/// from all others does not count. Where the newest are on one side of what is known, the interval
/// holds what they say as well; where they are enough and agree, the fit begins anew with them.
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
        /// An outlier that says what no battery can have, so no sign of a change either.
        case impossible
    }

    /// A capacity that became another, in ampere-hours.
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
    /// How many charges had no temperature, and were taken for ones at 25 °C.
    public private(set) var countWithoutTemperature = 0

    private let model: BatteryModel
    private let forgetting: Double
    private var fit: TotalLeastSquares
    private var above = CapacityDrift()
    private var below = CapacityDrift()
    /// What was known before the fit began anew, for as long as that is doubted.
    private var former: Former?

    private struct Former {
        let shift: Shift
        let health: Estimate
        /// For how many charges more.
        var remaining = 30
    }

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

    /// The newest change, for thirty charges.
    public var shift: Shift? { former?.shift }

    /// The state of health with its interval of 90 %, which holds what the newest charges say, and for
    /// thirty charges after a change what was known before.
    public var health: Estimate? {
        guard let told = estimate?.health(rated: model.ratedCapacity) else { return nil }
        // What cannot be believed is not made to by what else may be.
        guard told.isCredible else { return told }
        return (doubts.map(\.health) + [former?.health].compactMap(\.self))
            .reduce(told) { $0.widened(to: $1) }
    }

    /// What the newest charges say that are on one side of all before.
    var doubts: [(count: Int, health: Estimate)] {
        [above, below].filter(\.isDoubt).compactMap { drift in
            guard let said = said(by: drift.run) else { return nil }
            let health = Self.withBias(said).health(rated: model.ratedCapacity)
            return (drift.run.count, health)
        }
    }

    private static func withBias(_ fitted: CapacityEstimate) -> CapacityEstimate {
        let bias = commonBias * fitted.capacity
        return CapacityEstimate(
            capacity: fitted.capacity,
            deviation: (fitted.deviation * fitted.deviation + bias * bias).squareRoot()
        )
    }

    private func said(by run: some Sequence<CapacityDrift.Charge>) -> CapacityEstimate? {
        Self.fit(run.map(\.observation), model, forgetting).estimate
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
        let isOutlier = abs(distance) > Self.mostDistance
        let alone = observation.capacity / model.ratedCapacity
        guard !isOutlier || RemainingLife.plausibleCapacities.contains(alone) else {
            return .impossible
        }
        if !isOutlier {
            fit.add(observation)
            acceptedCount += 1
        }
        former?.remaining -= 1
        if former?.remaining == 0 { former = nil }
        let charge = CapacityDrift.Charge(observation, isOutlier: isOutlier)
        above.add(charge, at: distance)
        below.add(charge, at: -distance)
        let change = above.changes.first(where: agree) ?? below.changes.first(where: agree)
        guard let change else { return isOutlier ? .outlier : nil }
        beginAnew(with: change)
        return nil
    }

    /// Whether charges say the same capacity.
    private func agree(_ charges: ArraySlice<CapacityDrift.Charge>) -> Bool {
        guard let said = said(by: charges) else { return false }
        return charges.allSatisfy {
            abs($0.observation.distance(from: said)) <= Self.mostDistance
        }
    }

    private mutating func beginAnew(with charges: ArraySlice<CapacityDrift.Charge>) {
        guard let before = estimate, let after = said(by: charges) else { return }
        let outliers = charges.count(where: \.isOutlier)
        acceptedCount += outliers
        // The newest has not been counted among the rejected yet.
        let counted = outliers - (charges.last?.isOutlier == true ? 1 : 0)
        if counted > 0 { rejections[.outlier, default: 0] -= counted }
        former = Former(
            shift: Shift(from: before.capacity, to: after.capacity),
            health: before.health(rated: model.ratedCapacity)
        )
        fit = Self.fit(charges.map(\.observation), model, forgetting)
        (above, below) = (CapacityDrift(), CapacityDrift())
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
    /// As a part of the capacity.
    private static let commonBias = 0.015
}

extension Estimate {
    /// The same value with an interval that holds another as well.
    fileprivate func widened(to other: Estimate) -> Estimate {
        Estimate(value: value, lower: min(lower, other.lower), upper: max(upper, other.upper))
    }
}

extension CapacityObservation {
    /// What it says alone, in ampere-hours.
    fileprivate var capacity: Double { charge / stateOfChargeChange }

    /// How far that is from an estimate, in deviations of both.
    fileprivate func distance(from estimate: CapacityEstimate) -> Double {
        let own = capacity * stateOfChargeDeviation / stateOfChargeChange
        let both = (estimate.deviation * estimate.deviation + own * own).squareRoot()
        return (capacity - estimate.capacity) / both
    }
}

extension BatteryModel {
    /// What a capacity is to be multiplied with to have it at 25 °C.
    func capacityFactor(from temperature: Double?) -> Double {
        guard let temperature, temperature < 25 else { return 1 }
        return 1 / (1 - capacityPerDegree * (25 - temperature))
    }
}
