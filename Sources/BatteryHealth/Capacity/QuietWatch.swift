/// Tells when a pack has been quiet for long enough that its voltages are those of open circuits.
///
/// A rest goes on through times in which the vehicle was off, as ``RestClock`` has it.
struct QuietWatch: Sendable {
    /// A quiet moment.
    enum Moment {
        /// The first of its rest.
        case first
        /// Another of the same rest, hours later.
        case later
    }

    private let duration: Double
    private let currents: ClosedRange<Double>
    private var clock = RestClock()
    private var start: Double?
    private var told: Double?

    /// How long until a rest is looked at again, in seconds.
    private static let interval = 6.0 * 3_600

    /// Creates a watch.
    ///
    /// - Parameters:
    ///   - model: The battery's model.
    ///   - fastestCharge: The charge that is still as good as none, as a part of the rated capacity
    ///     an hour.
    init(_ model: BatteryModel, fastestCharge: Double = 0.02) {
        duration = model.chemistry.restDuration
        // A capacity that is no number makes no range.
        let rated = model.ratedCapacity > 0 ? model.ratedCapacity : 0
        currents = -fastestCharge * rated...0.02 * rated
    }

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - time: By the device, in seconds.
    ///   - pause: The time since the reading before; infinite for the first.
    ///   - current: In amperes; positive leaves the battery.
    ///   - stateOfCharge: As the management has it, a part of 1.
    /// - Returns: The moment, if the pack has been quiet for long enough and it was not told of
    ///   lately.
    mutating func add(
        _ time: Double,
        pause: Double,
        current: Double?,
        stateOfCharge: Double?
    ) -> Moment? {
        let isQuiet = current.map(currents.contains) ?? false
        let since = clock.add(time, pause: pause, isQuiet: isQuiet, stateOfCharge: stateOfCharge)
        if since != start { (start, told) = (since, nil) }
        guard let start, time - start >= duration else { return nil }
        guard let told else {
            self.told = time
            return .first
        }
        guard time - told >= Self.interval else { return nil }
        self.told = time
        return .later
    }
}
