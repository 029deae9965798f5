/// What a battery's pages draw beside its capacity; nothing of it is judged.
struct PackTrends: Sendable {
    private(set) var resistances = Trend()
    private(set) var spreads = Trend()
    private var rest: RestSpreadWatch
    private var steady: SteadyChargeWatch

    init(_ model: BatteryModel) {
        rest = RestSpreadWatch(model)
        steady = SteadyChargeWatch(model)
    }

    var steadyCharges: [SteadyCharge] { steady.charges }

    /// Takes the next reading, and the resistance with it.
    mutating func add(_ clean: CleanReading, _ resistance: StepResistance) {
        let time = clean.reading.time
        if let spread = rest.add(clean) {
            spreads.add(Trend.Point(time: time, value: spread.value))
        }
        steady.add(clean)
        guard resistances.isDue(at: time), let estimate = resistance.estimate else { return }
        resistances.add(
            Trend.Point(time: time, value: estimate.ohms, deviation: estimate.deviation)
        )
    }

    /// Ends what the last reading left open.
    mutating func finish() {
        steady.finish()
    }
}

extension PackHistory {
    /// The resistance at 25 °C as it became known, in ohms of the whole pack.
    public var resistances: [Trend.Point] { trends.resistances.points }

    /// Between the highest and the lowest cell after a rest at 30 to 95 %, in volts.
    public var spreads: [Trend.Point] { trends.spreads.points }

    /// At most six long charges with a steady current: the first, the newest and some in between.
    public var steadyCharges: [SteadyCharge] { trends.steadyCharges }
}
