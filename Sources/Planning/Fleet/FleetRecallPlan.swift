public import Vocabulary

/// A proposal for a whole recall: who hands in where, and what is carried where.
public struct FleetRecallPlan: Hashable, Sendable {
    /// One for each pack that is placed, by battery.
    public let appointments: [RecallAppointment]
    /// What carries them to the centres, by site and centre.
    public let loads: [LoadPlan]
    /// The packs without a place, by battery.
    public let unplaced: [UnplacedPack]
    public let costs: PlanCosts
}

/// What a plan costs, by kind.
public struct PlanCosts: Hashable, Sendable {
    /// The drivers' ways.
    public let detour: Fen
    /// What is late.
    public let lateness: Fen
    /// The loads' ways.
    public let carriage: Fen
    /// The loads' dispatch.
    public let loadFees: Fen
    /// What the centres ask.
    public let centreFees: Fen
    public let total: Fen
}

/// A load of packs of one condition from a site to a centre.
public struct LoadPlan: Hashable, Sendable {
    public let site: SiteID
    public let centre: MemberID
    public let condition: PackCondition
    /// What it carries, by name.
    public let batteries: [BatteryID]
    public let mass: Grams
    public let energy: WattHours
    public let distance: Metres
    /// When the last of its packs has been handed in.
    public let readyAt: UnixMilliseconds
    /// Carriage, dispatch and the centre's fees.
    public let cost: Fen
    /// Why this centre, in the costs of one pack; the runner-up is the best other centre.
    public let explanation: Explanation<MemberID>
}

/// A pack that the plan has no place for.
public struct UnplacedPack: Hashable, Sendable {
    public let battery: BatteryID
    public let reason: UnplacedReason
}

/// Why a pack has no place.
public enum UnplacedReason: String, Hashable, CaseIterable, Sendable, CustomStringConvertible {
    /// No site takes its model in its condition.
    case noSite
    /// No site that takes it has a replacement pack left.
    case noReplacement
    /// No site that takes it has a bay for damaged packs left.
    case noQuarantineBay
    /// No site that takes it, and can replace it, has a window left in the period.
    case noAppointment
    /// Tariff or limits leave its condition out: nobody carries it.
    case notCarried
    /// It is heavier, or holds more energy, than a load may.
    case tooMuchForOneLoad
    /// No centre is qualified for its condition.
    case noQualifiedCentre
    /// No centre that is qualified has capacity left.
    case noCentreCapacity

    public var description: String {
        switch self {
        case .noSite: "no site takes its model in its condition"
        case .noReplacement: "no site that takes it has a replacement left"
        case .noQuarantineBay: "no site that takes it has a bay for damaged packs left"
        case .noAppointment: "no site that takes it has an appointment left"
        case .notCarried: "nobody carries packs in its condition"
        case .tooMuchForOneLoad: "it is more than one load may hold"
        case .noQualifiedCentre: "no centre is qualified for its condition"
        case .noCentreCapacity: "no qualified centre has capacity left"
        }
    }
}
