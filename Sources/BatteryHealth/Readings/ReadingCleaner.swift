/// Removes from readings what cannot be: nothing after it ever sees an invalid marker.
///
/// Vehicles send 0, 65,535 or −40 for what they do not know; a single such value would move every
/// mean and raise every alarm. What is wrong becomes `nil` and is counted. Only what came before a
/// reading is looked at, so that a history gives the same whenever it is looked at.
public struct ReadingCleaner: Sendable {
    /// The longest time between two readings of one stretch, in seconds.
    public static let longestPause = 60.0

    /// How far the lowest cell can fall from one reading to the next, in volts; which cell it is is
    /// not known, and the wire of a better one that breaks falls further.
    private static let mostFall = 1.2
    /// How far a state of charge moves in a usual pause, as a part of 1, with the management's own
    /// corrections; and how far in each second more: 3.6C.
    private static let (mostStep, mostRate) = (0.03, 0.001)
    /// In seconds.
    private static let usualPause = 10.0
    /// Three thousand years on both sides: more would swallow seconds in sums.
    private static let times = -1e11...1e11

    /// How often each defect was met.
    public private(set) var defects: [ReadingDefect: Int] = [:]
    /// How many readings were given.
    public private(set) var count = 0
    private let model: BatteryModel
    private var lastTime: Double?
    private var lastStateOfCharge: (time: Double, value: Double)?
    private var lastOdometer: Double?
    private var lowestCell: Double?

    /// Creates a cleaner of one battery's readings.
    public init(_ model: BatteryModel) {
        self.model = model
    }

    /// The reading without what cannot be.
    ///
    /// - Returns: `nil` for a reading that does not follow the one before it in time.
    public mutating func clean(_ reading: PackReading) -> CleanReading? {
        count += 1
        guard let pause = pause(before: reading.time) else { return nil }
        var clean = reading
        keep(&clean.current, in: -2_000...2_000, .current)
        let jumped = cleanStateOfCharge(&clean)
        let deepest = cleanCells(&clean)
        cleanPackVoltage(&clean)
        cleanTemperatures(&clean)
        // In thousands of ohms, 0 and more than 60,000 say that it was not measured.
        keep(&clean.insulation, in: 1_000...60_000_000, .insulation)
        cleanMotion(&clean)
        return CleanReading(
            reading: clean,
            pause: pause,
            stateOfChargeJumped: jumped,
            deepestCell: deepest
        )
    }

    /// Takes note of a reading that could not be read.
    mutating func skipUnreadable() {
        count += 1
        note(.unreadable)
    }

    /// The time since the reading before; infinite for the first.
    private mutating func pause(before time: Double) -> Double? {
        guard Self.times.contains(time) else {
            note(.timeReversed)
            return nil
        }
        guard let last = lastTime else {
            lastTime = time
            return .infinity
        }
        guard time > last else {
            note(time == last ? .duplicate : .timeReversed)
            return nil
        }
        lastTime = time
        if time - last > Self.longestPause { note(.gap) }
        return time - last
    }

    /// Whether the state of charge moved faster than charge can.
    private mutating func cleanStateOfCharge(_ reading: inout PackReading) -> Bool {
        keep(&reading.stateOfCharge, in: 0...1, .stateOfCharge)
        guard let value = reading.stateOfCharge else { return false }
        defer { lastStateOfCharge = (reading.time, value) }
        guard let last = lastStateOfCharge else { return false }
        let pause = reading.time - last.time
        let most = Self.mostStep + max(pause - Self.usualPause, 0) * Self.mostRate + 1e-6
        guard abs(value - last.value) > most else { return false }
        note(.stateOfChargeJump)
        return true
    }

    /// The lowest cell, where it has gone down below what works.
    private mutating func cleanCells(_ reading: inout PackReading) -> Double? {
        let deepest = reading.cellMinimum.flatMap { low in
            model.chemistry.canFall(from: lowestCell, to: low, by: Self.mostFall) ? low : nil
        }
        let plausible = model.chemistry.plausibleCellVoltages
        keep(&reading.cellMaximum, in: plausible, .cellVoltage)
        keep(&reading.cellMinimum, in: plausible, .cellVoltage)
        lowestCell = deepest ?? reading.cellMinimum ?? lowestCell
        guard let high = reading.cellMaximum, let low = reading.cellMinimum, low > high else {
            return deepest
        }
        note(.cellVoltage)
        (reading.cellMaximum, reading.cellMinimum) = (nil, nil)
        return deepest
    }

    private mutating func cleanPackVoltage(_ reading: inout PackReading) {
        let cells = Double(model.seriesCellCount)
        let plausible = model.chemistry.plausibleCellVoltages
        let range = plausible.lowerBound * cells...plausible.upperBound * cells
        keep(&reading.voltage, in: range, .packVoltage)
        guard let voltage = reading.voltage, let high = reading.cellMaximum,
            let low = reading.cellMinimum
        else { return }
        // One of them is stale where the mean cell is not between the lowest and the highest.
        let mean = voltage / cells
        guard mean < low * 0.99 || mean > high * 1.01 else { return }
        note(.packVoltage)
        reading.voltage = nil
    }

    private mutating func cleanTemperatures(_ reading: inout PackReading) {
        // -40 is the raw 0 of the protocol.
        keep(&reading.temperatureMaximum, in: -39...209, .temperature)
        keep(&reading.temperatureMinimum, in: -39...209, .temperature)
        guard let high = reading.temperatureMaximum, let low = reading.temperatureMinimum,
            low > high
        else { return }
        note(.temperature)
        (reading.temperatureMaximum, reading.temperatureMinimum) = (nil, nil)
    }

    private mutating func cleanMotion(_ reading: inout PackReading) {
        keep(&reading.speed, in: 0...220, .motion)
        keep(&reading.odometer, in: 0...9_999_999, .motion)
        guard let odometer = reading.odometer else { return }
        if let last = lastOdometer, odometer < last {
            note(.motion)
            reading.odometer = nil
        } else {
            lastOdometer = odometer
        }
    }

    private mutating func keep(
        _ value: inout Double?,
        in range: ClosedRange<Double>,
        _ defect: ReadingDefect
    ) {
        guard let found = value, !range.contains(found) else { return }
        note(defect)
        value = nil
    }

    private mutating func note(_ defect: ReadingDefect) {
        defects[defect, default: 0] += 1
    }
}

/// A reading without what cannot be.
public struct CleanReading: Hashable, Sendable {
    public let reading: PackReading
    /// The time since the reading before, in seconds; infinite for the first.
    public let pause: Double
    /// Whether the state of charge is not the one that charge has led to: more than 3 % in 10 s.
    public let stateOfChargeJumped: Bool
    /// The lowest cell where it has gone down below all voltages that work, in volts: it is not in
    /// ``reading``.
    public let deepestCell: Double?

    init(
        reading: PackReading,
        pause: Double,
        stateOfChargeJumped: Bool,
        deepestCell: Double? = nil
    ) {
        self.reading = reading
        self.pause = pause
        self.stateOfChargeJumped = stateOfChargeJumped
        self.deepestCell = deepestCell
    }

    /// Whether charge can be summed from the reading before to this one.
    public var continuesStretch: Bool { pause <= ReadingCleaner.longestPause }
}
