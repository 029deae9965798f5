import Logging

/// What all links of a gateway share.
struct GatewayCore: Sendable {
    let settings: GatewaySettings
    let register: any VehicleRegister
    let locator: any BatteryLocator
    let passwords: PasswordChecker
    let metrics: GatewayMetrics
    let logger: Logger
    let now: @Sendable () -> LinkMoment
    let sessions = SessionTable()
    let links: OpenLinks
}

/// What all links of one event loop share; belongs to that loop.
final class LoopState {
    let forwarder: RecordForwarder
    let reports = ReportCheck()

    init(_ forwarder: RecordForwarder) {
        self.forwarder = forwarder
    }
}
