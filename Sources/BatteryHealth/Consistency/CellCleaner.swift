/// Takes out of readings of cells what cannot be, and counts it.
///
/// As with ``ReadingCleaner``, nothing that comes after a reading is looked at.
public struct CellCleaner: Sendable {
    /// How often each defect was met, each cell and each probe counted.
    public private(set) var defects: [ReadingDefect: Int] = [:]
    /// How many readings were given.
    public private(set) var count = 0
    private let model: BatteryModel
    private var lastTime: Double?
    private var believed: [Double?]

    /// How far a cell can fall from one reading to the next, in volts: a wire that breaks falls
    /// further.
    private static let mostFall = 1.5
    /// Three thousand years on both sides: more would swallow seconds in sums.
    private static let times = -1e11...1e11

    /// Creates a cleaner of one battery's cells.
    public init(_ model: BatteryModel) {
        self.model = model
        believed = [Double?](repeating: nil, count: max(model.seriesCellCount, 0))
    }

    /// The reading without what cannot be.
    ///
    /// - Returns: `nil` for a reading that does not follow the one before it in time, that is of
    ///   another number of cells, or whose cells do not sum up to the pack.
    public mutating func clean(_ reading: CellReading) -> CleanCells? {
        count += 1
        guard reading.voltages.count == believed.count else {
            note(.cellCount)
            return nil
        }
        guard let pause = pause(before: reading.time) else { return nil }
        guard isWhole(reading) else {
            note(.packVoltage)
            return nil
        }
        var clean = reading
        if let current = clean.current, !(-2_000...2_000).contains(current) {
            note(.current)
            clean.current = nil
        }
        if let charge = clean.stateOfCharge, !(0...1).contains(charge) {
            note(.stateOfCharge)
            clean.stateOfCharge = nil
        }
        for (probe, temperature) in clean.temperatures.enumerated() {
            // -40 is the raw 0 of the protocol.
            guard let temperature, !(-39...209).contains(temperature) else { continue }
            note(.temperature)
            clean.temperatures[probe] = nil
        }
        let deepest = cleanVoltages(&clean)
        return CleanCells(reading: clean, pause: pause, deepestVoltage: deepest)
    }

    /// Whether the cells sum up to the pack as closely as both are read: where they do not, one of
    /// them is of an earlier moment.
    private func isWhole(_ reading: CellReading) -> Bool {
        let plausible = model.chemistry.plausibleCellVoltages
        let count = Double(max(reading.voltages.count, 1))
        // A cell or a pack whose value is missing says nothing of the others.
        guard let pack = reading.packVoltage, plausible.contains(pack / count) else { return true }
        var sum = 0.0
        for voltage in reading.voltages {
            guard let voltage, plausible.contains(voltage) else { return true }
            sum += voltage
        }
        return abs(sum - pack) <= Self.mostMissing * pack
    }

    private static let mostMissing = 0.01

    /// The time since the reading before; infinite for the first.
    private mutating func pause(before time: Double) -> Double? {
        guard Self.times.contains(time) else {
            note(.timeReversed)
            return nil
        }
        let pause = lastTime.map { time - $0 } ?? .infinity
        guard pause > 0 else {
            note(pause == 0 ? .duplicate : .timeReversed)
            return nil
        }
        if lastTime != nil, pause > ReadingCleaner.longestPause { note(.gap) }
        lastTime = time
        return pause
    }

    /// The lowest voltage that a cell has gone down to, where that is below what works.
    private mutating func cleanVoltages(_ reading: inout CellReading) -> Double? {
        let plausible = model.chemistry.plausibleCellVoltages
        guard !reading.voltages.allSatisfy({ $0.map(plausible.contains) ?? false }) else {
            believed = reading.voltages
            return nil
        }
        var deepest: Double?
        for cell in reading.voltages.indices {
            guard let voltage = reading.voltages[cell] else { continue }
            guard !plausible.contains(voltage) else {
                believed[cell] = voltage
                continue
            }
            note(.cellVoltage)
            reading.voltages[cell] = nil
            guard
                model.chemistry.canFall(from: believed[cell], to: voltage, by: Self.mostFall)
            else { continue }
            believed[cell] = voltage
            deepest = min(deepest ?? voltage, voltage)
        }
        return deepest
    }

    private mutating func note(_ defect: ReadingDefect) {
        defects[defect, default: 0] += 1
    }
}

/// A reading of cells without what cannot be.
public struct CleanCells: Hashable, Sendable {
    public let reading: CellReading
    /// The time since the reading before, in seconds; infinite for the first.
    public let pause: Double
    /// The lowest voltage to which a cell has gone down below all that work, in volts: it is not
    /// among the voltages of ``reading``.
    public let deepestVoltage: Double?
}

extension Chemistry {
    /// Whether a cell can have gone down from one reading to the next below all voltages that work:
    /// by no more than `most`, and not below 0.3 V, which is a wire that is off.
    func canFall(from before: Double?, to voltage: Double, by most: Double) -> Bool {
        guard let before else { return false }
        return before - voltage <= most
            && (0.3..<plausibleCellVoltages.lowerBound).contains(voltage)
    }
}
