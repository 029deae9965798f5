/// What the single cells of a pack reported at one moment, in physical units.
///
/// What was not reported is `nil`. As it comes from outside, a value may still be anything; see
/// ``CellCleaner``.
public struct CellReading: Hashable, Sendable {
    /// The time by the device, in seconds from any moment that its history shares.
    public var time: Double
    /// In amperes; positive leaves the battery.
    public var current: Double?
    /// As the battery's own management has it, a part of 1.
    public var stateOfCharge: Double?
    /// Of the whole pack, in volts; the sum of its cells is held against it.
    public var packVoltage: Double?
    /// Of each cell in series, in volts, always in the same order.
    public var voltages: [Double?]
    /// Of each probe, in °C; empty where probes are not reported.
    public var temperatures: [Double?]

    /// Creates a reading of nothing but its time and its cells.
    public init(time: Double, voltages: [Double?], temperatures: [Double?] = []) {
        self.time = time
        self.voltages = voltages
        self.temperatures = temperatures
    }
}
