import Planning
import Vocabulary

/// A recall as the Python check reads it; see `Tests/Interop/python/plan_bound.py`.
struct FleetJSON {
    let text: String

    init(_ request: FleetRecallRequest) {
        let models = Set(
            request.packs.map(\.model) + request.packs.compactMap(\.replacement)
        ).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: models.enumerated().map { ($1, $0) })
        let packs = request.packs.map { pack in
            Self.list([
                Self.place(pack.place), numbers[pack.model].map { "\($0)" } ?? "-1",
                pack.condition == .damaged ? "1" : "0",
                pack.replacement.flatMap { numbers[$0] }.map { "\($0)" } ?? "-1",
                "\(pack.mass.rawValue)",
            ])
        }
        let days = (request.period.until.rawValue - request.period.from.rawValue) / 86_400_000
        let sites = request.sites.sites.map { site in
            Self.list([
                Self.place(site.place), "\(site.intake.packsPerDay * Int(days))",
                "\(site.intake.quarantineBays)",
                Self.list(models.map { site.models.contains($0) ? "1" : "0" }),
                Self.list(models.map { "\(site.stock.count(of: $0))" }),
            ])
        }
        let centres = request.centres.map { centre in
            Self.list([
                Self.place(centre.place), "\(centre.capacity.packs)",
                "\(centre.capacity.damagedPacks)", "\(centre.capacity.mass.rawValue)",
                Self.list(
                    [PackCondition.sound, .damaged].map {
                        centre.fees[$0].map { "\($0.rawValue)" } ?? "-1"
                    }
                ),
            ])
        }
        let tariff = request.tariff
        let conditions: [PackCondition] = [.sound, .damaged]
        text = """
            {"radius": \(RoadDistance.earthRadius), "detour": \(request.sites.roads.detourPermille),
            "per_km": \(tariff.detourPerKilometre.rawValue), "carriage": \
            \(Self.list(conditions.map { "\(tariff.carriagePerKilometre[$0]?.rawValue ?? 0)" })),
            "load_fee": \(tariff.loadFee.rawValue), "load_packs": \
            \(Self.list(conditions.map { "\(request.limits[$0]?.packs ?? 1)" })),
            "packs": \(Self.list(packs)),
            "sites": \(Self.list(sites)),
            "centres": \(Self.list(centres))}
            """
    }

    private static func place(_ point: GeoPoint) -> String {
        "\(point.latitudeE6), \(point.longitudeE6)"
    }

    private static func list(_ items: [String]) -> String {
        "[" + items.joined(separator: ", ") + "]"
    }
}
