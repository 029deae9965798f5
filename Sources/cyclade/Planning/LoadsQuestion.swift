import Planning
import Vocabulary

/// Asks how collected packs get to centres.
struct LoadsQuestion: PlanQuestion {
    static let verb = "loads"
    static let abstract = "Plan the loads that carry collected batteries to centres."
    static let keys = """
        The request:
          packs             what waits at sites
          sites             at least the sites where it waits; only their names
                            and places count here
        \(CarriageTerms.keys)
          tariff            in fen:
        \(RecallTariff.carriageKeys)
        \(RequestItem.roadKeys)

        Each of 'packs':
          battery_id        its code or enrolment number
          model_id          its model
          station_id or point_id
                            where it waits
          ready_at          when it can be carried
          mass_g            its mass
          energy_wh         the energy that it is rated for
          condition         sound or damaged

        \(RequestItem.siteKeys)
        """

    private let request: LoadRequest

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "packs",
            "sites",
            "centres",
            "tariff",
            "load_limits",
            "detour_permille"
        )
        let packs = try item.list("packs", CollectedPack.init)
        let sites = try item.places()
        let carriage = try CarriageTerms(item)
        let tariff = try item.object("tariff", RecallTariff.init(carriage:))
        request = try item.make {
            try LoadRequest(
                packs: packs,
                sites: sites,
                centres: carriage.centres,
                tariff: tariff,
                limits: carriage.limits
            )
        }
    }

    func answer() throws(PlanningError) -> LoadsAnswer {
        LoadsAnswer(try request.plan())
    }
}

extension CollectedPack {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "battery_id",
            "model_id",
            "station_id",
            "point_id",
            "ready_at",
            "mass_g",
            "energy_wh",
            "condition"
        )
        self.init(
            battery: try item.battery(),
            model: try item.name("model_id"),
            site: try item.siteID(),
            readyAt: try item.moment("ready_at"),
            mass: try item.amount("mass_g", atMost: PlanningLimits.packMass),
            energy: try item.amount("energy_wh"),
            condition: try item.condition()
        )
    }
}
