/// Type 03 of 2016: the fuel cell, 18 bytes and one for each probe.
///
/// - **Source.** Table 12.
public struct FuelCellBody2016: Hashable, Sendable, Structure {
    /// V.
    public var voltage = Quantity.invalid(.stackVoltage)
    /// A.
    public var current = Quantity.invalid(.stackCurrent)
    /// kg/100 km.
    public var consumption = Quantity.invalid(.hydrogenConsumption)
    /// °C of each probe.
    public var temperatures = Series<UInt8>([], .celsius)
    /// °C, the highest of the hydrogen.
    public var hydrogenTemperature = Quantity.invalid(.hydrogenTenths)
    /// The probe with the highest temperature.
    public var hottestProbe = Quantity.invalid(.shortNumber)
    /// mg/kg, the highest concentration of hydrogen.
    public var hydrogenConcentration = Quantity.invalid(.hydrogenMilligrams)
    /// The sensor with the highest concentration.
    public var concentrationSensor = Quantity.invalid(.shortNumber)
    /// MPa, the highest pressure of the hydrogen.
    public var hydrogenPressure = Quantity.invalid(.megapascals)
    /// The sensor with the highest pressure.
    public var pressureSensor = Quantity.invalid(.shortNumber)
    /// The high voltage DC-DC converter.
    public var dcdc = Choice<OnOff>.invalid

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.quantity("voltage_V", &voltage, .stackVoltage)
        try pass.quantity("current_A", &current, .stackCurrent)
        try pass.quantity("consumption_kg_100km", &consumption, .hydrogenConsumption)
        try pass.series("temps_C", &temperatures, count: .word, as: .numbers)
        try pass.quantity("h2_max_temp_C", &hydrogenTemperature, .hydrogenTenths)
        try pass.quantity("h2_temp_probe", &hottestProbe, .shortNumber)
        try pass.quantity("h2_max_conc_mg_kg", &hydrogenConcentration, .hydrogenMilligrams)
        try pass.quantity("h2_conc_sensor", &concentrationSensor, .shortNumber)
        try pass.quantity("h2_max_pressure_MPa", &hydrogenPressure, .megapascals)
        try pass.quantity("h2_pressure_sensor", &pressureSensor, .shortNumber)
        try pass.choice("dcdc", &dcdc)
    }
}

/// Type 03 of 2025: the fuel cell system, 12 bytes.
public struct FuelCellBody2025: Hashable, Sendable, Structure {
    /// °C, the highest of the hydrogen.
    public var hydrogenTemperature = Quantity.invalid(.hydrogenCelsius)
    /// The probe with the highest temperature.
    public var hottestProbe = Quantity.invalid(.shortNumber)
    /// %, the highest concentration of hydrogen.
    public var hydrogenConcentration = Quantity.invalid(.hydrogenPercent)
    /// The sensor with the highest concentration.
    public var concentrationSensor = Quantity.invalid(.shortNumber)
    /// MPa, the highest pressure of the hydrogen.
    public var hydrogenPressure = Quantity.invalid(.megapascals)
    /// The sensor with the highest pressure.
    public var pressureSensor = Quantity.invalid(.shortNumber)
    /// The high voltage DC-DC converter.
    public var dcdc = Choice<OnOff>.invalid
    /// % of hydrogen left.
    public var hydrogenLeft = Quantity.invalid(.percent)
    /// °C of the converter's controller.
    public var controllerTemperature = Quantity.invalid(.celsius)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.quantity("h2_max_temp_C", &hydrogenTemperature, .hydrogenCelsius)
        try pass.quantity("h2_temp_probe", &hottestProbe, .shortNumber)
        try pass.quantity("h2_max_conc_pct", &hydrogenConcentration, .hydrogenPercent)
        try pass.quantity("h2_conc_sensor", &concentrationSensor, .shortNumber)
        try pass.quantity("h2_max_pressure_MPa", &hydrogenPressure, .megapascals)
        try pass.quantity("h2_pressure_sensor", &pressureSensor, .shortNumber)
        try pass.choice("dcdc", &dcdc)
        try pass.quantity("h2_left_pct", &hydrogenLeft, .percent)
        try pass.quantity("dcdc_ctrl_temp_C", &controllerTemperature, .celsius)
    }
}
