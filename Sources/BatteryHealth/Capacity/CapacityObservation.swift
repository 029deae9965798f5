/// A charge that went in between two known states of charge.
public struct CapacityObservation: Hashable, Sendable {
    /// The change of the state of charge, as a part of 1.
    public let stateOfChargeChange: Double
    /// The standard deviation of ``stateOfChargeChange``.
    public let stateOfChargeDeviation: Double
    /// The charge, in ampere-hours.
    public let charge: Double
    /// The standard deviation of ``charge``, in ampere-hours.
    public let chargeDeviation: Double

    /// Creates an observation; `nil` unless all four are finite and both deviations positive.
    public init?(
        stateOfChargeChange: Double,
        deviation stateOfChargeDeviation: Double,
        charge: Double,
        deviation chargeDeviation: Double
    ) {
        guard stateOfChargeChange.isFinite, charge.isFinite,
            stateOfChargeDeviation.isFinite, stateOfChargeDeviation > 0,
            chargeDeviation.isFinite, chargeDeviation > 0
        else { return nil }
        self.stateOfChargeChange = stateOfChargeChange
        self.stateOfChargeDeviation = stateOfChargeDeviation
        self.charge = charge
        self.chargeDeviation = chargeDeviation
    }
}
