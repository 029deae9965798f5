public import Vocabulary

/// What a driver is promised.
public struct GivePromise: Hashable, Sendable {
    public let model: ModelID
    /// The least health by the plan.
    public let health: StateOfHealth
    /// The least energy for the way ahead, or by the plan.
    public let energy: WattHours

    /// States a promise.
    public init(model: ModelID, health: StateOfHealth, energy: WattHours) {
        self.model = model
        self.health = health
        self.energy = energy
    }
}

/// Why a pack cannot be given.
public enum GiveRefusal: Hashable, Sendable {
    /// It is held for another.
    case held
    /// It is called home.
    case recalled
    /// It does not fit the vehicle.
    case otherModel
    /// It has less health than was promised.
    case health
    /// It has less energy than was promised.
    case energy
}
