/// Watches a battery's readings for what should not be.
///
/// The vehicle's own alarms are evidence of their own, and are not looked at here.
public struct PackWatch: Sendable {
    private let model: BatteryModel
    private var watches: WarningWatches
    private var warming: WarmingWatch
    private var clock = RestClock()
    private var runaway = RunawayWatch()
    private var rest: RestSpreadWatch
    private var spreadGrowth = SpreadGrowth()
    private var resistanceGrowth: ResistanceGrowth
    private var lastStateOfCharge: Double?
    private var lastTime: Double?

    private static let rules: [WarningRule] = [
        .cellOverVoltage, .cellUnderVoltage, .overDischarge, .restSpread, .overTemperature,
        .probeSpread,
        .unexplainedWarming, .stateOfChargeJump, .runawayPrecursor, .silenceAfterHeat,
        .insulation, .spreadGrowth, .resistanceGrowth,
    ]
    private static let rulesOfHeat: [WarningRule] = [
        .overTemperature, .probeSpread, .unexplainedWarming, .runawayPrecursor,
    ]

    /// Creates a watch of a battery of a model.
    public init(_ model: BatteryModel) {
        self.model = model
        watches = WarningWatches(Self.rules, model)
        warming = WarmingWatch(model)
        rest = RestSpreadWatch(model)
        resistanceGrowth = ResistanceGrowth(model)
    }

    /// Takes the next reading.
    ///
    /// - Returns: What it warns of now.
    public mutating func add(_ clean: CleanReading) -> [Warning] {
        let reading = clean.reading
        var values = RuleValues()
        values[.cellOverVoltage] = reading.cellMaximum
        let lowest = clean.deepestCell ?? reading.cellMinimum
        values[.overDischarge] = lowest
        if let current = reading.current, abs(current) < model.ratedCapacity {
            values[.cellUnderVoltage] = lowest
        }
        noteHeat(clean, &values)
        if let spread = rest.add(clean) {
            values[.restSpread] = spread.value
            values[.spreadGrowth] = spreadGrowth.add(spread, at: reading.time)
        }
        values[.resistanceGrowth] = resistanceGrowth.add(clean)
        if let insulation = reading.insulation, let voltage = reading.voltage, voltage > 0 {
            values[.insulation] = insulation / voltage
        }
        if clean.stateOfChargeJumped, let last = lastStateOfCharge, clean.continuesStretch {
            values[.stateOfChargeJump] = reading.stateOfCharge.map { abs($0 - last) }
        }
        lastStateOfCharge = reading.stateOfCharge ?? lastStateOfCharge
        lastTime = reading.time
        return watches.note(values, at: reading.time)
    }

    /// Takes note that no reading has come until now.
    ///
    /// - Parameter time: Now, by the device's clock, in seconds.
    /// - Returns: A warning if the last readings were of a pack too hot.
    public mutating func hearNothing(until time: Double) -> [Warning] {
        guard let lastTime, isHot else { return [] }
        return watches.note([.silenceAfterHeat: time - lastTime], at: time)
    }

    /// What the readings themselves prove.
    public var findings: [SafetyFinding] {
        var findings: [SafetyFinding] = []
        // What has happened has, even where the values came back.
        if watches.gravest(of: .runawayPrecursor) == .stop
            || watches.gravest(of: .unexplainedWarming) == .stop
        {
            findings.append(.thermalEvent)
        }
        if watches.gravest(of: .overDischarge) == .stop { findings.append(.overDischarge) }
        if watches.level(of: .insulation) == .stop { findings.append(.insulation) }
        if watches.level(of: .resistanceGrowth) == .stop { findings.append(.resistanceDoubled) }
        if watches.level(of: .restSpread).map({ $0 >= .service }) ?? false {
            findings.append(.spread)
        }
        return findings
    }

    private var isHot: Bool {
        Self.rulesOfHeat.contains { watches.level(of: $0).map { $0 >= .service } ?? false }
    }

    private mutating func noteHeat(
        _ clean: CleanReading,
        _ values: inout RuleValues
    ) {
        let reading = clean.reading
        if isHot { values[.silenceAfterHeat] = clean.pause }
        values[.overTemperature] = reading.temperatureMaximum
        if let high = reading.temperatureMaximum, let low = reading.temperatureMinimum {
            values[.probeSpread] = high - low
        }
        values[.unexplainedWarming] = warming.add(clean)
        let position = reading.cellMinimum.flatMap { low in
            reading.cellMaximum.map { low - $0 }
        }
        values[.runawayPrecursor] = runaway.add(
            reading.time,
            restingSince: clock.add(clean, model),
            temperature: reading.temperatureMaximum,
            positions: [position]
        )
    }
}
