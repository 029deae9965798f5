/// What should become of a battery.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// It stays in vehicles.
    case keep
    /// It leaves vehicles for a second use.
    case cascade
    /// It is taken apart.
    case dismantle
    /// What is known allows more than one of these.
    case testNeeded
}

/// What weighs more than the state of health.
public enum SafetyFinding: String, Hashable, Sendable, Codable, CaseIterable {
    case thermalEvent
    case deformed
    case leaking
    case impact
    case waterIngress
    /// Insulation at the level to stop.
    case insulation
    /// A cell loses charge by itself at the level to stop.
    case selfDischarge
    /// A cell below 1.5 V, or 1.0 V with lithium iron phosphate.
    case overDischarge
    /// Resistance has more than doubled.
    case resistanceDoubled
    /// Cells apart at the level to service, and balancing does not bring them together.
    case spread
    /// Capacity falls at least twice as fast as before.
    case knee
    /// Its maker has called it back for the sake of safety, and nobody has remedied it.
    case recall

    /// Whether the battery is taken apart whatever its health; else each cell is tested first.
    public var meansDismantling: Bool {
        switch self {
        case .resistanceDoubled, .spread, .knee, .recall: false
        default: true
        }
    }
}

/// What is measured where an estimate allows no verdict.
public enum NeededTest: String, Hashable, Sendable, Codable {
    /// A pulse of some seconds, told by an estimator.
    case pulse
    /// A whole charge and discharge.
    case fullCapacity
}

/// A verdict and why.
public struct Decision: Hashable, Sendable, Codable {
    /// Why a verdict is what it is.
    public enum Reason: Hashable, Sendable, Codable {
        /// The whole interval of the state of health is on one side of a limit.
        case interval
        /// The interval contains a limit, a part of 1.
        case limitInside(Double)
        /// Safety says so.
        case safety(SafetyFinding)
        /// There is no state of health to decide by.
        case noEstimate
        /// There is one that no battery has.
        case notCredible
    }

    public let verdict: Verdict
    public let reasons: [Reason]
    /// What would resolve it; `nil` where there is a verdict.
    public let test: NeededTest?
    /// What each cell must be tested for before a second use.
    public let blocked: [SafetyFinding]

    /// Above it a battery stays in vehicles, a part of 1.
    public static let leastForVehicles = 0.80
    /// Below it nothing is left but its materials, a part of 1.
    public static let leastForSecondUse = 0.20

    /// Decides.
    ///
    /// - Parameters:
    ///   - health: The state of health with its interval of 90 %, as parts of 1.
    ///   - findings: What is known of its safety.
    public init(health: Estimate?, findings: [SafetyFinding] = []) {
        let grave = findings.filter(\.meansDismantling)
        blocked = findings.filter { !$0.meansDismantling }
        if !grave.isEmpty {
            (verdict, reasons) = (.dismantle, grave.map { .safety($0) })
        } else if let health {
            (verdict, reasons) = Self.byHealth(health)
        } else {
            (verdict, reasons) = (.testNeeded, [.noEstimate])
        }
        test = verdict == .testNeeded ? Self.test(for: health) : nil
    }

    /// How far a limit must be for a pulse to tell on which side of it a battery is: nine of ten
    /// pulses tell health as closely (docs/health.md).
    private static let reachOfPulse = 0.03

    private static func test(for health: Estimate?) -> NeededTest {
        guard let health, health.isCredible else { return .fullCapacity }
        let distance = [leastForVehicles, leastForSecondUse].map { abs(health.value - $0) }.min()
        return (distance ?? 0) > reachOfPulse ? .pulse : .fullCapacity
    }

    private static func byHealth(_ health: Estimate) -> (Verdict, [Reason]) {
        guard health.isCredible else { return (.testNeeded, [.notCredible]) }
        if health.lower >= leastForVehicles { return (.keep, [.interval]) }
        if health.upper < leastForSecondUse { return (.dismantle, [.interval]) }
        if health.upper < leastForVehicles, health.lower >= leastForSecondUse {
            return (.cascade, [.interval])
        }
        let inside = [leastForVehicles, leastForSecondUse]
            .filter { health.lower < $0 && health.upper >= $0 }
        return (.testNeeded, inside.map { .limitInside($0) })
    }
}
