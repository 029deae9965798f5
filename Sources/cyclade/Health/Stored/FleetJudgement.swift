import BatteryHealth
import TelemetryGateway

/// What a gateway's summaries say of one battery.
struct FleetJudgement: Sendable {
    /// What is known of a battery that its charges do not tell.
    struct Known: Sendable {
        let model: BatteryModel
        /// What the ledger has of its life; `nil` where it was not asked.
        var life: LifeRecord?
    }

    let history: StoredHistory
    let model: BatteryModel
    let assessment: PackAssessment

    /// So many batteries are in memory at a time.
    private static let lotCount = 8_192

    /// Judges every battery that a gateway keeps, by its charges, on all cores.
    ///
    /// - Parameters:
    ///   - store: The summaries; flush first for the newest.
    ///   - known: What a battery is; `nil` if that is not known.
    ///   - body: Takes the next battery in the order of the store, and what its charges say; `nil`
    ///     if it is not known what it is.
    /// - Throws: `SummaryError`, or what `known` throws.
    static func each(
        of store: SummaryStore,
        as known: @Sendable (String) throws -> Known?,
        _ body: (String, FleetJudgement?) -> Void
    ) throws {
        var lot: [StoredHistory] = []
        func finish() throws {
            let judged = try ParallelMap.map(lot) { history in
                try known(history.batteryID).map { known in
                    FleetJudgement(
                        history: history,
                        model: known.model,
                        assessment: history.assessment(as: known.model, known.life)
                    )
                }
            }
            for (history, judgement) in zip(lot, judged) { body(history.batteryID, judgement) }
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
