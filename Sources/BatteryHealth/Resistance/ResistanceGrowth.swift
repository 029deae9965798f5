/// How much a pack's resistance at 25 °C has grown since its first months, ten days at a time.
struct ResistanceGrowth: Sendable {
    private let model: BatteryModel
    private var beginning: StepResistance
    private var isBegun = false
    private var newest: StepResistance
    private var beginningTime: Double?
    private var newestTime: Double?

    /// For how long the first resistance is learnt, in seconds.
    private static let beginningDuration = 90.0 * 86_400
    private static let newestDuration = 10.0 * 86_400

    init(_ model: BatteryModel) {
        self.model = model
        beginning = StepResistance(model)
        newest = StepResistance(model)
    }

    /// Takes the next reading.
    ///
    /// - Returns: The growth as a part of the first resistance, when ten days have told it.
    mutating func add(_ clean: CleanReading) -> Double? {
        let time = clean.reading.time
        let start = beginningTime ?? time
        beginningTime = start
        guard isBegun else {
            beginning.add(clean)
            guard time - start >= Self.beginningDuration else { return nil }
            isBegun = beginning.estimate != nil
            if isBegun { newestTime = time }
            return nil
        }
        newest.add(clean)
        guard time - (newestTime ?? time) >= Self.newestDuration, newest.estimate != nil
        else { return nil }
        defer { (newest, newestTime) = (StepResistance(model), time) }
        return newest.growth(since: beginning)
    }
}
