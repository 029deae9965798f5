/// How fast a pack warms while little flows, over minutes: probes speak in whole degrees.
struct WarmingWatch: Sendable {
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
