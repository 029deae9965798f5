import Planning
import TestSupport
import Vocabulary

/// A made-up recall of realistic shape, from a seed.
///
/// **What is real.** The coordinates and populations (in millions, rounded) of thirty Chinese
/// cities.
///
/// **What is drawn.** Vehicles and sites lie about a city's middle (standard deviation 15 km), more
/// of them in larger cities; a fifth of the sites are collection points. Centres lie about cities
/// drawn evenly (40 km). Each station serves two to four of four models and has a random stock of
/// each, in all about 1.4 times what is needed. Centres ask 200 to 800 yuan for a pack, and 400
/// more for a damaged one, which half of them and every fourth site may take. Together they can
/// take `slack` times the packs, in shares that differ up to fourfold, and about as much mass. One
/// pack in 25 is damaged, four in five are replaced. Nothing is drawn with an eye to another: where
/// a centre lies has no bearing on its fee or its size.
///
/// **What is set.** A driver's kilometre costs 2 yuan. Carriage costs 1.2 yuan a kilometre for a
/// pack: a lorry at 11 yuan, the way back included, with the nine packs of a usual load.
///
/// **What depends on it.** With more `slack` there is less to gain over nearest-centre, which then
/// seldom has to turn away from a full centre: of five fleets of 10,000 packs, 12 % are saved at
/// 1.15, 10 % at 1.3, 9 % at 1.5, 8 % at 2.
struct SeededFleet {
    /// Midnight in Beijing on 21 September 2026.
    static let start: UInt64 = 1_789_920_000_000
    static let models = ["pack-50", "pack-60", "pack-75", "pack-100"]
    static let masses: [Int64] = [320_000, 380_000, 450_000, 560_000]
    static let energies: [Int64] = [50_000, 60_000, 75_000, 100_000]
    static let cities: [(latitude: Double, longitude: Double, millions: Double)] = [
        (39.90, 116.41, 19), (31.23, 121.47, 22), (23.13, 113.26, 15), (22.54, 114.06, 14),
        (30.57, 104.07, 14), (29.56, 106.55, 11), (30.59, 114.31, 10), (30.27, 120.16, 10),
        (34.34, 108.94, 10), (32.06, 118.80, 8), (39.13, 117.20, 11), (34.75, 113.63, 8),
        (28.23, 112.94, 6), (31.82, 117.23, 6), (36.65, 117.12, 6), (36.07, 120.38, 6),
        (41.80, 123.43, 7), (45.80, 126.53, 5), (25.04, 102.71, 5), (26.07, 119.30, 4),
        (24.48, 118.09, 4), (28.68, 115.86, 4), (31.30, 120.62, 6), (29.87, 121.54, 4),
        (37.87, 112.55, 4), (38.04, 114.51, 4), (26.65, 106.63, 4), (22.82, 108.37, 4),
        (36.06, 103.83, 3), (43.83, 87.62, 4),
    ]

    let request: FleetRecallRequest
    private var random: SplitMix64

    init(
        packs: Int,
        sites: Int,
        centres: Int,
        slack: Double = 1.15,
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let models = try Self.models.map { try ModelID($0) }
        let network = try (0..<sites).map {
            try Self.site($0, of: sites, packs: packs, models: models, &random)
        }
        let recalled = try (0..<packs).map { try Self.pack($0, models: models, &random) }
        let weights = (0..<centres).map { _ in Double.random(in: 0.4...1.6, using: &random) }
        let whole = weights.reduce(0, +)
        let treatment = try weights.enumerated().map { number, weight in
            let share = Int(slack * Double(packs) * weight / whole) + 1
            return try Self.centre(number, share: share, &random)
        }
        let start = try UnixMilliseconds(Self.start)
        request = try FleetRecallRequest(
            packs: recalled,
            sites: SiteDirectory(network),
            centres: treatment,
            tariff: RecallTariff(
                detourPerKilometre: Fen(200),
                carriagePerKilometre: [.sound: Fen(120), .damaged: Fen(400)],
                loadFee: Fen(12_000),
                latenessPerDay: Fen(2_000)
            ),
            limits: [
                .sound: DangerousGoodsLimit(
                    packs: 16,
                    mass: Grams(7_500_000),
                    energy: WattHours(1_500_000)
                ),
                .damaged: DangerousGoodsLimit(
                    packs: 2,
                    mass: Grams(1_500_000),
                    energy: WattHours(250_000)
                ),
            ],
            period: PlanningPeriod(
                from: start,
                until: start.adding(days: 21),
                windowMinutes: 60
            )
        )
        self.random = random
    }

    private static func city(_ random: inout SplitMix64) -> Int {
        var left = Double.random(in: 0..<cities.reduce(0) { $0 + $1.millions }, using: &random)
        return cities.firstIndex { city in
            left -= city.millions
            return left < 0
        } ?? 0
    }

    private static func place(
        about city: Int,
        kilometres: Double,
        _ random: inout SplitMix64
    ) throws -> GeoPoint {
        func normal() -> Double {
            (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
        }
        let (latitude, longitude, _) = cities[city]
        return try GeoPoint(
            latitudeE6: Int32((latitude + normal() * kilometres / 111) * 1e6),
            longitudeE6: Int32((longitude + normal() * kilometres / 92) * 1e6)
        )
    }

    private static func site(
        _ number: Int,
        of sites: Int,
        packs: Int,
        models: [ModelID],
        _ random: inout SplitMix64
    ) throws -> Site {
        let isStation = number % 5 != 4
        let served =
            isStation
            ? Array(models.shuffled(using: &random).prefix(.random(in: 2...4, using: &random)))
            : models
        // 0.8 of the packs are replaced by stations, which serve three models each on average.
        let mean = 1.4 * 0.8 * Double(packs) / (0.8 * Double(sites) * 3)
        let stock = served.map { _ in Int.random(in: 0...Int(2 * mean + 1), using: &random) }
        return try Site(
            id: SiteID(isStation ? .station : .collectionPoint, StationID("S\(number)")),
            place: place(about: city(&random), kilometres: 15, &random),
            models: Set(served),
            hours: OpeningHours(daily: 480..<(isStation ? 1_320 : 1_080)),
            stock: isStation
                ? StationStock(Dictionary(uniqueKeysWithValues: zip(served, stock))) : .none,
            intake: IntakeCapacity(
                packsPerWindow: 1,
                packsPerDay: .random(in: 1...4, using: &random),
                quarantineBays: number % 4 == 0 ? max(4, packs / sites / 2) : 0
            )
        )
    }

    private static func pack(
        _ number: Int,
        models: [ModelID],
        _ random: inout SplitMix64
    ) throws -> RecalledPack {
        let kind = Int.random(in: 0..<models.count, using: &random)
        let isReplaced = Int.random(in: 0..<5, using: &random) > 0
        let digits = String(number)
        return try RecalledPack(
            battery: BatteryID(
                "ENROL-" + String(repeating: "0", count: 16 - digits.count) + digits
            ),
            model: models[kind],
            place: place(about: city(&random), kilometres: 15, &random),
            mass: Grams(masses[kind]),
            energy: WattHours(energies[kind]),
            condition: Int.random(in: 0..<25, using: &random) == 0 ? .damaged : .sound,
            replacement: isReplaced ? models[kind] : nil,
            due: UnixMilliseconds(start).adding(days: .random(in: 7...40, using: &random))
        )
    }

    private static func centre(
        _ number: Int,
        share: Int,
        _ random: inout SplitMix64
    ) throws -> TreatmentCentre {
        let fee = Int64.random(in: 20_000...80_000, using: &random)
        let takesDamaged = number.isMultiple(of: 2)
        return try TreatmentCentre(
            id: MemberID("centre-\(number)"),
            place: place(
                about: .random(in: 0..<cities.count, using: &random),
                kilometres: 40,
                &random
            ),
            capacity: CentreCapacity(
                packs: share,
                damagedPacks: takesDamaged ? share / 5 : 0,
                mass: Grams(Int64(share) * 430_000)
            ),
            fees: takesDamaged
                ? [.sound: Fen(fee), .damaged: Fen(fee + 40_000)] : [.sound: Fen(fee)]
        )
    }
}
