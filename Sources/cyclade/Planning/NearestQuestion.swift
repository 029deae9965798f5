import Planning
import Vocabulary

/// Asks which sites are near.
struct NearestQuestion: PlanQuestion {
    static let verb = "nearest"
    static let abstract = "Find the nearest stations and collection points that meet a need."
    static let keys = """
        The request:
          latitude_e6, longitude_e6
                            where to search from
          count             how many sites at most; 5 without it
          need              {"model_id": ..., "replacement_model_id": ...,
                            "open_at": "2026-09-21T08:00:00+08:00",
                            "condition": "sound" or "damaged",
                            "kind": "station" or "collectionPoint"};
                            each may be left out
          sites             where to search
        \(RequestItem.roadKeys)

        \(RequestItem.siteKeys)
        """

    private let place: GeoPoint
    private let count: Int
    private let need: SiteNeed
    private let sites: SiteDirectory

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "latitude_e6",
            "longitude_e6",
            "count",
            "need",
            "sites",
            "detour_permille"
        )
        place = try item.place()
        count = try item.has("count") ? item.number("count", in: 0...PlanningLimits.sites) : 5
        need = try item.has("need") ? item.object("need", SiteNeed.init) : SiteNeed()
        sites = try item.places()
    }

    func answer() throws(PlanningError) -> NearestAnswer {
        NearestAnswer(try sites.nearest(to: place, count: count, meeting: need))
    }
}

extension SiteNeed {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "model_id",
            "replacement_model_id",
            "open_at",
            "condition",
            "kind"
        )
        self.init(
            model: try item.optional("model_id", item.name),
            replacement: try item.optional("replacement_model_id", item.name),
            openAt: try item.optional("open_at", item.moment),
            condition: try item.has("condition") ? item.condition() : .sound
        )
        if item.has("kind") {
            kind = try item.choice("kind", among: [SiteKind.station, .collectionPoint])
        }
    }
}
