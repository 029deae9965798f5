import Vocabulary

/// A recall of many packs at once: what is called home, and what there is to take it.
public struct FleetRecallRequest: Sendable {
    /// The packs in the order of their names.
    public let packs: [RecalledPack]
    /// The models that they are, or that are given in return.
    let models: [ModelID]
    public let sites: SiteDirectory
    /// The centres in the order of their names.
    public let centres: [TreatmentCentre]
    public let tariff: RecallTariff
    /// The limits of one load; what has none is not carried.
    public let limits: [PackCondition: DangerousGoodsLimit]
    public let period: PlanningPeriod
    /// Appointments that stand already.
    public let book: AppointmentBook

    /// Puts a recall together.
    ///
    /// - Throws: ``PlanningError`` for more than 100,000 packs, 1,000 models, 1,000 centres or
    ///   1,000,000 pairs of site and centre, a pack of more than 1,000 t, or
    ///   when a battery or a centre is listed twice.
    public init(
        packs: [RecalledPack],
        sites: SiteDirectory,
        centres: [TreatmentCentre],
        tariff: RecallTariff,
        limits: [PackCondition: DangerousGoodsLimit],
        period: PlanningPeriod,
        book: AppointmentBook = AppointmentBook()
    ) throws(PlanningError) {
        try require(.packs, packs.count, in: 0...Int64(PlanningLimits.packs))
        try require(.centres, centres.count, in: 0...Int64(PlanningLimits.centres))
        let routes = sites.sites.count * centres.count
        try require(.routes, routes, in: 0...Int64(PlanningLimits.routes))
        for pack in packs {
            try require(.grams, pack.mass.rawValue, in: 0...PlanningLimits.packMass)
        }
        models = Set(packs.map(\.model)).union(packs.compactMap(\.replacement)).sorted()
        try require(.models, models.count, in: 0...Int64(PlanningLimits.models))
        // Names are long to compare: each is read once.
        self.packs = packs.map { ($0.battery.text, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        self.centres = centres.sorted { $0.id < $1.id }
        for (earlier, later) in zip(self.packs, self.packs.dropFirst())
        where earlier.battery == later.battery {
            throw .repeatedBattery(later.battery)
        }
        for (earlier, later) in zip(self.centres, self.centres.dropFirst())
        where earlier.id == later.id {
            throw .repeatedCentre(later.id)
        }
        self.sites = sites
        self.tariff = tariff
        self.limits = limits
        self.period = period
        self.book = book
    }
}
