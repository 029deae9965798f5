public import Vocabulary

/// A proposal for the pool: which pack serves which demand.
public struct SecondLifePlan: Hashable, Sendable {
    /// By battery.
    public let matches: [SecondLifeMatch]
    /// The packs that serve none, by battery.
    public let unmatched: [UnmatchedPack]
    /// What all matches gain together over taking the packs apart.
    public let gain: Fen
}

/// A pack and the demand that it serves.
public struct SecondLifeMatch: Hashable, Sendable {
    public let battery: BatteryID
    public let demand: ContractID
    public let scenario: SecondLifeScenario
    /// What is paid for the pack.
    public let price: Fen
    /// Why this demand; the runner-up is the best other one for this pack alone.
    public let explanation: Explanation<ContractID>
}

/// A pack that serves no demand.
public struct UnmatchedPack: Hashable, Sendable {
    /// Why it serves none.
    public enum Reason: Hashable, Sendable {
        /// Its health, chemistry, energy or power meets no demand.
        case meetsNone
        /// It is worth more, or as much, taken apart.
        case worthMoreOtherwise
        /// What it could serve is better served by others.
        case outbid
    }

    public let battery: BatteryID
    public let reason: Reason
}
