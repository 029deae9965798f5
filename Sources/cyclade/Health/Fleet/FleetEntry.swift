import BatteryHealth
import TelemetryGateway

/// What a fleet's list says of one battery: a bounded number of figures, however long its history.
struct FleetEntry: Encodable, Sendable {
    let id: String
    /// The file that its readings came from.
    let file: String
    /// Its page, from the list's folder; `nil` if none was written.
    var page: String?
    let chemistry: Chemistry
    /// In ampere-hours.
    let ratedCapacity: Double
    let seriesCellCount: Int
    let urgency: Urgency
    let decision: Decision
    /// The state of health, as a part of 1.
    let health: Estimate?
    /// At 25 °C, in ampere-hours.
    let capacity: Double?
    /// At 25 °C, of the whole pack, in ohms.
    let resistance: Double?
    /// Between the highest and the lowest cell at the newest rest that is known, in volts.
    let spread: Double?
    let fade: Fade?
    /// How many warnings there were of each level.
    let warnings: [WarningLevel: Int]
    /// The newest of the gravest level.
    let gravest: Warning?
    let remarks: [PackAssessment.Remark]
    let readingCount: Int
    let chargeCount: Int
    let countedCharges: Int

    /// How much of the rated capacity went over how long.
    struct Fade: Encodable, Sendable {
        /// From the first to the newest known capacity, as a part of the rated one.
        let lost: Double
        /// In days.
        let days: Double

        /// Before that, what the first charges did not know yet would be taken for a fade.
        static let leastDays = 30.0
        static let leastPoints = 10
    }

    init(id: String, file: String, _ history: PackHistory, _ assessment: PackAssessment) {
        self.init(
            id: id,
            file: file,
            history.model,
            assessment,
            spread: history.spreads.last?.value,
            fade: Fade(history.capacities, rated: history.model.ratedCapacity)
        )
    }

    /// A battery of a gateway's summaries.
    init(file: String, _ judgement: FleetJudgement) {
        self.init(
            id: judgement.history.batteryID,
            file: file,
            judgement.model,
            judgement.assessment,
            spread: nil,
            fade: nil
        )
    }

    private init(
        id: String,
        file: String,
        _ model: BatteryModel,
        _ assessment: PackAssessment,
        spread: Double?,
        fade: Fade?
    ) {
        self.id = id
        self.file = file
        chemistry = model.chemistry
        ratedCapacity = model.ratedCapacity
        seriesCellCount = model.seriesCellCount
        urgency = Urgency(of: assessment)
        decision = assessment.decision
        health = assessment.health
        capacity = assessment.capacity
        resistance = assessment.resistance
        self.spread = spread
        self.fade = fade
        warnings = assessment.warnings.reduce(into: [:]) { $0[$1.level, default: 0] += 1 }
        let level = warnings.keys.max()
        gravest = assessment.warnings.last { $0.level == level }
        remarks = assessment.remarks
        readingCount = assessment.readings.count
        chargeCount = assessment.chargeCount
        countedCharges = assessment.countedCharges
    }
}

extension FleetEntry.Fade {
    fileprivate init?(_ points: [PackHistory.Point], rated: Double) {
        // The first few charges still pull the capacity away from the rated one.
        guard points.count >= Self.leastPoints, let last = points.last else { return nil }
        let first = points[Self.leastPoints / 2]
        days = (last.time - first.time) / 86_400
        lost = (first.capacity - last.capacity) / rated
        guard days >= Self.leastDays else { return nil }
    }
}

extension FleetEntry {
    /// Whether it is looked at before another: by urgency, then by health, then by name.
    func comes(before other: FleetEntry) -> Bool {
        guard urgency == other.urgency else { return urgency > other.urgency }
        let (mine, others) = (health?.value ?? .infinity, other.health?.value ?? .infinity)
        return mine == others ? (id, file) < (other.id, other.file) : mine < others
    }
}

/// How soon a battery is to be looked at.
enum Urgency: String, Encodable, Comparable, CaseIterable, Sendable {
    /// It is fit, and nothing was warned of but what is to be watched.
    case none
    /// Not enough is known of it.
    case test
    /// It is to leave its vehicle.
    case retire
    /// It is to be looked at in a workshop.
    case service
    /// It is to be stopped, or taken apart.
    case stop

    init(of assessment: PackAssessment) {
        let level = assessment.warnings.map(\.level).max()
        let verdict = assessment.decision.verdict
        self =
            if level == .stop || verdict == .dismantle {
                .stop
            } else if level == .service || !assessment.decision.blocked.isEmpty {
                .service
            } else {
                switch verdict {
                case .cascade: .retire
                case .testNeeded: .test
                case .keep, .dismantle: .none
                }
            }
    }

    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
