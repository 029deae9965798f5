/// What a pack or its vehicle reported at one moment, in physical units.
///
/// What was not reported is `nil`. As it comes from outside, a value may still be anything; see
/// ``ReadingCleaner``.
public struct PackReading: Hashable, Sendable {
    /// What the vehicle does with its plug, as GB/T 32960 has it.
    public enum Charging: UInt8, Hashable, Sendable {
        /// Parked, and charging.
        case parked = 1
        /// Charging while driving.
        case driving = 2
        /// Not charging.
        case none = 3
        /// Charged.
        case complete = 4
    }

    /// The time by the device, in seconds from any moment that its history shares.
    public var time: Double
    /// In amperes; positive leaves the battery.
    public var current: Double?
    /// Of the whole pack, in volts.
    public var voltage: Double?
    /// As the battery's own management has it, a part of 1.
    public var stateOfCharge: Double?
    /// The highest cell, in volts.
    public var cellMaximum: Double?
    /// The lowest cell, in volts.
    public var cellMinimum: Double?
    /// The warmest probe, in °C.
    public var temperatureMaximum: Double?
    /// The coldest probe, in °C.
    public var temperatureMinimum: Double?
    /// Of the insulation between the pack and the vehicle, in ohms.
    public var insulation: Double?
    /// In km/h.
    public var speed: Double?
    /// In km.
    public var odometer: Double?
    public var charging: Charging?

    /// Creates a reading of nothing but its time.
    public init(time: Double) {
        self.time = time
    }

    /// The mean of the probes, in °C.
    public var temperature: Double? {
        guard let temperatureMaximum, let temperatureMinimum else { return nil }
        return (temperatureMaximum + temperatureMinimum) / 2
    }
}
