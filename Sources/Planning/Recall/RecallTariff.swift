public import Vocabulary

/// What handing in and carrying away cost; the centres' fees are their own.
public struct RecallTariff: Hashable, Sendable {
    /// The driver's way to the site, for each kilometre.
    public let detourPerKilometre: Fen
    /// Carriage of one pack in a load, for each kilometre; dearer for damaged packs.
    public let carriagePerKilometre: [PackCondition: Fen]
    /// Dispatch and papers, for each load.
    public let loadFee: Fen
    /// Each day, begun or whole, that a pack is handed in after it was due.
    public let latenessPerDay: Fen

    /// Creates a tariff; what has no carriage rate is not carried.
    ///
    /// - Throws: ``PlanningError/outOfRange(_:found:allowed:)`` for more than 1,000,000 fen a
    ///   kilometre, or 1,000,000,000 a load or day.
    public init(
        detourPerKilometre: Fen,
        carriagePerKilometre: [PackCondition: Fen],
        loadFee: Fen,
        latenessPerDay: Fen
    ) throws(PlanningError) {
        for rate in [detourPerKilometre] + carriagePerKilometre.values {
            try require(.fenPerKilometre, rate.rawValue, in: 0...PlanningLimits.fenPerKilometre)
        }
        for fee in [loadFee, latenessPerDay] {
            try require(.fee, fee.rawValue, in: 0...PlanningLimits.fee)
        }
        self.detourPerKilometre = detourPerKilometre
        self.carriagePerKilometre = carriagePerKilometre
        self.loadFee = loadFee
        self.latenessPerDay = latenessPerDay
    }

    /// What a driver's way costs, in fen.
    func detour(_ distance: Metres) -> Int64 {
        distance.cost(atFenPerKilometre: detourPerKilometre.rawValue)
    }

    /// What it costs to hand a pack in at `time`, in fen.
    func lateness(of pack: RecalledPack, at time: UnixMilliseconds) -> Int64 {
        guard let due = pack.due, due < time else { return 0 }
        let days = (Int64(time.rawValue - due.rawValue) + 86_399_999) / 86_400_000
        // Such sums are absurd before they overflow; the day counts no further then.
        return min(days, 36_500) * latenessPerDay.rawValue
    }
}
