/// One battery's voltages: an element of type 08 of 2016 and of type 07 of 2025.
///
/// 2016 counts cells, at most 200 in a frame: more are split, see ``CellVoltageAssembly``. 2025 counts
/// minimum parallel units, all in one frame.
///
/// - **Source.** Tables B.5 and B.6.
public struct PackVoltages: Hashable, Sendable, Structure {
    /// The subsystem's or pack's number, from 1.
    public var number: UInt8 = 0
    /// V.
    public var voltage = Quantity.invalid(.voltage(.y2025))
    /// A.
    public var current = Quantity.invalid(.current(.y2025))
    /// How many cells there are in all frames; not in 2025.
    public var cellTotal = Quantity.invalid(.number)
    /// The number of the first cell in this frame, from 1; not in 2025.
    public var firstCell = Quantity.invalid(.number)
    /// mV of each cell or minimum parallel unit.
    public var cells = Series<UInt16>([], .millivolts)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in edition: Edition
    ) throws(Pass.Failure) {
        try pass.integer("no", &number)
        try pass.quantity("voltage_V", &voltage, .voltage(edition))
        try pass.quantity("current_A", &current, .current(edition))
        if edition == .y2016 {
            try pass.quantity("cell_total", &cellTotal, .number)
            try pass.quantity("frame_start", &firstCell, .number)
        }
        let width: CountWidth = edition == .y2016 ? .byte : .word
        try pass.series("cells_mV", &cells, count: width, as: .numbers)
    }
}

/// One battery's temperatures: an element of type 09 of 2016 and of type 08 of 2025.
///
/// - **Source.** Tables B.7 and B.8.
public struct PackTemperatures: Hashable, Sendable, Structure {
    /// The subsystem's or pack's number, from 1.
    public var number: UInt8 = 0
    /// °C of each probe.
    public var probes = Series<UInt8>([], .celsius)

    public init() {}

    mutating func visit<Pass: FieldPass>(
        _ pass: inout Pass,
        in _: Edition
    ) throws(Pass.Failure) {
        try pass.integer("no", &number)
        try pass.series("temps_C", &probes, count: .word, as: .numbers)
    }
}
