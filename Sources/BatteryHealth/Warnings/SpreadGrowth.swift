import RealModule

/// How fast the cells of a pack move apart, from their spread at rests of all seasons.
struct SpreadGrowth: Sendable {
    private var plane = FadingPlane()
    private var firstTime: Double?
    private var lastTime: Double?

    /// For how long rests must have been seen, in days.
    private static let leastDays = 30.0
    private static let leastRests = 10
    /// After how many days a rest counts a third.
    private static let memory = 120.0

    /// Takes the next spread.
    ///
    /// - Returns: The growth that is beyond doubt, in volts a month; `nil` before it can be told.
    mutating func add(_ spread: RestSpreadWatch.Spread, at time: Double) -> Double? {
        let first = firstTime ?? time
        firstTime = first
        let pause = (time - (lastTime ?? time)) / 86_400
        lastTime = time
        let days = (time - first) / 86_400
        plane.add(
            spread.value,
            x: days,
            z: spread.stateOfCharge,
            fading: .exp(-pause / Self.memory)
        )
        guard days >= Self.leastDays, plane.count >= Self.leastRests, let slope = plane.slope
        else { return nil }
        return (slope.value - 2 * slope.deviation) * 30
    }
}
