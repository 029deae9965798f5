/// What the charges of a battery say of its health, where its single readings are not at hand.
///
/// It knows the capacity alone: neither resistance nor warnings come from charges.
public struct ChargeHistory: Sendable {
    private let model: BatteryModel
    private var capacity: FieldCapacity
    private var count = 0

    /// Creates the history of nothing.
    public init(_ model: BatteryModel) {
        self.model = model
        capacity = FieldCapacity(model)
    }

    /// Adds a charge, the newest.
    public mutating func add(_ session: ChargeSession) {
        count += 1
        capacity.add(session)
    }

    /// Judges the battery by its charges.
    ///
    /// - Parameters:
    ///   - readings: What the charges were summed up from.
    ///   - findings: What inspection and the ledger know of its safety.
    ///   - previous: The state of health of the assessment before, a part of 1.
    /// - Returns: What they say of the battery, and what they do not.
    public func assessment(
        of readings: PackAssessment.Readings,
        findings: [SafetyFinding] = [],
        previous: Double? = nil
    ) -> PackAssessment {
        PackAssessment(
            model: model,
            readings: readings,
            capacity: capacity,
            chargeCount: count,
            resistance: nil,
            warnings: [],
            findings: findings,
            previous: previous,
            consistency: nil
        )
    }
}
