/// The voltages of one pack at rest, by the charge that it has given since it was last full.
public struct RestVoltages: Sendable {
    /// A voltage at rest.
    public struct Point: Hashable, Sendable {
        /// What the pack had given since it was full, in ampere-hours.
        public let given: Double
        /// Of its mean cell, in volts.
        public let voltage: Double
    }

    /// The rests, the newest last; old ones make room.
    public private(set) var points: [Point] = []
    private let model: BatteryModel
    private var quiet: QuietWatch
    private var given: Double?
    private var fullTime = 0.0
    private var last: PackReading?

    private static let mostPoints = 500
    /// Colder or warmer, the voltage of an open circuit is another, in °C.
    static let temperatures = 15.0...35.0
    /// For how long charge is summed, in seconds: what a current is always off by adds up.
    private static let longestSum = 5.0 * 86_400

    /// Creates the rests of a pack that has shown none.
    public init(_ model: BatteryModel) {
        self.model = model
        quiet = QuietWatch(model)
    }

    /// Takes the next reading.
    public mutating func add(_ clean: CleanReading) {
        let reading = clean.reading
        sum(to: clean)
        if reading.current != nil { last = reading }
        if isFull(reading) { (given, fullTime) = (0, reading.time) }
        let moment = quiet.add(
            reading.time,
            pause: clean.pause,
            current: reading.current,
            stateOfCharge: reading.stateOfCharge
        )
        guard moment != nil, let given, reading.time - fullTime <= Self.longestSum,
            let voltage = reading.meanCellVoltage(model),
            let temperature = reading.temperature, Self.temperatures.contains(temperature)
        else { return }
        points.append(Point(given: given, voltage: voltage))
        if points.count > Self.mostPoints { points.removeFirst() }
    }

    private mutating func sum(to clean: CleanReading) {
        guard let sum = given, let last, let before = last.current else { return }
        let reading = clean.reading
        let pause = reading.time - last.time
        if let current = reading.current, pause <= ReadingCleaner.longestPause {
            given = sum + (before + current) / 2 * pause / 3_600
        } else if pause > ReadingCleaner.longestPause,
            RestClock.isSame(last.stateOfCharge, reading.stateOfCharge) != true
        {
            given = nil
        }
    }

    private func isFull(_ reading: PackReading) -> Bool {
        guard let current = reading.current, let cell = reading.cellMaximum else { return false }
        return model.isFull(cell: cell, current: abs(current))
    }
}
