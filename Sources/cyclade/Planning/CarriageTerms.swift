import Planning
import Vocabulary

/// The centres, and what carrying packs to them costs and allows.
struct CarriageTerms {
    /// Its keys, for a help text.
    static let keys = """
          centres           [{"centre_id": ..., "latitude_e6": ...,
                            "longitude_e6": ..., "packs": ...,
                            "damaged_packs": ..., "mass_g": ...,
                            "fee_fen": {"sound": ..., "damaged": ...}}],
                            what each takes in all, and asks for a pack; it is
                            qualified for what it has a fee for
          load_limits       {"sound": {"packs": ..., "mass_g": ...,
                            "energy_wh": ...}, "damaged": ...}, what one load
                            may hold; what has no limit is not carried
        """

    let centres: [TreatmentCentre]
    let limits: [PackCondition: DangerousGoodsLimit]

    init(_ item: RequestItem) throws(RequestError) {
        centres = try item.list("centres", TreatmentCentre.init)
        limits = try item.byCondition("load_limits") { item, key throws(RequestError) in
            try item.object(key, DangerousGoodsLimit.init)
        }
    }
}

extension TreatmentCentre {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "centre_id",
            "latitude_e6",
            "longitude_e6",
            "packs",
            "damaged_packs",
            "mass_g",
            "fee_fen"
        )
        let most = Int(PlanningLimits.countAtPlace)
        self = try item.make {
            try TreatmentCentre(
                id: item.name("centre_id"),
                place: item.place(),
                capacity: CentreCapacity(
                    packs: item.number("packs", in: 0...most),
                    damagedPacks: item.number("damaged_packs", in: 0...most),
                    mass: item.amount("mass_g")
                ),
                fees: item.byCondition("fee_fen") { item, key throws(RequestError) in
                    try item.fee(key)
                }
            )
        }
    }
}

extension DangerousGoodsLimit {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("packs", "mass_g", "energy_wh")
        self = try item.make {
            try DangerousGoodsLimit(
                packs: item.number("packs", in: 1...Int(PlanningLimits.countAtPlace)),
                mass: item.amount("mass_g"),
                energy: item.amount("energy_wh")
            )
        }
    }
}
