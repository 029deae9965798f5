import RealModule

/// Watches a battery's capacity for how low it is, and for how fast it falls.
struct HealthWatch: Sendable {
    private let model: BatteryModel
    private var watches: WarningWatches
    private var plane = FadingPlane()
    private var months = MonthlyMeans()
    private var firstTime: Double?
    private var lastTime: Double?

    /// The deviation, as a part of the capacity, beyond which nothing is said of it.
    private static let mostDeviation = 0.02
    /// How deep a charge must be to tell of the fade alone, as a part of 1.
    private static let leastChange = 0.2
    /// For how long charges must have been seen, in days.
    private static let leastDays = 90.0
    private static let leastCharges = 20
    /// After how many days a charge counts a third.
    private static let memory = 180.0

    init(_ model: BatteryModel) {
        self.model = model
        watches = WarningWatches([.stateOfHealth, .fadeRate, .fadeAfterKnee], model)
    }

    /// Takes the next charge that counted, or that was far from all before.
    ///
    /// - Parameters:
    ///   - session: The charge.
    ///   - estimate: The capacity with it.
    ///   - time: When it became known, in seconds.
    /// - Returns: What it warns of now.
    mutating func add(
        _ session: ChargeSession,
        _ estimate: CapacityEstimate,
        at time: Double
    ) -> [Warning] {
        var values = RuleValues()
        if estimate.deviation < Self.mostDeviation * estimate.capacity {
            values[.stateOfHealth] = estimate.capacity / model.ratedCapacity
        }
        if session.stateOfChargeChange >= Self.leastChange {
            values[.fadeRate] = fadeRate(with: session)
            if months.haveKnee { values[.fadeAfterKnee] = values[.fadeRate] }
        }
        return watches.note(values, at: time)
    }

    /// What the capacity itself proves: a fall that has begun does not end.
    var findings: [SafetyFinding] {
        watches.gravest(of: .fadeAfterKnee) == .stop ? [.knee] : []
    }

    /// The fade that is beyond doubt, as a part of the rated capacity a month.
    private mutating func fadeRate(with session: ChargeSession) -> Double? {
        let time = session.end.time
        let first = firstTime ?? time
        firstTime = first
        let pause = (time - (lastTime ?? time)) / 86_400
        lastTime = time
        let days = (time - first) / 86_400
        let health =
            session.charge * model.capacityFactor(from: session.temperature)
            / session.stateOfChargeChange / model.ratedCapacity
        months.add(health, day: days)
        plane.add(
            health,
            x: days,
            // In hundreds of degrees: what temperature does beyond the usual factor.
            z: (session.temperature ?? 25) / 100,
            fading: .exp(-pause / Self.memory)
        )
        guard days >= Self.leastDays, plane.count >= Self.leastCharges, let slope = plane.slope
        else { return nil }
        return (-slope.value - 2 * slope.deviation) * 30
    }
}

/// The capacity of each month, and whether it has begun to fall much faster.
private struct MonthlyMeans {
    private var months: [Double] = []
    private var means: [Double] = []
    private var month = 0.0
    private var sum = 0.0
    private var count = 0.0
    private(set) var haveKnee = false

    /// Twenty years.
    private static let most = 240
    /// With less lost, as a part of 1, a bend is one of the measurements.
    private static let leastLoss = 0.03

    mutating func add(_ health: Double, day: Double) {
        let month = (day / 30).rounded(.down)
        if month > self.month, count > 0 { end() }
        self.month = month
        sum += health
        count += 1
    }

    private mutating func end() {
        months.append(month)
        means.append(sum / count)
        (sum, count) = (0, 0)
        if months.count > Self.most {
            months.removeFirst()
            means.removeFirst()
        }
        let loss = (means.max() ?? 0) - (means.last ?? 0)
        haveKnee =
            loss >= Self.leastLoss
            && Trajectory(uses: months, capacities: means).flatMap { Knee(of: $0) } != nil
    }
}
