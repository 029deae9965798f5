import Planning
import Vocabulary

extension RequestItem {
    /// The key of how ways are measured, for a help text.
    static let roadKeys = """
          detour_permille   metres by road for 1,000 m of great circle; 1300
                            without it
        """

    /// The keys of a site, for a help text.
    static let siteKeys = """
        Each of 'sites':
          station_id or point_id
                            a swap station, or a collection point
          latitude_e6, longitude_e6
                            where it is
          model_ids         the models that it takes
          hours             [{"days": ["mon", ...], "opens": "08:00",
                            "closes": "22:00"}], in Beijing; every day without
                            days, always open without hours
          stock             [{"model_id": ..., "packs": ...}], ready to give
          intake            {"packs_per_window": ..., "packs_per_day": ...,
                            "quarantine_bays": ...}, beside its daily work
        """

    /// The sites, where only names and places count.
    func places() throws(RequestError) -> SiteDirectory {
        try sites { _ in }
    }

    /// The sites, where batteries are handed in: none may leave out what it takes.
    func handInSites() throws(RequestError) -> SiteDirectory {
        try sites { item throws(RequestError) in try item.require("model_ids", "intake") }
    }

    private func sites(
        _ check: (RequestItem) throws(RequestError) -> Void
    ) throws(RequestError) -> SiteDirectory {
        let sites = try list("sites") { item throws(RequestError) in
            let site = try Site(item)
            try check(item)
            return site
        }
        let roads = try roads()
        return try make("sites") { try SiteDirectory(sites, roads: roads) }
    }

    /// How ways are measured.
    func roads() throws(RequestError) -> RoadDistance {
        guard has("detour_permille") else { return .usual }
        return try make { try RoadDistance(detourPermille: number("detour_permille")) }
    }

    /// The site that is named by `station_id` or `point_id`.
    func siteID() throws(RequestError) -> SiteID {
        switch (has("station_id"), has("point_id")) {
        case (true, false): return SiteID(.station, try name("station_id"))
        case (false, true): return SiteID(.collectionPoint, try name("point_id"))
        case (false, false):
            throw error(at: "station_id", .missing(expected: "a text here or in point_id"))
        case (true, true):
            throw error(at: "point_id", .refused("there is a station_id already"))
        }
    }
}

extension Site {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "station_id",
            "point_id",
            "latitude_e6",
            "longitude_e6",
            "model_ids",
            "hours",
            "stock",
            "intake"
        )
        self.init(
            id: try item.siteID(),
            place: try item.place(),
            models: Set(try item.optional("model_ids", item.names) ?? []),
            hours: try item.optional("hours", item.hours) ?? .always,
            stock: try item.optional("stock", item.stock) ?? .none,
            intake: try item.has("intake") ? item.intake("intake") : item.noIntake()
        )
    }
}

extension RequestItem {
    fileprivate func intake(_ key: String) throws(RequestError) -> IntakeCapacity {
        try object(key) { item throws(RequestError) in
            let item = try item.only("packs_per_window", "packs_per_day", "quarantine_bays")
            return try item.make {
                try IntakeCapacity(
                    packsPerWindow: item.number("packs_per_window"),
                    packsPerDay: item.number("packs_per_day"),
                    quarantineBays: item.number("quarantine_bays")
                )
            }
        }
    }

    fileprivate func noIntake() throws(RequestError) -> IntakeCapacity {
        try make { try IntakeCapacity(packsPerWindow: 0, packsPerDay: 0, quarantineBays: 0) }
    }

    fileprivate func stock(_ key: String) throws(RequestError) -> StationStock {
        var packs: [ModelID: Int] = [:]
        _ = try list(key) { item throws(RequestError) in
            let item = try item.only("model_id", "packs")
            let model: ModelID = try item.name("model_id")
            guard packs[model] == nil else {
                throw item.error(at: "model_id", .refused("\(model) is listed twice"))
            }
            packs[model] = Int(try item.number("packs", in: 0...PlanningLimits.countAtPlace))
        }
        return try make(key) { try StationStock(packs) }
    }
}
