import Planning
import Vocabulary

/// Asks which pack of a station is given at a swap.
struct GiveQuestion: PlanQuestion {
    static let verb = "give"
    static let abstract = "Choose the battery to give at a swap, so that all wear alike."
    static let keys = """
        The request:
          promise           {"model_id": ..., "least_soh_bp": ...,
                            "least_energy_wh": ...}, made to the driver
          packs             those in the slots
          weights           {"per_basis_point": 2, "per_cycle": 2,
                            "per_rest_day": 1}, as here without it: points of
                            wear for a basis point of health lost and for a
                            full cycle, and off for a day of rest

        Each of 'packs':
          battery_id        its code or enrolment number
          model_id          its model
          soh_bp            its health, in hundredths of a per cent
          energy_wh         what it can give now
          cycles            full cycles that it has served
          rest_days         days since it last drove
          bar               held or recalled, if it may not be given
        """

    private let packs: [ReadyPack]
    private let promise: GivePromise
    private let weights: WearWeights

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("promise", "packs", "weights")
        promise = try item.object("promise", GivePromise.init)
        weights = try item.has("weights") ? item.object("weights", WearWeights.init) : .usual
        var seen: Set<BatteryID> = []
        packs = try item.list("packs") { item throws(RequestError) in
            let pack = try ReadyPack(item)
            guard seen.insert(pack.battery).inserted else {
                throw item.error(
                    at: "battery_id",
                    .refused("\(PlanningError.repeatedBattery(pack.battery))")
                )
            }
            return pack
        }
    }

    func answer() throws(PlanningError) -> GiveAnswer {
        GiveAnswer(
            GiveChoice(among: packs, for: promise, weights: weights),
            GiveChoice.refusals(among: packs, for: promise)
        )
    }
}

extension GivePromise {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("model_id", "least_soh_bp", "least_energy_wh")
        self.init(
            model: try item.name("model_id"),
            health: try item.amount("least_soh_bp"),
            energy: try item.amount("least_energy_wh")
        )
    }
}

extension WearWeights {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("per_basis_point", "per_cycle", "per_rest_day")
        self = try item.make {
            try WearWeights(
                perBasisPoint: item.number("per_basis_point", in: 0...1_000),
                perCycle: item.number("per_cycle", in: 0...1_000),
                perRestDay: item.number("per_rest_day", in: 0...1_000)
            )
        }
    }
}

extension ReadyPack {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "battery_id",
            "model_id",
            "soh_bp",
            "energy_wh",
            "cycles",
            "rest_days",
            "bar"
        )
        self = try item.make {
            try ReadyPack(
                battery: item.battery(),
                model: item.name("model_id"),
                health: item.amount("soh_bp"),
                energy: item.amount("energy_wh"),
                cycles: item.number("cycles"),
                restDays: item.number("rest_days"),
                bar: item.has("bar")
                    ? item.choice("bar", among: [GiveBar.held, .recalled]) : nil
            )
        }
    }
}
