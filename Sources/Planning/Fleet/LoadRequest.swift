public import Vocabulary

/// A proposal for carrying collected packs to centres.
public struct LoadProposal: Hashable, Sendable {
    /// By site and centre.
    public let loads: [LoadPlan]
    /// The packs that stay where they are, by battery.
    public let unplaced: [UnplacedPack]
    /// Carriage, dispatch and the centres' fees.
    public let cost: Fen
}

/// The packs that wait at sites, and the centres that could take them.
public struct LoadRequest: Sendable {
    private let request: FleetRecallRequest
    private let collected: CollectedPlaces

    /// Puts packs, sites and centres together.
    ///
    /// - Parameters:
    ///   - packs: What waits.
    ///   - sites: At least the sites where it waits.
    ///   - centres: Where it could go.
    ///   - tariff: What carriage costs; detour and lateness do not count.
    ///   - limits: The limits of one load; what has none is not carried.
    /// - Throws: ``PlanningError`` for a pack at an unknown site, and as
    ///   ``FleetRecallRequest/init(packs:sites:centres:tariff:limits:period:book:)``.
    public init(
        packs: [CollectedPack],
        sites: SiteDirectory,
        centres: [TreatmentCentre],
        tariff: RecallTariff,
        limits: [PackCondition: DangerousGoodsLimit]
    ) throws(PlanningError) {
        let numbers = Dictionary(
            uniqueKeysWithValues: sites.sites.enumerated().map { ($1.id, $0) }
        )
        var recalled: [RecalledPack] = []
        var waiting: [BatteryID: (site: Int, readyAt: UnixMilliseconds)] = [:]
        for pack in packs {
            guard let site = numbers[pack.site] else { throw .unknownSite(pack.site) }
            waiting[pack.battery] = (site, pack.readyAt)
            recalled.append(pack.recalled(from: sites.sites[site].place))
        }
        request = try FleetRecallRequest(
            packs: recalled,
            sites: sites,
            centres: centres,
            tariff: tariff,
            limits: limits,
            period: .unused
        )
        let ordered = request.packs.compactMap { waiting[$0.battery] }
        collected = CollectedPlaces(sites: ordered.map(\.site), times: ordered.map(\.readyAt))
    }

    /// Proposes loads: as many packs as the centres can take, at the least cost.
    ///
    /// Damaged packs choose first. Within a condition the choice of centres is exact but for their
    /// masses, which are put right afterwards; loads are filled by first fit.
    ///
    /// **Complexity.** O(sites × centres) and a flow over them.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` when the cost exceeds all money.
    public func plan() throws(PlanningError) -> LoadProposal {
        let plan = try RecallProblem(request, collected: collected).plan()
        return LoadProposal(
            loads: plan.loads,
            unplaced: plan.unplaced,
            cost: plan.costs.total
        )
    }
}

/// Where and since when packs wait that are collected already, by position.
struct CollectedPlaces: Sendable {
    let sites: [Int]
    let times: [UnixMilliseconds]
}
