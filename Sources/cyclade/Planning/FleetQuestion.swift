import Planning
import Vocabulary

/// Asks who of a fleet hands in where and when, and what is carried where.
struct FleetQuestion: PlanQuestion {
    static let verb = "fleet"
    static let abstract = "Plan the recall of many batteries: an appointment each, and loads."
    static let keys = """
        The request:
          packs             what is called home
          sites             where it could be handed in
        \(CarriageTerms.keys)
          tariff            in fen:
        \(RecallTariff.handInKeys)
        \(RecallTariff.carriageKeys)
        \(AppointmentTerms.keys)
        \(RequestItem.roadKeys)

        Each of 'packs':
        \(RequestItem.packKeys)

        \(RequestItem.siteKeys)
        """

    private let request: FleetRecallRequest

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "packs",
            "sites",
            "centres",
            "tariff",
            "load_limits",
            "period",
            "standing",
            "detour_permille"
        )
        let packs = try item.list("packs", RecalledPack.init)
        let sites = try item.handInSites()
        let carriage = try CarriageTerms(item)
        let tariff = try item.object("tariff", RecallTariff.init(whole:))
        let terms = try AppointmentTerms(item, at: sites)
        request = try item.make {
            try FleetRecallRequest(
                packs: packs,
                sites: sites,
                centres: carriage.centres,
                tariff: tariff,
                limits: carriage.limits,
                period: terms.period,
                book: terms.book
            )
        }
    }

    func answer() throws(PlanningError) -> FleetAnswer {
        FleetAnswer(try request.plan())
    }
}
