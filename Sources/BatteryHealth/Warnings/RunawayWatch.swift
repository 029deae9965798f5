/// Looks for a cell that falls below the others at rest while the pack warms: so runaway begins.
struct RunawayWatch: Sendable {
    /// What is compared with.
    private struct Reference {
        let time: Double
        let temperature: Double
        let positions: [Double?]
    }

    private var start: Double?
    private var reference: Reference?

    /// How long voltages settle after a current, in seconds: some fall without any fault.
    private static let settling = 300.0
    /// How long a reference is compared with, in seconds.
    private static let span = 1_800.0
    /// In °C; probes speak in whole degrees, so at least one of two is true.
    private static let leastRise = 2.0

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - time: By the device, in seconds.
    ///   - rest: When the rest began, by ``RestClock``; `nil` while current flows.
    ///   - temperature: The warmest probe, in °C.
    ///   - positions: Where cells are against the others, in volts; as many each time.
    /// - Returns: How far the cell that fell most has fallen, in volts; 0 while nothing warms, and
    ///   `nil` when the pack is not at rest or its probes are unknown.
    mutating func add(
        _ time: Double,
        restingSince rest: Double?,
        temperature: Double?,
        positions: @autoclosure () -> [Double?]
    ) -> Double? {
        if rest != start { (start, reference) = (rest, nil) }
        guard let rest, time - rest >= Self.settling, let temperature else { return nil }
        guard let reference, time - reference.time <= Self.span else {
            self.reference = Reference(
                time: time,
                temperature: temperature,
                positions: positions()
            )
            return nil
        }
        guard temperature - reference.temperature >= Self.leastRise else { return 0 }
        let falls = zip(reference.positions, positions()).compactMap { before, now in
            before.flatMap { before in now.map { before - $0 } }
        }
        return falls.max()
    }
}
