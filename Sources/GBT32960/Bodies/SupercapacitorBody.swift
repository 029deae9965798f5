/// Type 31 of 2025: the supercapacitor.
public struct SupercapacitorBody: Hashable, Sendable, Structure {
    /// The system's number.
    public var number: UInt8 = 0
    /// V.
    public var voltage = Quantity.invalid(.capacitorVoltage)
    /// A.
    public var current = Quantity.invalid(.capacitorCurrent)
    /// mV of each cell.
    public var cells = Series<UInt16>([], .millivolts)
    /// °C of each probe.
    public var probes = Series<UInt8>([], .celsius)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("no", &number)
        try pass.quantity("voltage_V", &voltage, .capacitorVoltage)
        try pass.quantity("current_A", &current, .capacitorCurrent)
        try pass.series("cells_mV", &cells, count: .word, as: .numbers)
        try pass.series("temps_C", &probes, count: .word, as: .numbers)
    }
}
