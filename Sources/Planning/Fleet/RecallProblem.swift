import Vocabulary

/// A recall in numbers: packs, sites, centres and models by position, costs in fen.
///
/// A class, as it never changes and is handed to every step: a copy would count its many parts.
final class RecallProblem: Sendable {
    /// A pack without its names.
    struct Item: Sendable {
        let point: UnitVector
        let model: Int
        /// The model to be given in return; -1 for none.
        let replacement: Int
        let condition: PackCondition
        let mass: Int64
        let energy: Int64
        /// The site where it waits; -1 if it can choose.
        let home: Int
    }

    /// The cost of what is not allowed.
    static let forbidden = Int64.max

    let request: FleetRecallRequest
    /// Where the packs wait; `nil` if they still are in their vehicles.
    let collected: CollectedPlaces?
    let items: [Item]
    /// The way from each site to each centre, by site and then centre.
    let ways: [Metres]
    let centreCount: Int
    let modelCount: Int

    private let sitePoints: [UnitVector]
    /// Whether a site takes a model, by site and then model.
    private let takes: [Bool]
    private let takesDamaged: [Bool]
    /// Carriage and fee of one pack from each site to each centre, or `forbidden`.
    private let soundCosts: [Int64]
    private let damagedCosts: [Int64]

    var sites: [Site] { request.sites.sites }
    var centres: [TreatmentCentre] { request.centres }

    init(_ request: FleetRecallRequest, collected: CollectedPlaces? = nil) {
        self.request = request
        self.collected = collected
        let sites = request.sites.sites
        let centrePoints = request.centres.map { UnitVector($0.place) }
        let sitePoints = sites.map { UnitVector($0.place) }
        let ways = sitePoints.flatMap { point in
            centrePoints.map {
                request.sites.roads.metres(overSquaredChord: point.squaredChord(to: $0))
            }
        }
        self.sitePoints = sitePoints
        self.ways = ways
        centreCount = centrePoints.count
        modelCount = request.models.count
        takes = sites.flatMap { site in request.models.map { site.models.contains($0) } }
        takesDamaged = sites.map { $0.intake.quarantineBays > 0 }
        soundCosts = Self.onwardCosts(of: .sound, ways, request)
        damagedCosts = Self.onwardCosts(of: .damaged, ways, request)
        items = Self.items(of: request, collected)
    }

    private static func items(
        of request: FleetRecallRequest,
        _ collected: CollectedPlaces?
    ) -> [Item] {
        let numbers = Dictionary(
            uniqueKeysWithValues: request.models.enumerated().map { ($1, $0) }
        )
        return request.packs.enumerated().map { position, pack in
            Item(
                point: UnitVector(pack.place),
                model: numbers[pack.model] ?? -1,
                replacement: pack.replacement.flatMap { numbers[$0] } ?? -1,
                condition: pack.condition,
                mass: pack.mass.rawValue,
                energy: pack.energy.rawValue,
                home: collected?.sites[position] ?? -1
            )
        }
    }

    private static func onwardCosts(
        of condition: PackCondition,
        _ ways: [Metres],
        _ request: FleetRecallRequest
    ) -> [Int64] {
        guard let rate = request.tariff.carriagePerKilometre[condition]?.rawValue,
            let limit = request.limits[condition]
        else { return Array(repeating: forbidden, count: ways.count) }
        // A pack's share of the load fee if loads are full, so that no pack looks free to carry.
        let share = request.tariff.loadFee.rawValue / Int64(limit.packs)
        let fees = request.centres.map { $0.fees[condition]?.rawValue }
        return ways.enumerated().map { route, way in
            guard let fee = fees[route % fees.count] else { return forbidden }
            return way.cost(atFenPerKilometre: rate) + fee + share
        }
    }

    /// What follows for a pack after its site, or `forbidden`.
    func onwardCost(of condition: PackCondition, from site: Int, to centre: Int) -> Int64 {
        let route = site * centreCount + centre
        return condition == .damaged ? damagedCosts[route] : soundCosts[route]
    }

    func distance(of pack: Int, to site: Int) -> Metres {
        let chord = items[pack].point.squaredChord(to: sitePoints[site])
        return request.sites.roads.metres(overSquaredChord: chord)
    }

    /// Whether a site can take a pack at all, whatever it has free.
    func fits(_ item: Item, _ site: Int) -> Bool {
        if item.home >= 0 { return site == item.home }
        return takes[site * modelCount + item.model]
            && (item.condition == .sound || takesDamaged[site])
    }

    /// Why a pack cannot be carried at all, whatever the capacities; `nil` if it can.
    func obstacle(for pack: Int) -> UnplacedReason? {
        let item = items[pack]
        guard request.tariff.carriagePerKilometre[item.condition] != nil,
            let limit = request.limits[item.condition]
        else { return .notCarried }
        guard item.mass <= limit.mass.rawValue, item.energy <= limit.energy.rawValue else {
            return .tooMuchForOneLoad
        }
        guard centres.contains(where: { $0.fees[item.condition] != nil }) else {
            return .noQualifiedCentre
        }
        return nil
    }
}

/// Where a pack is handed in and taken apart, by position.
package struct RecallRoute: Hashable, Sendable {
    package let site: Int
    package let centre: Int

    package init(site: Int, centre: Int) {
        self.site = site
        self.centre = centre
    }
}
