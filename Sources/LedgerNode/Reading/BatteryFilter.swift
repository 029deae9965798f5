public import CycladeSchema

/// Which batteries a list is of; what is `nil` does not matter.
public struct BatteryFilter: Hashable, Sendable {
    /// Where in its life a battery is.
    public var stage: Stage?
    /// The member that owns it.
    public var ownerID: String?
    /// The member that has it.
    public var custodianID: String?
    /// Its model.
    public var modelID: String?

    /// Creates the filter that every battery passes.
    public init() {}
}
