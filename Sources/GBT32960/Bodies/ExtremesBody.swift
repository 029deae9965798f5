/// The highest and lowest cell voltage and temperature: type 06 of 2016 (14 bytes), of the batteries,
/// and type 32 of 2025 (18 bytes), of the supercapacitor.
///
/// - **Source.** Table 16. A number of one byte cannot name a cell beyond 250.
public struct ExtremesBody: Hashable, Sendable, Structure {
    public var highestVoltage = CellExtreme()
    public var lowestVoltage = CellExtreme()
    public var highestTemperature = ProbeExtreme()
    public var lowestTemperature = ProbeExtreme()

    @inline(__always)
    public init() {}

    @inline(__always)
    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        let number: Scale = edition == .y2016 ? .shortNumber : .number
        try pass.quantity("vmax_sub", &highestVoltage.subsystem, .shortNumber)
        try pass.quantity("vmax_cell", &highestVoltage.cell, number)
        try pass.quantity("vmax_V", &highestVoltage.voltage, .cellVolts)
        try pass.quantity("vmin_sub", &lowestVoltage.subsystem, .shortNumber)
        try pass.quantity("vmin_cell", &lowestVoltage.cell, number)
        try pass.quantity("vmin_V", &lowestVoltage.voltage, .cellVolts)
        try pass.quantity("tmax_sub", &highestTemperature.subsystem, .shortNumber)
        try pass.quantity("tmax_probe", &highestTemperature.probe, number)
        try pass.quantity("tmax_C", &highestTemperature.temperature, .celsius)
        try pass.quantity("tmin_sub", &lowestTemperature.subsystem, .shortNumber)
        try pass.quantity("tmin_probe", &lowestTemperature.probe, number)
        try pass.quantity("tmin_C", &lowestTemperature.temperature, .celsius)
    }
}

/// The cell with the highest or lowest voltage.
public struct CellExtreme: Hashable, Sendable {
    public var subsystem = Quantity.invalid(.shortNumber)
    public var cell = Quantity.invalid(.number)
    /// V.
    public var voltage = Quantity.invalid(.cellVolts)

    @inline(__always)
    public init() {}
}

/// The probe with the highest or lowest temperature.
public struct ProbeExtreme: Hashable, Sendable {
    public var subsystem = Quantity.invalid(.shortNumber)
    public var probe = Quantity.invalid(.number)
    /// °C.
    public var temperature = Quantity.invalid(.celsius)

    @inline(__always)
    public init() {}
}
