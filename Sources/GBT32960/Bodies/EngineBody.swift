/// Type 04: the engine, 5 bytes in 2016, 2 in 2025.
///
/// - **Source.** Table 13.
public struct EngineBody: Hashable, Sendable, Structure {
    /// Not in 2025.
    public var state = Choice<OnOff>.invalid
    /// rpm of the crankshaft.
    public var speed = Quantity.invalid(.crankshaft)
    /// L/100 km; not in 2025.
    public var consumption = Quantity.invalid(.fuelConsumption)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        if edition == .y2016 { try pass.choice("state", &state) }
        try pass.quantity("speed_rpm", &speed, .crankshaft)
        guard edition == .y2016 else { return }
        try pass.quantity("consumption_L_100km", &consumption, .fuelConsumption)
    }
}
