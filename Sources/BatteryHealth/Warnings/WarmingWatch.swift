/// How fast a pack warms beyond what its current explains, over minutes: probes speak in whole
/// degrees.
///
/// A current *I* warms by *I*²*R* / *mc*. With the usual drop at 1C and the usual specific energy that
/// is a rate which depends on the current in parts of the capacity alone; what a pack gives off to
/// what is around it is left out, so that less is called unexplained.
struct WarmingWatch: Sendable {
    private var past: [(time: Double, temperature: Double, explained: Double)] = []
    private let model: BatteryModel

    private static let span = 180.0
    private static let rounding = 1.0
    /// The drop of a cell at 1C, in volts: the most that was measured on packs in use.
    private static let drop = 0.095
    /// In watt-hours per kilogram, and in joules per kilogram and degree.
    private static let specificEnergy = 150.0
    private static let specificHeat = 1_000.0
    /// Between a hot spot, where the warmest probe may be, and the mean of the pack.
    private static let unevenness = 2.0

    init(_ model: BatteryModel) {
        self.model = model
    }

    /// The warming that nothing explains, in °C a minute; `nil` before it can be told.
    mutating func add(_ clean: CleanReading) -> Double? {
        let reading = clean.reading
        guard let current = reading.current, let temperature = reading.temperatureMaximum,
            model.ratedCapacity > 0, clean.continuesStretch || past.isEmpty
        else {
            past = []
            return nil
        }
        let pause = past.isEmpty ? 0 : clean.pause
        let explained = (past.last?.explained ?? 0) + rate(at: current) * pause / 60
        past.append((reading.time, temperature, explained))
        while past.count > 1, past[1].time <= reading.time - Self.span { past.removeFirst() }
        guard let first = past.first, reading.time - first.time >= Self.span else { return nil }
        let rise =
            temperature - first.temperature - (explained - first.explained) - Self.rounding
        return rise / (reading.time - first.time) * 60
    }

    /// The warming that a current explains, in °C a minute.
    private func rate(at current: Double) -> Double {
        let part = current / model.ratedCapacity
        let watts = part * part * Self.drop
        let wattHours = model.chemistry == .lfp ? 3.2 : 3.65
        let heat = wattHours / Self.specificEnergy * Self.specificHeat
        return Self.unevenness * watts / heat * 60
    }
}
