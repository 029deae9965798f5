/// The resistance of each cell against the middle one, from the steps of current of each day.
struct CellResistances: Sendable {
    private let model: BatteryModel
    private var sums: [Sum]
    private var day: Double?
    /// Of the last days that told, the newest last.
    private var days: [Day] = []

    private struct Sum {
        var product = 0.0
        var square = 0.0
        var count = 0
    }

    private struct Day {
        /// Of each cell, as multiples of the median.
        let ratios: [Double?]
        /// Above it a cell is unlike the others.
        let limit: Double
    }

    /// Of one day, for a resistance to a hundredth of a cell's.
    private static let leastSteps = 20
    private static let mostDays = 5
    /// On how many of these days a cell must have been unlike the others.
    private static let leastDays = 3

    init(_ model: BatteryModel) {
        self.model = model
        sums = [Sum](repeating: Sum(), count: max(model.seriesCellCount, 0))
    }

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - clean: The reading.
    ///   - last: The one before it.
    /// - Returns: The greatest resistance that a cell had on three of the last five days, as a
    ///   multiple of the median; `nil` until a day has ended that told it.
    mutating func add(_ clean: CleanCells, after last: CellReading?) -> Double? {
        let today = (clean.reading.time / 86_400).rounded(.down)
        let hasEnded = day.map { $0 != today } ?? false
        let worst = hasEnded && endDay() ? lasting.compactMap(\.self).max() : nil
        day = today
        if let last { addStep(from: last, to: clean) }
        return worst
    }

    /// Of each cell, the median of the last days.
    var ratios: [Double?] {
        guard !days.isEmpty else { return [] }
        return sums.indices.map { cell in days.compactMap { $0.ratios[cell] }.median }
    }

    /// Of each cell, what it had or exceeded on three of the last five days; 1 where it was then like
    /// the others.
    var lasting: [Double?] {
        guard days.count >= Self.leastDays else { return [] }
        return sums.indices.map { cell in
            let found = days.compactMap { day in
                day.ratios[cell].map { $0 > day.limit ? $0 : 1 }
            }
            return found.count >= Self.leastDays
                ? found.sorted(by: >)[Self.leastDays - 1] : nil
        }
    }

    private mutating func addStep(from last: CellReading, to clean: CleanCells) {
        guard clean.pause <= BatteryModel.longestStep,
            let before = last.current, let current = clean.reading.current,
            case let step = current - before, abs(step) >= model.leastStep,
            abs((clean.reading.stateOfCharge ?? 0) - (last.stateOfCharge ?? 0)) <= 0.0101
        else { return }
        for cell in sums.indices {
            guard let voltage = clean.reading.voltages[cell], let before = last.voltages[cell]
            else { continue }
            sums[cell].product -= (voltage - before) * step
            sums[cell].square += step * step
            sums[cell].count += 1
        }
    }

    /// Whether the day told something.
    private mutating func endDay() -> Bool {
        let resistances = sums.map { sum -> Double? in
            sum.count >= Self.leastSteps ? sum.product / sum.square : nil
        }
        for cell in sums.indices { sums[cell] = Sum() }
        let known = resistances.compactMap(\.self)
        guard let middle = known.median, middle > 0 else { return false }
        let deviation = known.robustDeviation(about: middle)
        days.append(
            Day(
                ratios: resistances.map { $0.map { $0 / middle } },
                limit: 1 + 4 * deviation / middle
            )
        )
        if days.count > Self.mostDays { days.removeFirst() }
        return true
    }
}
