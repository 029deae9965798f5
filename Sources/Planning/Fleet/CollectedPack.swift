public import Vocabulary

/// A pack that waits at a site to be carried away.
public struct CollectedPack: Hashable, Sendable {
    public let battery: BatteryID
    public let model: ModelID
    public let site: SiteID
    /// When it is ready to be carried.
    public let readyAt: UnixMilliseconds
    public let mass: Grams
    /// The energy that it is rated for.
    public let energy: WattHours
    public let condition: PackCondition

    /// Describes a collected pack.
    public init(
        battery: BatteryID,
        model: ModelID,
        site: SiteID,
        readyAt: UnixMilliseconds,
        mass: Grams,
        energy: WattHours,
        condition: PackCondition
    ) {
        self.battery = battery
        self.model = model
        self.site = site
        self.readyAt = readyAt
        self.mass = mass
        self.energy = energy
        self.condition = condition
    }
}

extension CollectedPack {
    /// The pack as a recalled one whose vehicle stands at the site.
    func recalled(from place: GeoPoint) -> RecalledPack {
        RecalledPack(
            battery: battery,
            model: model,
            place: place,
            mass: mass,
            energy: energy,
            condition: condition,
            replacement: nil,
            due: nil
        )
    }
}
