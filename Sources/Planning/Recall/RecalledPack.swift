public import Vocabulary

/// What may be done with a pack on the road.
public enum PackCondition: Hashable, Comparable, CaseIterable, Sendable {
    /// Fit for transport as a lithium battery of class 9.
    case sound
    /// Damaged or defective: only where it may be kept apart, and carried under stricter limits.
    case damaged
}

/// A pack that is called home, and the vehicle's need of another.
public struct RecalledPack: Hashable, Sendable {
    public let battery: BatteryID
    public let model: ModelID
    /// Where its vehicle is.
    public let place: GeoPoint
    public let mass: Grams
    /// The energy that it is rated for.
    public let energy: WattHours
    public let condition: PackCondition
    /// The model to be given in return; `nil` if the vehicle gets no other pack.
    public let replacement: ModelID?
    /// When it should be handed in at the latest.
    public let due: UnixMilliseconds?

    /// Describes a recalled pack.
    public init(
        battery: BatteryID,
        model: ModelID,
        place: GeoPoint,
        mass: Grams,
        energy: WattHours,
        condition: PackCondition,
        replacement: ModelID?,
        due: UnixMilliseconds?
    ) {
        self.battery = battery
        self.model = model
        self.place = place
        self.mass = mass
        self.energy = energy
        self.condition = condition
        self.replacement = replacement
        self.due = due
    }

    /// Whether a site can take it at all, whatever it has in stock today.
    func fits(_ site: Site) -> Bool {
        site.models.contains(model) && (condition == .sound || site.intake.quarantineBays > 0)
    }
}
