import Testing

/// A change to an example, and the error that it leads to.
struct RequestFault: CustomTestStringConvertible {
    let verb: Verb
    let old: String
    let new: String
    let message: String

    init(_ verb: Verb, _ old: String, _ new: String, _ message: String) {
        self.verb = verb
        self.old = old
        self.new = new
        self.message = message
    }

    var testDescription: String { message }

    static let all: [RequestFault] = [
        RequestFault(
            .fleet,
            "\"mass_g\": 450000",
            "\"mass_g\": 4.5",
            "packs[0].mass_g is 4.5; expected a whole number, 0 to 1000000000"
        ),
        RequestFault(
            .fleet,
            "120155150",
            "190155150",
            "packs[0].longitude_e6 is 190155150; expected a whole number, -180000000 to 180000000"
        ),
        RequestFault(.fleet, "ENROL-0000000000000001", "ENROL-1", "packs[1].battery_id: "),
        RequestFault(
            .fleet,
            "ENROL-0000000000000002",
            "ENROL-0000000000000001",
            "the request: battery ENROL-0000000000000001 is listed twice"
        ),
        RequestFault(
            .fleet,
            "\"damaged\"",
            "\"broken\"",
            "packs[1].condition is \"broken\"; expected one of sound, damaged"
        ),
        RequestFault(
            .fleet,
            "2026-09-28T00:00:00+08:00",
            "2026-09-28T00:00:00",
            "packs[0].due is \"2026-09-28T00:00:00\"; expected a time of 1970 to 9999 with an offset"
        ),
        RequestFault(
            .fleet,
            "\"packs_per_day\": 4",
            "\"packs_per_day\": 2000000",
            "sites[0].intake.packs_per_day is 2000000; expected 0 to 1000000"
        ),
        RequestFault(
            .fleet,
            "\"closes\": \"22:00\"",
            "\"closes\": \"08:00\"",
            "sites[0].hours[0].closes: is no later than opens"
        ),
        RequestFault(
            .fleet,
            "\"opens\": \"08:00\"",
            "\"opens\": \"8:00\"",
            "sites[0].hours[0].opens is \"8:00\"; expected a time from 00:00 to 24:00"
        ),
        RequestFault(
            .fleet,
            "[{\"opens\": \"08:00\"",
            "[{\"opens\": \"08:00\", \"closes\": \"09:00\"}, {\"opens\": \"08:00\"",
            "sites[0].hours: the opening times of day 0 of the week overlap"
        ),
        RequestFault(
            .fleet,
            "\"stock\": [",
            "\"stock\": [{\"model_id\": \"pack-75\", \"packs\": 1}, ",
            "sites[0].stock[1].model_id: pack-75 is listed twice"
        ),
        RequestFault(
            .fleet,
            "\"point_id\": \"xihu\"",
            "\"station_id\": \"hangzhou-1\"",
            "sites: station hangzhou-1 is listed twice"
        ),
        RequestFault(
            .fleet,
            "\"station_id\": \"hangzhou-1\"",
            "\"station_id\": \"hangzhou-1\", \"point_id\": \"x\"",
            "sites[0].point_id: there is a station_id already"
        ),
        RequestFault(
            .fleet,
            "\"point_id\": \"xihu\"",
            "\"point_id\": \"elsewhere\"",
            "standing[0]: collection point xihu is not among the sites"
        ),
        RequestFault(
            .fleet,
            "\"huzhou\"",
            "\"shaoxing\"",
            "the request: centre shaoxing is listed twice"
        ),
        RequestFault(
            .fleet,
            "\"sound\": 25000",
            "\"sound\": 1000000001",
            "centres[1].fee_fen.sound is 1000000001; expected a whole number, 0 to 1000000000"
        ),
        RequestFault(
            .fleet,
            "\"packs\": 16",
            "\"packs\": 0",
            "load_limits.sound.packs is 0; expected a whole number, 1 to 1000000"
        ),
        RequestFault(
            .fleet,
            "\"damaged\": 400",
            "\"damaged\": 1000001",
            "tariff.carriage_fen_per_km.damaged is 1000001; expected a whole number, 0 to 1000000"
        ),
        RequestFault(
            .fleet,
            "\"window_minutes\": 60",
            "\"window_minutes\": 5",
            "period.window_minutes is 5; expected 15 to 720"
        ),
        RequestFault(
            .fleet,
            "\"until\": \"2026",
            "\"until\": \"2025",
            "period: the period from 2026-09-20T16:00:00.000Z"
        ),
        RequestFault(
            .nearest,
            "\"detour_permille\": 1300",
            "\"detour_permille\": 900",
            "detour_permille is 900; expected 1000 to 5000"
        ),
        RequestFault(
            .nearest,
            "\"tue\"",
            "\"Tuesday\"",
            "sites[0].hours[0].days[1] is \"Tuesday\"; expected one of mon, tue, wed"
        ),
        RequestFault(.nearest, "\"pack-60\"", "\"电池\"", "sites[0].model_ids[0]: ModelID"),
        RequestFault(
            .nearest,
            "\"kind\": \"station\"",
            "\"kind\": \"shop\"",
            "need.kind is \"shop\"; expected one of station, collectionPoint"
        ),
        RequestFault(
            .nearest,
            "\"count\": 2",
            "\"count\": 10001",
            "count is 10001; expected a whole number, 0 to 10000"
        ),
        RequestFault(
            .loads,
            "\"point_id\": \"xihu\"",
            "\"point_id\": \"elsewhere\"",
            "the request: collection point elsewhere is not among the sites"
        ),
        RequestFault(
            .points,
            "\"reach_m\": 50000",
            "\"reach_m\": 200000000",
            "reach_m is 200000000; expected 0 to 100000000"
        ),
        RequestFault(
            .secondLife,
            "\"energy_wh\": 57000",
            "\"energy_wh\": 20000000",
            "pool[0].energy_wh is 20000000; expected 0 to 10000000"
        ),
        RequestFault(
            .secondLife,
            "\"power_w\": 40000",
            "\"power_w\": -1",
            "pool[0].power_w: watts -1, expected 0 to 9007199254740991"
        ),
        RequestFault(
            .secondLife,
            "\"most_soh_bp\": 8500",
            "\"most_soh_bp\": 6999",
            "demands[0].most_soh_bp: is less than least_soh_bp"
        ),
        RequestFault(
            .secondLife,
            "\"lmo\"",
            "\"lead\"",
            "demands[1].chemistries[1] is \"lead\"; expected one of lfp, ternary"
        ),
        RequestFault(
            .secondLife,
            "\"forklifts\"",
            "\"home-2026\"",
            "the request: demand home-2026 is listed twice"
        ),
        RequestFault(
            .give,
            "\"cycles\": 410",
            "\"cycles\": 100001",
            "packs[0].cycles is 100001; expected 0 to 100000"
        ),
        RequestFault(
            .give,
            "\"cycles\": 410",
            "\"cycles\": -1",
            "packs[0].cycles is -1; expected 0 to 100000"
        ),
        RequestFault(
            .give,
            "\"promise\"",
            "\"\\u001b[2J\"",
            "\\u{1B}[2J means nothing here; expected one of promise, packs, weights"
        ),
        RequestFault(
            .give,
            "\"rest_days\": 2",
            "\"rest_days\": 36501",
            "packs[0].rest_days is 36501; expected 0 to 36500"
        ),
        RequestFault(
            .give,
            "ENROL-0000000000000002",
            "ENROL-0000000000000001",
            "packs[2].battery_id: battery ENROL-0000000000000001 is listed twice"
        ),
        RequestFault(
            .give,
            "\"per_cycle\": 2",
            "\"per_cycle\": 1001",
            "weights.per_cycle is 1001; expected a whole number, 0 to 1000"
        ),
    ]
}
