public import Vocabulary

/// What happened to a battery so far, event by event, and where that leaves its judgement.
public struct LifeRecord: Hashable, Sendable {
    /// What the battery serves.
    public enum Duty: Hashable, Sendable, Codable {
        case vehicle
        case secondUse(scenario: String)
        /// No use has begun since its second use ended, or since it was made of other batteries.
        case none
    }

    /// The events in the order of time.
    public private(set) var events: [LifeEvent] = []
    /// From when on its capacities belong to the battery as it is now; `nil` if always.
    public private(set) var restart: CivilDate?
    /// What it serves now.
    public private(set) var duty = Duty.vehicle
    /// How many recalls for the sake of safety are not remedied.
    public private(set) var openSafetyRecalls = 0
    /// What was found to be unsafe, and by no whole inspection since to be so no more.
    public private(set) var found: [SafetyFinding] = []

    /// Creates the record of nothing.
    public init() {}

    /// Takes the next event; an inspection that changes nothing is none.
    ///
    /// - Throws: ``LifeEventRefusal`` when it cannot be or comes too late; nothing has changed then.
    public mutating func add(_ event: LifeEvent) throws(LifeEventRefusal) {
        try check(event)
        if case .inspected(let findings, let isWhole) = event.kind {
            let known = isWhole ? findings : found + findings.filter { !found.contains($0) }
            guard Set(known) != Set(found) else { return }
            found = known
        }
        events.append(event)
        if event.kind.restarts { restart = event.day }
        switch event.kind {
        case .recalled(_, isForSafety: true): openSafetyRecalls += 1
        case .recallRemedied: openSafetyRecalls = 0
        case .secondUseBegan(let scenario): duty = .secondUse(scenario: scenario)
        case .secondUseEnded: duty = .none
        case .regrouped: (duty, found) = (.none, [])
        default: break
        }
    }

    private func check(_ event: LifeEvent) throws(LifeEventRefusal) {
        if let last = events.last?.day, event.day < last {
            throw .earlier(event.day, than: last)
        }
        switch event.kind {
        case .made where !events.isEmpty: throw .madeAgain(event.day)
        case .assessed(let health)
        where !(0...RemainingLife.plausibleCapacities.upperBound)
            .contains(health):
            throw .health(health)
        default: break
        }
    }
}

extension LifeRecord {
    /// The state of health at which the present duty ends, a part of 1.
    public var limit: Double {
        switch duty {
        case .vehicle: Decision.leastForVehicles
        case .secondUse, .none: Decision.leastForSecondUse
        }
    }

    /// What the record adds to what an inspection finds now.
    public var findings: [SafetyFinding] {
        found + (openSafetyRecalls > 0 ? [.recall] : [])
    }

    /// The state of health that was told last, if the battery is still the same.
    public var lastHealth: Double? {
        for event in events.reversed() {
            if case .assessed(let health) = event.kind { return health }
            if event.kind.restarts { return nil }
        }
        return nil
    }
}

extension LifeEvent.Kind {
    /// Whether capacities before it are another battery's.
    var restarts: Bool {
        switch self {
        case .moduleReplaced, .regrouped: true
        default: false
        }
    }
}
