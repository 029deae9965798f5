/// One motor of type 02, the drive motors: 12 bytes in 2016, 10 in 2025.
///
/// - **Source.** Tables 10 and 11.
public struct Motor: Hashable, Sendable, Structure {
    /// The motor's number, from 1.
    public var number: UInt8 = 0
    public var state = Choice<MotorState>.invalid
    /// °C.
    public var controllerTemperature = Quantity.invalid(.celsius)
    /// rpm, backwards if negative.
    public var speed = Quantity.invalid(.motorSpeed(.y2025))
    /// Nm.
    public var torque = Quantity.invalid(.torque(.y2025))
    /// °C.
    public var temperature = Quantity.invalid(.celsius)
    /// V at the controller's input; not in 2025.
    public var controllerVoltage = Quantity.invalid(.controllerVoltage)
    /// A of the direct current bus; not in 2025.
    public var busCurrent = Quantity.invalid(.busCurrent)

    @inline(__always)
    public init() {}

    @inline(__always)
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try pass.integer("no", &number)
        try pass.choice("state", &state)
        try pass.quantity("ctrl_temp_C", &controllerTemperature, .celsius)
        try pass.quantity("speed_rpm", &speed, .motorSpeed(edition))
        try pass.quantity("torque_Nm", &torque, .torque(edition))
        try pass.quantity("temp_C", &temperature, .celsius)
        guard edition == .y2016 else { return }
        try pass.quantity("ctrl_voltage_V", &controllerVoltage, .controllerVoltage)
        try pass.quantity("dc_current_A", &busCurrent, .busCurrent)
    }
}
