/// Everything that a battery's readings have shown so far, a reading at a time.
///
/// Nothing that comes later is looked at: the same readings give the same at any time, all at once or
/// one by one.
public struct PackHistory: Sendable {
    /// A capacity as it was known at a time.
    public struct Point: Hashable, Sendable, Codable {
        /// By the device, in seconds.
        public let time: Double
        /// In ampere-hours.
        public let capacity: Double
        /// The standard deviation of ``capacity``.
        public let deviation: Double
    }

    /// What it knows of the battery's model.
    public let model: BatteryModel
    /// Every charge, in the order of time.
    public private(set) var sessions: [ChargeSession] = []
    /// The capacity after each charge that counted.
    public private(set) var capacities: [Point] = []
    /// What was warned of, in the order of time.
    public private(set) var warnings: [Warning] = []

    private var cleaner: ReadingCleaner
    private var builder: ChargeSessionBuilder
    private var capacity: FieldCapacity
    private var resistance: StepResistance
    private var watch: PackWatch
    private var firstTime: Double?
    private var lastTime: Double?

    /// Creates the history of nothing.
    public init(_ model: BatteryModel, limits: [WarningRule: WarningLimits] = [:]) {
        self.model = model
        cleaner = ReadingCleaner(model)
        builder = ChargeSessionBuilder(model)
        capacity = FieldCapacity(model)
        resistance = StepResistance(model)
        watch = PackWatch(model, limits: limits)
    }

    /// Takes the next reading.
    public mutating func add(_ reading: PackReading) {
        guard let clean = cleaner.clean(reading) else { return }
        if firstTime == nil { firstTime = reading.time }
        lastTime = reading.time
        resistance.add(clean)
        warnings += watch.add(clean)
        if let session = builder.add(clean) { take(session) }
    }

    /// Ends a charge that the last reading left open.
    public mutating func finish() {
        if let session = builder.finish() { take(session) }
    }

    private mutating func take(_ session: ChargeSession) {
        sessions.append(session)
        guard capacity.add(session) == nil, let estimate = capacity.estimate else { return }
        capacities.append(
            Point(
                time: session.end.time,
                capacity: estimate.capacity,
                deviation: estimate.deviation
            )
        )
    }

    /// Judges the battery by all of it.
    ///
    /// - Parameters:
    ///   - findings: What inspection and the ledger know of its safety.
    ///   - previous: The state of health of the assessment before, a part of 1.
    /// - Returns: What it says of the battery, and what it does not.
    public func assessment(
        findings: [SafetyFinding] = [],
        previous: Double? = nil
    ) -> PackAssessment {
        PackAssessment(
            model: model,
            readings: PackAssessment.Readings(
                count: cleaner.count,
                defects: cleaner.defects,
                seconds: (lastTime ?? 0) - (firstTime ?? 0)
            ),
            capacity: capacity,
            chargeCount: sessions.count,
            resistance: resistance.estimate,
            warnings: warnings,
            findings: findings,
            previous: previous
        )
    }
}
