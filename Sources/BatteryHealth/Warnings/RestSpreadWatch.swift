/// The spread of the cells once the pack has been at rest for long enough, once a rest.
struct RestSpreadWatch: Sendable {
    /// A spread and where it was seen.
    struct Spread {
        /// In volts.
        let value: Double
        let stateOfCharge: Double
    }

    private let model: BatteryModel
    private var start: Double?
    private var hasTold = false

    /// Above and below, voltages are far apart for small differences of charge.
    static let statesOfCharge = 0.30...0.95

    init(_ model: BatteryModel) {
        self.model = model
    }

    mutating func add(_ clean: CleanReading) -> Spread? {
        let reading = clean.reading
        guard model.isResting(at: reading.current) else {
            start = nil
            return nil
        }
        guard let start else {
            (self.start, hasTold) = (reading.time, false)
            return nil
        }
        guard !hasTold, reading.time - start >= model.chemistry.restDuration,
            let high = reading.cellMaximum, let low = reading.cellMinimum,
            let charge = reading.stateOfCharge, Self.statesOfCharge.contains(charge)
        else { return nil }
        hasTold = true
        return Spread(value: high - low, stateOfCharge: charge)
    }
}

extension BatteryModel {
    /// Whether a current is as good as none.
    func isResting(at current: Double?) -> Bool {
        current.map { abs($0) < 0.02 * ratedCapacity } ?? false
    }
}
