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
        /// Its interval of 90 %.
        public let lower: Double
        public let upper: Double
    }

    /// What it knows of the battery's model.
    public let model: BatteryModel
    /// Every charge, in the order of time.
    public private(set) var sessions: [ChargeSession] = []
    /// The capacity after each charge that counted.
    public private(set) var capacities: [Point] = []
    /// What was warned of, in the order in which it became known.
    public private(set) var warnings: [Warning] = []

    private var cleaner: ReadingCleaner
    private var builder: ChargeSessionBuilder
    private var capacity: FieldCapacity
    private var resistance: StepResistance
    private var watch: PackWatch
    private(set) var trends: PackTrends
    /// The time of the first reading, in seconds.
    public private(set) var firstTime: Double?
    private var lastTime: Double?
    // Most packs are not read cell by cell, and the watch takes its room.
    private var cells: CellWatch?
    private let knowsCellCount: Bool
    private var health: HealthWatch

    /// Creates the history of nothing.
    ///
    /// - Parameters:
    ///   - model: What the battery is.
    ///   - knowsCellCount: Whether the model says for sure how many cells are in series; if not, the
    ///     first reading of single cells does, unless it is far from that.
    public init(_ model: BatteryModel, knowsCellCount: Bool = true) {
        self.model = model
        self.knowsCellCount = knowsCellCount
        cleaner = ReadingCleaner(model)
        builder = ChargeSessionBuilder(model)
        capacity = FieldCapacity(model)
        resistance = StepResistance(model)
        watch = PackWatch(model)
        health = HealthWatch(model)
        trends = PackTrends(model)
    }

    /// Takes the next reading.
    public mutating func add(_ reading: PackReading) {
        guard let clean = cleaner.clean(reading) else { return }
        if firstTime == nil { firstTime = reading.time }
        lastTime = reading.time
        resistance.add(clean)
        warnings += watch.add(clean)
        trends.add(clean, resistance)
        if let session = builder.add(clean) { take(session) }
    }

    /// Takes the next reading of single cells; those of the pack go on beside them.
    public mutating func add(_ reading: CellReading) {
        if cells == nil { cells = CellWatch(model(of: reading)) }
        warnings += cells?.add(reading) ?? []
    }

    private func model(of reading: CellReading) -> BatteryModel {
        var model = model
        let count = reading.voltages.count
        if !knowsCellCount, SeriesCellCount.isNear(Double(count), to: model.seriesCellCount) {
            model.seriesCellCount = count
        }
        return model
    }

    /// Takes note of a reading that could not be read.
    public mutating func skipUnreadable() {
        cleaner.skipUnreadable()
    }

    /// Takes note that no reading has come until now, by the device's clock, in seconds.
    public mutating func hearNothing(until time: Double) {
        warnings += watch.hearNothing(until: time)
    }

    /// Ends a charge that the last reading left open.
    public mutating func finish() {
        if let session = builder.finish() { take(session) }
        trends.finish()
        cells?.finish()
    }

    private mutating func take(_ session: ChargeSession) {
        sessions.append(session)
        let rejection = capacity.add(session)
        // What cannot be says nothing of how the capacity goes.
        guard let estimate = capacity.estimate, let health = capacity.health, health.isPossible
        else { return }
        // What is far from all before may be the first of a steep fall.
        if rejection == nil || rejection == .outlier {
            warnings += self.health.add(session, estimate, at: lastTime ?? session.end.time)
        }
        guard rejection == nil else { return }
        capacities.append(
            Point(
                time: session.end.time,
                capacity: estimate.capacity,
                lower: health.lower * model.ratedCapacity,
                upper: health.upper * model.ratedCapacity
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
        let proven = watch.findings + (cells?.findings ?? []) + health.findings
        return PackAssessment(
            model: model,
            readings: PackAssessment.Readings(
                count: cleaner.count,
                defects: cleaner.defects,
                seconds: (lastTime ?? 0) - (firstTime ?? 0)
            ),
            capacity: capacity,
            chargeCount: sessions.count,
            resistance: resistance.estimate,
            // Single cells may have been read after the pack.
            warnings: warnings.sorted { $0.time < $1.time },
            findings: SafetyFinding.allCases.filter {
                findings.contains($0) || proven.contains($0)
            },
            previous: previous,
            consistency: cells?.consistency
        )
    }
}
