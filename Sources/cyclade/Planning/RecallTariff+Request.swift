import Planning
import Vocabulary

extension RecallTariff {
    /// The keys of what handing in costs, for a help text.
    static let handInKeys = """
            detour_fen_per_km
                            the driver's way
            lateness_fen_per_day
                            each day after a pack was due
        """

    /// The keys of what carriage costs, for a help text.
    static let carriageKeys = """
            carriage_fen_per_km
                            {"sound": ..., "damaged": ...}, a pack's carriage;
                            what has no rate is not carried
            load_fee_fen    dispatch and papers of a load
        """

    /// Reads what it costs to hand packs in.
    init(handIn item: RequestItem) throws(RequestError) {
        try item.require("detour_fen_per_km", "lateness_fen_per_day")
        try self.init(item)
    }

    /// Reads what it costs to carry packs away.
    init(carriage item: RequestItem) throws(RequestError) {
        try item.require("carriage_fen_per_km", "load_fee_fen")
        try self.init(item)
    }

    /// Reads what both cost.
    init(whole item: RequestItem) throws(RequestError) {
        try item.require("detour_fen_per_km", "lateness_fen_per_day")
        try self.init(carriage: item)
    }

    private init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "detour_fen_per_km",
            "lateness_fen_per_day",
            "carriage_fen_per_km",
            "load_fee_fen"
        )
        self = try item.make {
            try RecallTariff(
                detourPerKilometre: item.optional("detour_fen_per_km", item.rate) ?? .zero,
                carriagePerKilometre: item.optional("carriage_fen_per_km", item.rates) ?? [:],
                loadFee: item.optional("load_fee_fen", item.fee) ?? .zero,
                latenessPerDay: item.optional("lateness_fen_per_day", item.fee) ?? .zero
            )
        }
    }
}

extension RequestItem {
    /// Fen for each kilometre.
    func rate(_ key: String) throws(RequestError) -> Fen {
        try amount(key, atMost: PlanningLimits.fenPerKilometre)
    }

    /// Fen for each pack, load or day.
    func fee(_ key: String) throws(RequestError) -> Fen {
        try amount(key, atMost: PlanningLimits.fee)
    }

    fileprivate func rates(_ key: String) throws(RequestError) -> [PackCondition: Fen] {
        try byCondition(key) { item, key throws(RequestError) in try item.rate(key) }
    }
}
