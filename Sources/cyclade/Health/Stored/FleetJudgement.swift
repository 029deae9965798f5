import BatteryHealth
import TelemetryGateway

/// Judges every battery that a gateway keeps, by its charges, on all cores.
enum FleetJudgement {
    /// So many batteries are in memory at a time.
    private static let lotCount = 8_192

    /// Judges every battery in the order of the store.
    ///
    /// - Parameters:
    ///   - store: The summaries; flush first for the newest.
    ///   - model: What a battery is; batteries without one are left out.
    ///   - body: Takes the next battery with what its charges say.
    /// - Throws: `SummaryError`.
    static func each(
        of store: SummaryStore,
        as model: @Sendable (String) -> BatteryModel?,
        _ body: (String, PackAssessment) -> Void
    ) throws {
        var lot: [StoredHistory] = []
        func finish() throws {
            let judged = try ParallelMap.map(lot) { history in
                model(history.batteryID).map { (history.batteryID, history.assessment(as: $0)) }
            }
            for case let (battery, assessment)? in judged { body(battery, assessment) }
            lot.removeAll(keepingCapacity: true)
        }
        var failure: (any Error)?
        try store.forEachHistory { history in
            guard failure == nil else { return }
            lot.append(history)
            guard lot.count == lotCount else { return }
            do { try finish() } catch { failure = error }
        }
        if let failure { throw failure }
        try finish()
    }
}
