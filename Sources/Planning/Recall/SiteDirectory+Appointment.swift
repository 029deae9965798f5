import Vocabulary

/// The answer for one pack.
public enum AppointmentProposal: Hashable, Sendable {
    case appointment(RecallAppointment)
    /// There is none, and why.
    case none(UnplacedReason)
}

extension SiteDirectory {
    /// Proposes where and when to hand in one pack: the least cost of detour and lateness.
    ///
    /// Sites are looked at from near to far until the way alone costs more than the second best, so
    /// the answer is exact. Of equal costs the nearer site wins, then the earlier name.
    ///
    /// **Complexity.** O(sites looked at × windows of a site).
    public func appointment(
        for pack: RecalledPack,
        in period: PlanningPeriod,
        tariff: RecallTariff,
        book: AppointmentBook = AppointmentBook()
    ) throws(PlanningError) -> AppointmentProposal {
        var search = AppointmentSearch(pack: pack, period: period, tariff: tariff, book: book)
        let place = UnitVector(pack.place)
        var seen = 0
        var wanted = 8
        while seen < sites.count {
            let hits = index.nearest(to: place, count: wanted) { pack.fits(sites[$0]) }
            for hit in hits.dropFirst(seen) {
                let distance = roads.metres(overSquaredChord: hit.squaredChord)
                guard search.mayImprove(at: distance) else { return try search.proposal }
                search.consider(sites[hit.place], at: distance)
            }
            guard hits.count == wanted else { break }
            seen = hits.count
            wanted *= 4
        }
        return try search.proposal
    }
}

/// The two best sites for a pack among those looked at.
private struct AppointmentSearch {
    struct Option {
        let site: SiteID
        let distance: Metres
        let window: AppointmentWindow
        let lateness: Int64
        let total: Int64
    }

    let pack: RecalledPack
    let period: PlanningPeriod
    let tariff: RecallTariff
    let book: AppointmentBook
    private var best: Option?
    private var second: Option?
    /// What the cheapest site by detour that had to be passed over lacked.
    private var passedOver: (shortage: Shortage, detour: Int64)?
    private var lacking: Set<Shortage> = []

    init(
        pack: RecalledPack,
        period: PlanningPeriod,
        tariff: RecallTariff,
        book: AppointmentBook
    ) {
        self.pack = pack
        self.period = period
        self.tariff = tariff
        self.book = book
    }

    /// Whether a site so far away could still be among the two best.
    func mayImprove(at distance: Metres) -> Bool {
        guard let second else { return true }
        return tariff.detour(distance) < second.total
    }

    mutating func consider(_ site: Site, at distance: Metres) {
        let detour = tariff.detour(distance)
        guard let window = window(at: site) else {
            let shortage = shortage(at: site)
            lacking.insert(shortage)
            if passedOver == nil { passedOver = (shortage, detour) }
            return
        }
        let lateness = tariff.lateness(of: pack, at: window.end)
        let option = Option(
            site: site.id,
            distance: distance,
            window: window,
            lateness: lateness,
            total: detour + lateness
        )
        guard let leader = best else { return best = option }
        if option.total < leader.total {
            (best, second) = (option, leader)
        } else if second.map({ option.total < $0.total }) ?? true {
            second = option
        }
    }

    private func window(at site: Site) -> AppointmentWindow? {
        if let model = pack.replacement, book.stock(of: model, at: site) == 0 { return nil }
        if pack.condition == .damaged, book.bays(at: site) == 0 { return nil }
        return site.hours.windows(in: period).first { book.room(at: site, in: $0) > 0 }
    }

    private func shortage(at site: Site) -> Shortage {
        if let model = pack.replacement, book.stock(of: model, at: site) == 0 {
            return .replacements
        }
        if pack.condition == .damaged, book.bays(at: site) == 0 { return .quarantineBays }
        return .appointments
    }

    var proposal: AppointmentProposal {
        get throws(PlanningError) {
            guard let best else { return .none(reasonForNone) }
            let detour = tariff.detour(best.distance)
            let reason = passedOver.flatMap { $0.detour < detour ? $0.shortage : nil }
            return .appointment(
                RecallAppointment(
                    battery: pack.battery,
                    condition: pack.condition,
                    site: best.site,
                    held: pack.replacement,
                    window: best.window,
                    distance: best.distance,
                    cost: try money(best.total),
                    explanation: Explanation(
                        choice: best.site,
                        reason: reason.map { .cheapestLeft($0) } ?? .cheapest,
                        figures: [
                            Figure(.distance, best.distance.rawValue),
                            Figure(.detour, detour), Figure(.lateness, best.lateness),
                            Figure(.total, best.total),
                        ],
                        runnerUp: second.map {
                            .init(choice: $0.site, figure: Figure(.total, $0.total))
                        }
                    )
                )
            )
        }
    }

    private var reasonForNone: UnplacedReason {
        if lacking.contains(.appointments) { return .noAppointment }
        if lacking.contains(.quarantineBays) { return .noQuarantineBay }
        if lacking.contains(.replacements) { return .noReplacement }
        return .noSite
    }
}
