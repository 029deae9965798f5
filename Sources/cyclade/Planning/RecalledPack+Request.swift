import Planning
import Vocabulary

extension RequestItem {
    /// The keys of a recalled pack, for a help text.
    static let packKeys = """
          battery_id        its code or enrolment number
          model_id          its model
          latitude_e6, longitude_e6
                            where its vehicle is
          mass_g            its mass
          energy_wh         the energy that it is rated for
          condition         sound or damaged
          replacement_model_id
                            the model to be given in return; none without it
          due               when it should be handed in at the latest, if ever
        """

    func condition() throws(RequestError) -> PackCondition {
        try choice("condition", among: PackCondition.allCases)
    }

    /// What `read` makes of each condition that an object has a value for.
    func byCondition<Value>(
        _ key: String,
        _ read: (RequestItem, String) throws(RequestError) -> Value
    ) throws(RequestError) -> [PackCondition: Value] {
        try object(key) { item throws(RequestError) in
            let item = try item.only("sound", "damaged")
            var values: [PackCondition: Value] = [:]
            for condition in PackCondition.allCases where item.has("\(condition)") {
                values[condition] = try read(item, "\(condition)")
            }
            return values
        }
    }
}

extension RecalledPack {
    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "battery_id",
            "model_id",
            "latitude_e6",
            "longitude_e6",
            "mass_g",
            "energy_wh",
            "condition",
            "replacement_model_id",
            "due"
        )
        self.init(
            battery: try item.battery(),
            model: try item.name("model_id"),
            place: try item.place(),
            mass: try item.amount("mass_g", atMost: PlanningLimits.packMass),
            energy: try item.amount("energy_wh"),
            condition: try item.condition(),
            replacement: try item.optional("replacement_model_id", item.name),
            due: try item.optional("due", item.moment)
        )
    }
}
