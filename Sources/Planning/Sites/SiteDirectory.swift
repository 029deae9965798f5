public import Vocabulary

/// The sites of a network, arranged for looking up the nearest.
public struct SiteDirectory: Sendable {
    /// The sites in the order of their names.
    public let sites: [Site]
    /// How ways are measured.
    public let roads: RoadDistance

    let index: PlaceIndex

    /// Arranges sites.
    ///
    /// **Complexity.** O(n log² n).
    ///
    /// - Throws: ``PlanningError`` for more than 10,000 sites or two of one name.
    public init(_ sites: [Site], roads: RoadDistance = .usual) throws(PlanningError) {
        try require(.sites, sites.count, in: 0...Int64(PlanningLimits.sites))
        let sorted = sites.sorted { $0.id < $1.id }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where earlier.id == later.id {
            throw .repeatedSite(later.id)
        }
        self.sites = sorted
        self.roads = roads
        index = PlaceIndex(sorted.map(\.place))
    }

    /// The nearest sites that meet a need, nearest first; of equally near ones by name.
    ///
    /// **Complexity.** O(log n + count) where most sites meet the need, O(n) at worst.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for a count outside 0...10,000.
    public func nearest(
        to place: GeoPoint,
        count: Int,
        meeting need: SiteNeed = SiteNeed()
    ) throws(PlanningError) -> [NearSite] {
        try require(.results, count, in: 0...Int64(PlanningLimits.sites))
        // One more than asked for, so that the last has a runner-up too.
        let hits = index.nearest(to: UnitVector(place), count: count + 1) {
            need.isMet(by: sites[$0])
        }
        let found = hits.map { hit in
            (sites[hit.place].id, roads.metres(overSquaredChord: hit.squaredChord))
        }
        return found.indices.prefix(count).map { position in
            let (id, distance) = found[position]
            let next = position + 1 < found.count ? found[position + 1] : nil
            return NearSite(
                site: id,
                distance: distance,
                explanation: Explanation(
                    choice: id,
                    reason: .nearest,
                    figures: [Figure(.distance, distance.rawValue)],
                    runnerUp: next.map {
                        .init(choice: $0.0, figure: Figure(.distance, $0.1.rawValue))
                    }
                )
            )
        }
    }
}

/// What a site must offer to be worth the way.
public struct SiteNeed: Hashable, Sendable {
    /// A model that it must take.
    public var model: ModelID?
    /// A model of which it must have a pack to give.
    public var replacement: ModelID?
    /// A moment at which it must be open.
    public var openAt: UnixMilliseconds?
    /// What it must be allowed to take in.
    public var condition: PackCondition
    /// Which kinds will do; `nil` for either.
    public var kind: SiteKind?

    /// States a need; nothing is needed unless named.
    public init(
        model: ModelID? = nil,
        replacement: ModelID? = nil,
        openAt: UnixMilliseconds? = nil,
        condition: PackCondition = .sound,
        kind: SiteKind? = nil
    ) {
        self.model = model
        self.replacement = replacement
        self.openAt = openAt
        self.condition = condition
        self.kind = kind
    }

    func isMet(by site: Site) -> Bool {
        if let kind, site.id.kind != kind { return false }
        if let model, !site.models.contains(model) { return false }
        if let replacement, site.stock.count(of: replacement) == 0 { return false }
        if condition == .damaged, site.intake.quarantineBays == 0 { return false }
        if let openAt, !site.hours.isOpen(at: openAt) { return false }
        return true
    }
}

/// A site that was found near a place.
public struct NearSite: Hashable, Sendable {
    public let site: SiteID
    /// The way there by road.
    public let distance: Metres
    /// Why it stands where it stands in the list; the runner-up is the next farther one.
    public let explanation: Explanation<SiteID>
}
