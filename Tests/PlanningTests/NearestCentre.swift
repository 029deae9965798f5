import Planning
import Vocabulary

/// The simple way to route a recall: each pack to the nearest site that has what it needs, and
/// from there to the nearest centre that has room.
struct NearestCentre {
    let routes: [RecallRoute?]

    init(_ request: FleetRecallRequest) {
        let sites = request.sites.sites
        let centres = request.centres
        let days = (request.period.until.rawValue - request.period.from.rawValue) / 86_400_000
        // All sites of the seeded fleet are open longer each day than their daily capacity needs.
        var room = sites.map { $0.intake.packsPerDay * Int(days) }
        var bays = sites.map(\.intake.quarantineBays)
        var stock: [SiteID: [ModelID: Int]] = [:]
        for site in sites {
            stock[site.id] = Dictionary(
                uniqueKeysWithValues: site.models.map { ($0, site.stock.count(of: $0)) }
            )
        }
        var places = centres.map(\.capacity.packs)
        var damagedPlaces = centres.map(\.capacity.damagedPacks)
        var mass = centres.map(\.capacity.mass.rawValue)
        let nearestCentres = sites.map { site in
            centres.indices.sorted {
                (request.sites.roads.metres(from: site.place, to: centres[$0].place), $0)
                    < (request.sites.roads.metres(from: site.place, to: centres[$1].place), $1)
            }
        }
        var chosen: [Int?] = Array(repeating: nil, count: request.packs.count)
        // Damaged packs first here too, as fewer places take them.
        let order = request.packs.indices.sorted {
            (request.packs[$0].condition == .damaged ? 0 : 1, $0)
                < (request.packs[$1].condition == .damaged ? 0 : 1, $1)
        }
        for pack in order {
            let recalled = request.packs[pack]
            var best: (Metres, Int)?
            for (number, site) in sites.enumerated() {
                guard site.models.contains(recalled.model), room[number] > 0,
                    recalled.condition == .sound || bays[number] > 0,
                    recalled.replacement.map({ stock[site.id]?[$0] ?? 0 > 0 }) ?? true
                else { continue }
                let way = request.sites.roads.metres(from: recalled.place, to: site.place)
                if best.map({ way < $0.0 }) ?? true { best = (way, number) }
            }
            guard let (_, site) = best else { continue }
            chosen[pack] = site
            room[site] -= 1
            if recalled.condition == .damaged { bays[site] -= 1 }
            if let model = recalled.replacement { stock[sites[site].id]?[model]? -= 1 }
        }
        var routes: [RecallRoute?] = Array(repeating: nil, count: request.packs.count)
        let bySite = order.filter { chosen[$0] != nil }.sorted {
            let first = (request.packs[$0].condition == .damaged ? 0 : 1, chosen[$0] ?? 0, $0)
            return first < (request.packs[$1].condition == .damaged ? 0 : 1, chosen[$1] ?? 0, $1)
        }
        for pack in bySite {
            guard let site = chosen[pack] else { continue }
            let recalled = request.packs[pack]
            let centre = nearestCentres[site].first {
                centres[$0].fees[recalled.condition] != nil && places[$0] > 0
                    && (recalled.condition == .sound || damagedPlaces[$0] > 0)
                    && mass[$0] >= recalled.mass.rawValue
            }
            guard let centre else { continue }
            routes[pack] = RecallRoute(site: site, centre: centre)
            places[centre] -= 1
            mass[centre] -= recalled.mass.rawValue
            if recalled.condition == .damaged { damagedPlaces[centre] -= 1 }
        }
        self.routes = routes
    }
}
