/// What a battery's readings say of its health, and what they do not.
public struct PackAssessment: Hashable, Sendable, Codable {
    /// What was read.
    public struct Readings: Hashable, Sendable, Codable {
        public let count: Int
        /// How often each defect was met.
        public let defects: [ReadingDefect: Int]
        /// From the first to the last, in seconds.
        public let seconds: Double

        /// Creates a count.
        public init(count: Int, defects: [ReadingDefect: Int] = [:], seconds: Double) {
            self.count = count
            self.defects = defects
            self.seconds = seconds
        }
    }

    /// Why something is not said, or is said with a doubt.
    public enum Remark: Hashable, Sendable, Codable {
        case noReadings
        case noCharge
        /// No charge was deep enough, as parts of 1.
        case shallow(deepest: Double, needed: Double)
        /// No charge was fit to count, for these reasons.
        case noneCounted([FieldCapacity.Rejection: Int])
        /// Hardly any reading had a value that can be: the unit may be another.
        case implausible(ReadingDefect, part: Double)
        /// So many readings could not be read, a part of 1.
        case unreadable(part: Double)
        /// So many readings come before the one that they follow, or have no time, a part of 1.
        case outOfOrder(part: Double)
        /// A capacity that no battery can have, as a part of the rated one: a unit may be another.
        case impossible(Double)
        /// A state of health above 105 %, which hardly any battery has.
        case aboveRated(Double)
        /// A state of health that rose by more than 3 % since the assessment before.
        case risen(by: Double)
        /// A state of health that became another, on which the newest charges agree.
        case shifted(from: Double, to: Double)
        /// The newest charges say another state of health than those before: the interval holds both.
        case unsettled(charges: Int, health: Double)
        /// So many charges had no temperature.
        case noTemperature(charges: Int)
        /// Too few steps of current to know the resistance.
        case fewSteps(needed: Int)
    }

    public let model: String
    public let readings: Readings
    public let chargeCount: Int
    public let countedCharges: Int
    /// At 25 °C, in ampere-hours.
    public let capacity: Double?
    /// The capacity as a part of the rated one, with its interval of 90 %.
    public let health: Estimate?
    /// At 25 °C, of the whole pack, in ohms.
    public let resistance: Double?
    public let warnings: [Warning]
    public let decision: Decision
    public let remarks: [Remark]
    /// How alike the cells are; `nil` if they were not read one by one.
    public let consistency: Consistency?

    init(
        model: BatteryModel,
        readings: Readings,
        capacity: FieldCapacity,
        chargeCount: Int,
        resistance: StepResistance.Estimate?,
        warnings: [Warning],
        findings: [SafetyFinding],
        previous: Double?,
        consistency: Consistency?
    ) {
        let found = capacity.health
        let health = found.flatMap { $0.isPossible ? $0 : nil }
        self.model = model.name
        self.readings = readings
        self.chargeCount = chargeCount
        countedCharges = capacity.acceptedCount
        self.capacity = health == nil ? nil : capacity.estimate?.capacity
        self.health = health
        self.resistance = resistance?.ohms
        self.warnings = warnings
        decision = Decision(health: health, findings: findings)
        remarks =
            Self.shortages(readings, capacity, chargeCount)
            + Self.doubts(found, since: previous) + Self.changes(capacity, model)
            + (resistance == nil ? [.fewSteps(needed: StepResistance.leastSteps)] : [])
        self.consistency = consistency
    }

    /// Why there is no state of health.
    private static func shortages(
        _ readings: Readings,
        _ capacity: FieldCapacity,
        _ chargeCount: Int
    ) -> [Remark] {
        guard readings.count > 0 else { return [.noReadings] }
        func part(_ defect: ReadingDefect) -> Double? {
            let part = Double(readings.defects[defect] ?? 0) / Double(readings.count)
            return part > mostBroken ? part : nil
        }
        let unreadable = part(.unreadable).map { Remark.unreadable(part: $0) }
        let disorder = part(.timeReversed).map { Remark.outOfOrder(part: $0) }
        return [unreadable, disorder].compactMap(\.self)
            + missing(readings, capacity, chargeCount)
    }

    private static func missing(
        _ readings: Readings,
        _ capacity: FieldCapacity,
        _ chargeCount: Int
    ) -> [Remark] {
        let broken = [ReadingDefect.unreadable, .timeReversed, .duplicate]
            .compactMap { readings.defects[$0] }
        let usable = Double(max(readings.count - broken.reduce(0, +), 1))
        let implausible = ReadingDefect.allCases.compactMap { defect -> Remark? in
            // A reading has two cells and two probes to be wrong about.
            let values = defect == .cellVoltage || defect == .temperature ? 2.0 : 1
            let part = Double(readings.defects[defect] ?? 0) / usable / values
            return part > mostDefects && defect.isOfValue ? .implausible(defect, part: part) : nil
        }
        guard capacity.estimate == nil else { return implausible }
        guard chargeCount > 0 else { return implausible + [.noCharge] }
        let deepest = capacity.deepestChange
        guard deepest >= FieldCapacity.leastChange else {
            return implausible + [.shallow(deepest: deepest, needed: FieldCapacity.leastChange)]
        }
        return implausible + [.noneCounted(capacity.rejections)]
    }

    private static func doubts(_ health: Estimate?, since previous: Double?) -> [Remark] {
        guard let health else { return [] }
        guard health.isPossible else { return [.impossible(health.value)] }
        let rise = previous.map { health.value - $0 } ?? 0
        return (health.value > Estimate.mostHealth ? [.aboveRated(health.value)] : [])
            + (rise > mostRise ? [.risen(by: rise)] : [])
    }

    private static func changes(_ capacity: FieldCapacity, _ model: BatteryModel) -> [Remark] {
        let shifted = capacity.shift.map {
            Remark.shifted(from: $0.from / model.ratedCapacity, to: $0.to / model.ratedCapacity)
        }
        let unsettled = capacity.doubts.map {
            Remark.unsettled(charges: $0.count, health: $0.health.value)
        }
        let unknown = capacity.countWithoutTemperature
        return [shifted].compactMap(\.self) + unsettled
            + (unknown > 0 ? [.noTemperature(charges: unknown)] : [])
    }

    private static let mostDefects = 0.9
    /// A late or broken report now and then is usual.
    private static let mostBroken = 0.1
    private static let mostRise = 0.03
}

extension Estimate {
    /// What hardly any battery has more of, as a part of 1.
    public static let mostHealth = 1.05

    /// Whether it can be told as a state of health at all: between 2 and 150 %.
    public var isPossible: Bool { RemainingLife.plausibleCapacities.contains(value) }

    /// Whether anything can be decided by it: no more than 115 %, and not surely more than 105 %.
    public var isCredible: Bool { isPossible && value <= 1.15 && lower <= Self.mostHealth }
}

extension CapacityEstimate {
    /// The state of health with its interval of 90 %.
    public func health(rated: Double) -> Estimate {
        Estimate(
            value: capacity / rated,
            lower: (capacity - 1.645 * deviation) / rated,
            upper: (capacity + 1.645 * deviation) / rated
        )
    }
}

extension ReadingDefect {
    /// Whether it is of a value, not of the order of readings.
    var isOfValue: Bool {
        switch self {
        case .unreadable, .timeReversed, .duplicate, .gap, .stateOfChargeJump, .motion,
            .cellCount:
            false
        case .insulation, .current, .packVoltage, .stateOfCharge, .cellVoltage, .temperature: true
        }
    }
}

extension PackAssessment.Remark: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noReadings: "not enough data: there are no readings"
        case .noCharge: "not enough data: there is no charge"
        case .shallow(let deepest, let needed):
            "not enough data: deepest charge \(Percent.text(deepest)) of \(Percent.text(needed)) needed"
        case .noneCounted(let reasons):
            "not enough data: no charge counts ("
                + reasons.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.key.rawValue): \($0.value)" }.joined(separator: ", ") + ")"
        case .implausible(let defect, let part):
            "\(Percent.text(part)) of the readings have no plausible \(defect.rawValue): "
                + "check its unit"
        case .unreadable(let part):
            "\(Percent.text(part)) of the readings cannot be read: check the file"
        case .outOfOrder(let part):
            "\(Percent.text(part)) of the readings have no time, or are older than the one before: "
                + "sort them by time"
        case .impossible(let health):
            "a capacity of \(Percent.text(health)) of the rated one cannot be: "
                + "check the units of the current, of the state of charge and of the rated capacity"
        case .aboveRated(let health):
            "a state of health of \(Percent.text(health)) is more than batteries have: "
                + "check the rated capacity"
        case .risen(let rise): "the state of health rose by \(Percent.text(rise)): check the test"
        case .shifted(let from, let to):
            "the newest charges agree on \(Percent.text(to)), those before on \(Percent.text(from)): "
                + "check the battery, and what measures it"
        case .unsettled(let count, let health):
            "the last \(count) charges say \(Percent.text(health)): the next ones, or a test, will tell"
        case .noTemperature(let count):
            "\(count) charges had no temperature: they are taken for ones at 25 °C"
        case .fewSteps(let needed):
            "not enough data for the resistance: fewer than \(needed) steps of current"
        }
    }
}
