public import Vocabulary

/// A question that cannot be planned for as it was put.
///
/// Correct the question: no retry helps. What is merely impossible, such as a pack that no station
/// has room for, is no error; it stands in the answer with its reason.
public enum PlanningError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A number outside its range.
    case outOfRange(PlanningQuantity, found: Int64, allowed: ClosedRange<Int64>)
    /// A period that ends before it begins, or at once.
    case emptyPeriod(from: UnixMilliseconds, until: UnixMilliseconds)
    /// Two opening times of one day that overlap; the day counts from Monday, 0.
    case overlappingHours(weekday: Int)
    /// A pack at a site that is not in the directory.
    case unknownSite(SiteID)
    /// Two sites of the same name.
    case repeatedSite(SiteID)
    /// Two centres of the same name.
    case repeatedCentre(MemberID)
    /// A battery named twice.
    case repeatedBattery(BatteryID)
    /// Two demands of the same name.
    case repeatedDemand(ContractID)

    public var description: String {
        switch self {
        case .outOfRange(let quantity, let found, let allowed):
            "\(quantity.rawValue) \(found), expected \(allowed.lowerBound) to \(allowed.upperBound)"
        case .emptyPeriod(let from, let until):
            "the period from \(from) to \(until) is empty"
        case .overlappingHours(let weekday):
            "the opening times of day \(weekday) of the week overlap"
        case .unknownSite(let id): "\(id) is not among the sites"
        case .repeatedSite(let id): "\(id) is listed twice"
        case .repeatedCentre(let id): "centre \(id) is listed twice"
        case .repeatedBattery(let id): "battery \(id) is listed twice"
        case .repeatedDemand(let id): "demand \(id) is listed twice"
        }
    }
}

/// What a number in a ``PlanningError`` counts or measures.
public enum PlanningQuantity: String, Hashable, Sendable {
    case metres, grams, watts, wattHours, detourPermille
    case minuteOfDay, weekday, windowMinutes, periodDays
    case stockedPacks, packsPerWindow, packsPerDay, quarantineBays
    case centrePacks, packsPerLoad, fenPerKilometre, fee, totalFen
    case sites, centres, packs, models, routes, demands, candidates, proposals, results, pairs
    case wearWeight, cycles, restDays, expectedPacks
}

/// The largest questions that are answered, so that a wrong number costs an error and not an hour.
package enum PlanningLimits {
    package static let sites = 10_000
    package static let centres = 1_000
    package static let packs = 100_000
    /// Different models of packs, called home or given in return.
    package static let models = 1_000
    /// Sites times centres.
    package static let routes = 1_000_000
    package static let demands = 10_000
    /// Packs of a pool times demands.
    package static let matchingPairs = 2_000_000
    /// Candidates for points times places where packs are expected.
    package static let pairs = 50_000_000
    /// The days that a recall may be planned ahead.
    package static let periodDays: Int64 = 92
    /// Fen for each kilometre: 10,000 yuan.
    package static let fenPerKilometre: Int64 = 1_000_000
    /// Fen for each pack, load or day: ten million yuan.
    package static let fee: Int64 = 1_000_000_000
    /// Grams of one pack: 1,000 t.
    package static let packMass: Int64 = 1_000_000_000
    /// Anything that is counted at one place.
    package static let countAtPlace: Int64 = 1_000_000
}

/// Throws unless `value` is within `allowed`.
func require(
    _ quantity: PlanningQuantity,
    _ value: some BinaryInteger,
    in allowed: ClosedRange<Int64>
) throws(PlanningError) {
    let number = Int64(clamping: value)
    guard allowed.contains(number) else {
        throw .outOfRange(quantity, found: number, allowed: allowed)
    }
}

/// An amount of money that was summed inside.
func money(_ fen: Int64) throws(PlanningError) -> Fen {
    do throws(AmountError) {
        return try Fen(fen)
    } catch {
        throw .outOfRange(.totalFen, found: fen, allowed: 0...Fen.limit)
    }
}
