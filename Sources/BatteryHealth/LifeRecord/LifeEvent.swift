public import Vocabulary

/// Something that happened to a battery, as the ledger has it.
public struct LifeEvent: Hashable, Sendable, Codable {
    /// What was done when it was maintained.
    public enum Maintenance: String, Hashable, Sendable, Codable, CaseIterable {
        case inspection
        case repair
        case softwareUpdate
        case replacement
    }

    /// What happened.
    public enum Kind: Hashable, Sendable, Codable {
        case made
        /// Somebody has worked on it, and put in these types of parts for others.
        case maintained(Maintenance, replaced: [String])
        /// A module was replaced: part of it has another age.
        case moduleReplaced
        /// Its cells were put together anew with those of other batteries.
        case regrouped
        /// It went from one vehicle to another, or to a station.
        case swapped
        /// Its maker has called it back.
        case recalled(reason: String, isForSafety: Bool)
        /// What it was called back for was remedied.
        case recallRemedied
        /// It serves another purpose than its first.
        case secondUseBegan(scenario: String)
        case secondUseEnded
        /// Its state of health was told, a part of 1.
        case assessed(health: Double)
        /// Somebody has looked for what is unsafe; a whole inspection tells of all there is, and one
        /// from afar of what it happened to see.
        case inspected(found: [SafetyFinding], isWhole: Bool)
    }

    public let day: CivilDate
    public let kind: Kind

    public init(_ kind: Kind, on day: CivilDate) {
        self.kind = kind
        self.day = day
    }
}

/// Why an event is not taken into a record.
public enum LifeEventRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// It was before the event that was taken last.
    case earlier(CivilDate, than: CivilDate)
    /// A state of health that no battery has.
    case health(Double)
    /// A battery is made once, and first.
    case madeAgain(CivilDate)

    public var description: String {
        switch self {
        case .earlier(let day, let last): "\(day) is before \(last): give events in order"
        case .health(let health): "a state of health of \(Percent.text(health)) cannot be"
        case .madeAgain(let day): "made on \(day), after something had happened to it"
        }
    }
}
