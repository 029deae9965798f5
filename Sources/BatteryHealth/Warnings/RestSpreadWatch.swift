/// The spread of the cells once the pack has been at rest for long enough, once a rest.
struct RestSpreadWatch: Sendable {
    /// A spread and where it was seen.
    struct Spread {
        /// In volts.
        let value: Double
        let stateOfCharge: Double
    }

    private let model: BatteryModel
    private var clock = RestClock()
    /// The rest that was told of last, by its start.
    private var told: Double?

    /// Above and below, voltages are far apart for small differences of charge.
    static let statesOfCharge = 0.30...0.95

    init(_ model: BatteryModel) {
        self.model = model
    }

    mutating func add(_ clean: CleanReading) -> Spread? {
        let reading = clean.reading
        guard let start = clock.add(clean, model), start != told,
            reading.time - start >= model.chemistry.restDuration,
            let high = reading.cellMaximum, let low = reading.cellMinimum,
            let charge = reading.stateOfCharge, Self.statesOfCharge.contains(charge)
        else { return nil }
        told = start
        return Spread(value: high - low, stateOfCharge: charge)
    }
}
