import Planning
import Vocabulary

/// Asks which pack of a pool serves which second use.
struct SecondLifeQuestion: PlanQuestion {
    static let verb = "second-life"
    static let abstract = "Match the batteries of a pool with demands for a second use."
    static let keys = """
        The request:
          pool              the packs that wait
          demands           what is asked for
          carriage_fen_per_km
                            what it costs to carry a pack
        \(RequestItem.roadKeys)

        Each of 'pool':
          battery_id        its code or enrolment number
          latitude_e6, longitude_e6
                            where it is
          chemistry         \(names(Chemistry.allCases))
          soh_bp            its health, in hundredths of a per cent
          energy_wh         what it still holds
          power_w           what it still gives
          worth_otherwise_fen
                            what it is worth taken apart

        Each of 'demands':
          contract_id       its name
          scenario          \(names(SecondLifeScenario.allCases))
          latitude_e6, longitude_e6
                            where the packs are wanted
          least_soh_bp, most_soh_bp
                            the health that will do
          chemistries       those that will do
          least_energy_wh   what a pack still holds at least
          least_power_w     what a pack still gives at least
          packs             how many at most
          price_fen_per_kwh what is paid for what a pack still holds
        """

    private let matching: SecondLifeMatching

    init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only("pool", "demands", "carriage_fen_per_km", "detour_permille")
        let pool = try item.list("pool", PoolPack.init)
        let demands = try item.list("demands", ScenarioDemand.init)
        let roads = try item.roads()
        matching = try item.make {
            try SecondLifeMatching(
                pool: pool,
                demands: demands,
                carriagePerKilometre: item.rate("carriage_fen_per_km"),
                roads: roads
            )
        }
    }

    func answer() throws(PlanningError) -> SecondLifeAnswer {
        SecondLifeAnswer(try matching.plan())
    }

    /// Names in a column of a help text, three a line.
    private static func names(_ all: [some Any]) -> String {
        let indent = String(repeating: " ", count: 20)
        return stride(from: 0, to: all.count, by: 3)
            .map { all[$0...].prefix(3).map { "\($0)" }.joined(separator: ", ") }
            .joined(separator: ",\n\(indent)")
    }
}

extension PoolPack {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "battery_id",
            "latitude_e6",
            "longitude_e6",
            "chemistry",
            "soh_bp",
            "energy_wh",
            "power_w",
            "worth_otherwise_fen"
        )
        self = try item.make {
            try PoolPack(
                battery: item.battery(),
                place: item.place(),
                chemistry: item.choice("chemistry", among: Chemistry.allCases),
                health: item.amount("soh_bp"),
                energy: item.amount("energy_wh"),
                power: item.power("power_w"),
                worthOtherwise: item.fee("worth_otherwise_fen")
            )
        }
    }
}

extension ScenarioDemand {
    fileprivate init(_ item: RequestItem) throws(RequestError) {
        let item = try item.only(
            "contract_id",
            "scenario",
            "latitude_e6",
            "longitude_e6",
            "least_soh_bp",
            "most_soh_bp",
            "chemistries",
            "least_energy_wh",
            "least_power_w",
            "packs",
            "price_fen_per_kwh"
        )
        self = try item.make {
            try ScenarioDemand(
                id: item.name("contract_id"),
                scenario: item.choice("scenario", among: SecondLifeScenario.allCases),
                place: item.place(),
                requirement: ScenarioRequirement(
                    health: item.health(),
                    chemistries: Set(
                        item.choices("chemistries", among: Chemistry.allCases)
                    ),
                    energy: item.amount("least_energy_wh"),
                    power: item.power("least_power_w")
                ),
                packs: item.number("packs", in: 0...Int(PlanningLimits.countAtPlace)),
                pricePerKilowattHour: item.fee("price_fen_per_kwh")
            )
        }
    }
}

extension RequestItem {
    fileprivate func power(_ key: String) throws(RequestError) -> Watts {
        let number: Int64 = try number(key)
        return try make(key) { try Watts(number) }
    }

    fileprivate func health() throws(RequestError) -> ClosedRange<StateOfHealth> {
        let least: StateOfHealth = try amount("least_soh_bp")
        let most: StateOfHealth = try amount("most_soh_bp")
        guard least <= most else {
            throw error(at: "most_soh_bp", .refused("is less than least_soh_bp"))
        }
        return least...most
    }
}
