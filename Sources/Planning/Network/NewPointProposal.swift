public import Vocabulary

/// A proposal for a collection point: where, and what it saves.
public struct NewPointProposal: Hashable, Sendable {
    /// Where it would stand.
    public let candidate: PointCandidate
    /// The packs that it would be nearest to.
    public let packs: Int
    /// The drivers' ways that it saves, less what it costs.
    public let saving: Fen
    /// Why this place; the runner-up is the place with the next best saving at this step.
    public let explanation: Explanation<PointCandidate>
}
