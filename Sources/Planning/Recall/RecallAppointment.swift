public import Vocabulary

/// A proposal for handing one pack in: where, when, and what is held for the vehicle.
public struct RecallAppointment: Hashable, Sendable {
    public let battery: BatteryID
    public let condition: PackCondition
    public let site: SiteID
    /// The model of which the site holds a pack for this vehicle; `nil` if it gets none.
    public let held: ModelID?
    public let window: AppointmentWindow
    /// The way to the site.
    public let distance: Metres
    /// Detour and lateness.
    public let cost: Fen
    /// Why this site; the runner-up is the best other one.
    public let explanation: Explanation<SiteID>
}
