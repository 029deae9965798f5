public import Vocabulary

/// A proposal for a swap: the pack to give.
public struct GiveChoice: Hashable, Sendable {
    public let battery: BatteryID
    /// Why this pack; the runner-up is the next least worn.
    public let explanation: Explanation<BatteryID>

    /// Chooses the pack to give so that a station's packs wear alike.
    ///
    /// Of those that keep the promise it is the one with the fewest points of wear, and of equals
    /// the earlier name. `nil` if none keeps it; ``refusals(among:for:)`` says why.
    ///
    /// **Complexity.** O(packs).
    public init?(
        among packs: [ReadyPack],
        for promise: GivePromise,
        weights: WearWeights = .usual
    ) {
        let eligible = packs.filter { Self.refusal(of: $0, for: promise) == nil }
            .map { (points: weights.points(of: $0), pack: $0) }
        func comesFirst(
            _ one: (points: Int64, pack: ReadyPack),
            _ other: (points: Int64, pack: ReadyPack)
        ) -> Bool {
            one.points == other.points
                ? one.pack.battery < other.pack.battery : one.points < other.points
        }
        guard let best = eligible.min(by: comesFirst) else { return nil }
        let second = eligible.filter { $0.pack.battery != best.pack.battery }.min(by: comesFirst)
        battery = best.pack.battery
        explanation = Explanation(
            choice: best.pack.battery,
            reason: .leastWorn,
            figures: [
                Figure(.health, best.pack.health.rawValue),
                Figure(.cycles, Int64(best.pack.cycles)),
                Figure(.rest, Int64(best.pack.restDays)), Figure(.wear, best.points),
            ],
            runnerUp: second.map {
                .init(choice: $0.pack.battery, figure: Figure(.wear, $0.points))
            }
        )
    }

    /// Why each pack that cannot be given cannot, by battery.
    public static func refusals(
        among packs: [ReadyPack],
        for promise: GivePromise
    ) -> [(battery: BatteryID, reason: GiveRefusal)] {
        packs.compactMap { pack in
            refusal(of: pack, for: promise).map { (pack.battery, $0) }
        }
        .sorted { $0.0 < $1.0 }
    }

    private static func refusal(of pack: ReadyPack, for promise: GivePromise) -> GiveRefusal? {
        switch pack.bar {
        case .held: return .held
        case .recalled: return .recalled
        case nil: break
        }
        if pack.model != promise.model { return .otherModel }
        if pack.health < promise.health { return .health }
        return pack.energy < promise.energy ? .energy : nil
    }
}
