/// One stack of type 30 of 2025, the fuel cell stacks: 14 bytes and one for each probe.
public struct FuelCellStack: Hashable, Sendable, Structure {
    /// The stack's number, from 1.
    public var number: UInt8 = 0
    /// V.
    public var voltage = Quantity.invalid(.stackVoltage)
    /// A.
    public var current = Quantity.invalid(.stackCurrent)
    /// kPa where the hydrogen enters.
    public var hydrogenPressure = Quantity.invalid(.kilopascals)
    /// kPa where the air enters.
    public var airPressure = Quantity.invalid(.kilopascals)
    /// °C where the air enters.
    public var airTemperature = Quantity.invalid(.celsius)
    /// °C of each probe where the coolant leaves.
    public var coolantTemperatures = Series<UInt8>([], .celsius)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("no", &number)
        try pass.quantity("voltage_V", &voltage, .stackVoltage)
        try pass.quantity("current_A", &current, .stackCurrent)
        try pass.quantity("h2_in_kPa", &hydrogenPressure, .kilopascals)
        try pass.quantity("air_in_kPa", &airPressure, .kilopascals)
        try pass.quantity("air_in_C", &airTemperature, .celsius)
        try pass.series("coolant_out_C", &coolantTemperatures, count: .word, as: .numbers)
    }
}
