/// Something that happened, as the rules found it.
///
/// Events are facts: they carry all that ``apply(to:)`` needs, and are never refused. The state is
/// their fold; so are views, warnings, credit and indicators.
public enum Event: Equatable, Sendable {
    case membership(MembershipEvent)
    case model(ModelEvent)
    case battery(BatteryEvent)
    case handover(HandoverEvent)
    case vehicle(VehicleEvent)
    case lease(LeaseEvent)
    case station(StationEvent)
    case material(MaterialEvent)
    case evidence(EvidenceEvent)
    case network(NetworkEvent)
    case payload(PayloadEvent)
    case warning(WarningEvent)

    /// Folds this event into `state`.
    ///
    /// Total: the event was decided against this very state. One that does not fit means a corrupt
    /// ledger or a bug, and stops the process rather than let a diverged node sign anything.
    public func apply(to state: LedgerState) {
        switch self {
        case .membership(let event): event.apply(to: state)
        case .model(let event): event.apply(to: state)
        case .battery(let event): event.apply(to: state)
        case .handover(let event): event.apply(to: state)
        case .vehicle(let event): event.apply(to: state)
        case .lease(let event): event.apply(to: state)
        case .station(let event): event.apply(to: state)
        case .material(let event): event.apply(to: state)
        case .evidence(let event): event.apply(to: state)
        case .network(let event): event.apply(to: state)
        case .payload(let event): event.apply(to: state)
        case .warning(let event): event.apply(to: state)
        }
    }
}
