/// Watches a battery's readings for what should not be.
///
/// The vehicle's own alarms are evidence of their own, and are not looked at here.
public struct PackWatch: Sendable {
    private let model: BatteryModel
    private var watches: [WarningRule: WarningWatch]
    private var warming = WarmingWatch()
    private var rest: RestSpreadWatch
    private var lastStateOfCharge: Double?

    /// Creates a watch.
    ///
    /// - Parameters:
    ///   - model: The battery's model.
    ///   - limits: The model's own limits, in place of the usual ones.
    public init(_ model: BatteryModel, limits: [WarningRule: WarningLimits] = [:]) {
        self.model = model
        watches = WarningLimits.usual(for: model.chemistry).merging(limits) { $1 }
            .reduce(into: [:]) { $0[$1.key] = WarningWatch($1.key, $1.value) }
        rest = RestSpreadWatch(model)
    }

    /// Takes the next reading.
    ///
    /// - Returns: What it warns of now.
    public mutating func add(_ clean: CleanReading) -> [Warning] {
        let reading = clean.reading
        var values: [WarningRule: Double] = [:]
        values[.cellOverVoltage] = reading.cellMaximum
        if let current = reading.current, abs(current) < model.ratedCapacity {
            values[.cellUnderVoltage] = reading.cellMinimum
        }
        values[.overTemperature] = reading.temperatureMaximum
        if let high = reading.temperatureMaximum, let low = reading.temperatureMinimum {
            values[.probeSpread] = high - low
        }
        values[.unexplainedWarming] = warming.add(clean, ratedCapacity: model.ratedCapacity)
        values[.restSpread] = rest.add(clean)
        if clean.stateOfChargeJumped, let last = lastStateOfCharge, clean.continuesStretch {
            values[.stateOfChargeJump] = reading.stateOfCharge.map { abs($0 - last) }
        }
        lastStateOfCharge = reading.stateOfCharge ?? lastStateOfCharge
        return WarningRule.allCases.compactMap { rule in
            values[rule].flatMap { watches[rule]?.note($0, at: reading.time) }
        }
    }
}

/// How fast a pack warms while little flows, over minutes: probes speak in whole degrees.
private struct WarmingWatch {
    private var past: [(time: Double, temperature: Double)] = []

    private static let span = 180.0
    private static let rounding = 1.0

    /// The warming that nothing explains, in °C a minute; `nil` before it can be told.
    mutating func add(_ clean: CleanReading, ratedCapacity: Double) -> Double? {
        let reading = clean.reading
        guard clean.continuesStretch, let current = reading.current,
            abs(current) < 0.5 * ratedCapacity, let temperature = reading.temperatureMaximum
        else {
            past = []
            return nil
        }
        past.append((reading.time, temperature))
        while past.count > 1, past[1].time <= reading.time - Self.span { past.removeFirst() }
        guard let first = past.first, reading.time - first.time >= Self.span else { return nil }
        let rise = temperature - first.temperature - Self.rounding
        return rise / (reading.time - first.time) * 60
    }
}

/// The spread of the cells once the pack has been at rest for long enough, once a rest.
private struct RestSpreadWatch {
    private let model: BatteryModel
    private var start: Double?
    private var hasTold = false

    private static let stateOfCharge = 0.30...0.95

    init(_ model: BatteryModel) {
        self.model = model
    }

    mutating func add(_ clean: CleanReading) -> Double? {
        let reading = clean.reading
        guard let current = reading.current, abs(current) < 0.02 * model.ratedCapacity else {
            start = nil
            return nil
        }
        guard let start else {
            (self.start, hasTold) = (reading.time, false)
            return nil
        }
        guard !hasTold, reading.time - start >= model.chemistry.restDuration,
            let high = reading.cellMaximum, let low = reading.cellMinimum,
            let charge = reading.stateOfCharge, Self.stateOfCharge.contains(charge)
        else { return nil }
        hasTold = true
        return high - low
    }
}
