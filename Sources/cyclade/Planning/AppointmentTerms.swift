import Planning
import Vocabulary

/// The terms of appointments: when they may be, and which stand already.
struct AppointmentTerms {
    /// Its keys, for a help text.
    static let keys = """
          period            {"from": ..., "until": ..., "window_minutes": 60}
          standing          [{"station_id" or "point_id": ..., "from": ...,
                            "condition": ..., "replacement_model_id": ...}],
                            the appointments that are made already
        """

    let period: PlanningPeriod
    let book: AppointmentBook

    /// Reads the terms beside the sites that they are about.
    init(_ item: RequestItem, at sites: SiteDirectory) throws(RequestError) {
        period = try item.object("period", PlanningPeriod.init)
        var book = AppointmentBook()
        if item.has("standing") {
            let known = Set(sites.sites.map(\.id))
            _ = try item.list("standing") { item throws(RequestError) in
                try book.enter(item, at: known)
            }
        }
        self.book = book
    }
}

extension PlanningPeriod {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("from", "until", "window_minutes")
        self = try item.make {
            try PlanningPeriod(
                from: item.moment("from"),
                until: item.moment("until"),
                windowMinutes: item.number("window_minutes")
            )
        }
    }
}

extension AppointmentBook {
    fileprivate mutating func enter(
        _ item: RequestItem,
        at known: Set<SiteID>
    ) throws(RequestError) {
        let item = try item.only(
            "station_id",
            "point_id",
            "from",
            "condition",
            "replacement_model_id"
        )
        let site = try item.siteID()
        guard known.contains(site) else {
            throw item.error(at: nil, .refused("\(PlanningError.unknownSite(site))"))
        }
        enter(
            at: site,
            from: try item.moment("from"),
            holding: try item.optional("replacement_model_id", item.name),
            condition: try item.condition()
        )
    }
}
