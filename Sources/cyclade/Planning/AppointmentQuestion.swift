import Planning
import Vocabulary

/// Asks where and when one recalled pack is handed in.
struct AppointmentQuestion: PlanQuestion {
    static let verb = "appointment"
    static let abstract = "Propose where and when to hand in one recalled battery."
    static let keys = """
        The request:
          pack              what is called home
          sites             where it could be handed in
          tariff            in fen:
        \(RecallTariff.handInKeys)
        \(AppointmentTerms.keys)
        \(RequestItem.roadKeys)

        The pack:
        \(RequestItem.packKeys)

        \(RequestItem.siteKeys)
        """

    private let pack: RecalledPack
    private let sites: SiteDirectory
    private let tariff: RecallTariff
    private let terms: AppointmentTerms

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "pack",
            "sites",
            "tariff",
            "period",
            "standing",
            "detour_permille"
        )
        pack = try item.object("pack", RecalledPack.init)
        sites = try item.handInSites()
        tariff = try item.object("tariff", RecallTariff.init(handIn:))
        terms = try AppointmentTerms(item, at: sites)
    }

    func answer() throws(PlanningError) -> AppointmentsAnswer {
        let proposal = try sites.appointment(
            for: pack,
            in: terms.period,
            tariff: tariff,
            book: terms.book
        )
        return switch proposal {
        case .appointment(let appointment):
            AppointmentsAnswer(appointments: [AppointmentAnswer(appointment)], unplaced: [])
        case .none(let reason):
            AppointmentsAnswer(
                appointments: [],
                unplaced: [UnplacedAnswer(pack.battery, reason)]
            )
        }
    }
}

/// The appointment of one pack, or why it has none, in the form of a fleet's.
struct AppointmentsAnswer: PlanAnswer {
    let appointments: [AppointmentAnswer]
    let unplaced: [UnplacedAnswer]

    var text: String {
        PlanText.parts(
            AppointmentAnswer.table(appointments),
            UnplacedAnswer.table(unplaced)
        )
    }
}
