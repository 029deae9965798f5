/// How a cell's health falls with its cycles, one cycle a day.
///
/// ```
/// health(n) = start - pace * (calendar * sqrt(n) + wear * n + bend * max(0, n - knee))
/// ```
///
/// `docs/fade-laws.md` says which public figure fixes which number.
struct FadeLaw: Sendable {
    /// Health of the new cell: cells measure a little off their rating.
    let start: Double
    /// Loss with the square root of days.
    let calendar: Double
    /// Loss with each cycle.
    let wear: Double
    /// The cycle at which fading quickens.
    let knee: Double
    /// Additional loss with each cycle beyond the knee.
    let bend: Double
    /// Rated capacity of the cell in Ah.
    let nominalAh: Double
    /// Resistance of the new cell in ohm.
    let resistanceOhm: Double

    /// Lithium iron phosphate.
    static let lfp = FadeLaw(
        start: 1.08,
        calendar: 0.0020,
        wear: 1.08e-4,
        knee: 1_800,
        bend: 3.95e-4,
        nominalAh: 1.1,
        resistanceOhm: 0.017
    )

    /// Lithium nickel manganese cobalt oxide.
    static let nmc = FadeLaw(
        start: 0.987,
        calendar: 0.0020,
        wear: 1.7e-4,
        knee: 775,
        bend: 1.03e-4,
        nominalAh: 2.0,
        resistanceOhm: 0.025
    )

    /// The health after `cycles` of a cell that ages at `pace` times the law's.
    func health(after cycles: Int, pace: Double) -> Double {
        let count = Double(cycles)
        let loss = calendar * count.squareRoot() + wear * count + bend * max(0, count - knee)
        return start - pace * loss
    }
}
