/// Type 01: the vehicle as a whole, 20 bytes in 2016, 18 in 2025.
///
/// - **Source.** Tables 9 and B.4.
public struct VehicleBody: Hashable, Sendable, Structure {
    public var state = Choice<VehicleState>.invalid
    public var charge = Choice<ChargeState>.invalid
    public var mode = Choice<RunMode>.invalid
    /// km/h.
    public var speed = Quantity.invalid(.speed(.y2025))
    /// km.
    public var odometer = Quantity.invalid(.odometer)
    /// V.
    public var voltage = Quantity.invalid(.voltage(.y2025))
    /// A; the standard does not say which sign is charging.
    public var current = Quantity.invalid(.current(.y2025))
    /// State of charge in %.
    public var soc = Quantity.invalid(.percent)
    public var dcdc = Choice<OnOff>.invalid
    public var gear = Gear(raw: 0)
    /// kΩ.
    public var insulation = Quantity.invalid(.insulation(.y2025))
    /// Accelerator pedal, % of travel; not in 2025.
    public var accelerator = Quantity.invalid(.percent)
    /// Brake pedal, % of travel, 101 if pressed by an unknown amount; not in 2025.
    public var brake = Quantity.invalid(.pedal)

    @inline(__always)
    public init() {}

    @inline(__always)
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try pass.choice("state", &state)
        try pass.choice("charge", &charge)
        try pass.choice("mode", &mode)
        try pass.quantity("speed_kmh", &speed, .speed(edition))
        try pass.quantity("odometer_km", &odometer, .odometer)
        try pass.quantity("voltage_V", &voltage, .voltage(edition))
        try pass.quantity("current_A", &current, .current(edition))
        try pass.quantity("soc_pct", &soc, .percent)
        try pass.choice("dcdc", &dcdc)
        try pass.gear("gear", &gear, in: edition)
        try pass.quantity("insulation_kohm", &insulation, .insulation(edition))
        guard edition == .y2016 else { return }
        try pass.quantity("accelerator_pct", &accelerator, .percent)
        try pass.quantity("brake_pct", &brake, .pedal)
    }
}
