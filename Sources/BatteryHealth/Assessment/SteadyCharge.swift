/// A long charge with a steady current, as the pack's mean cell saw it.
public struct SteadyCharge: Hashable, Sendable {
    /// When it ended, by the device, in seconds.
    public let time: Double
    /// The mean current, in amperes; curves of unlike currents are not alike.
    public let current: Double
    /// The voltage of the mean cell over the charge of the pack.
    public let curve: ChargeCurve
}

/// Keeps a few of a battery's steady charges: the first, the newest and some evenly in between.
struct SteadyChargeWatch: Sendable {
    /// The most charges that are kept.
    static let mostKept = 6

    private let model: BatteryModel
    private var open: OpenCharge?
    private var spaced: [SteadyCharge] = []
    private var newest: SteadyCharge?
    private var count = 0
    private var spacing = 1

    init(_ model: BatteryModel) {
        self.model = model
    }

    /// What is kept, in the order of time.
    var charges: [SteadyCharge] {
        guard let newest, newest != spaced.last else { return spaced }
        return spaced + [newest]
    }

    /// Takes the next reading.
    mutating func add(_ clean: CleanReading) {
        if open?.add(clean) == true { return }
        finish()
        open = OpenCharge(clean.reading, model)
    }

    /// Ends what is open.
    mutating func finish() {
        defer { open = nil }
        guard let charge = open?.charge else { return }
        newest = charge
        defer { count += 1 }
        guard count.isMultiple(of: spacing) else { return }
        spaced.append(charge)
        guard spaced.count >= Self.mostKept else { return }
        spaced = stride(from: 0, to: spaced.count, by: 2).map { spaced[$0] }
        spacing *= 2
    }
}

/// A charge that goes on with the current that it began with.
private struct OpenCharge {
    private let model: BatteryModel
    /// In amperes, positive.
    private let firstCurrent: Double
    private let hasCells: Bool
    private var lastTime: Double
    private var lastCurrent: Double
    private var time = 0.0
    private var sum = 0.0
    private var voltages: [Double] = []
    private var charges: [Double] = []

    /// How far the current may be from the first, as a part of that.
    private static let steadiness = 0.2
    /// Nothing is told by less, as a part of the rated capacity.
    private static let leastCharge = 0.25
    /// A higher current hides the shape, as a part of the rated capacity an hour.
    private static let highestRate = 0.6
    /// Cells speak in millivolts.
    private static let resolution = 0.001
    /// How far an unsteady current may take a voltage back, in volts.
    private static let mostFall = 0.01
    /// The same while cells still come back from what was before, and for how long they do, as a
    /// part of the rated capacity.
    private static let mostFallAtFirst = 0.002
    private static let settling = 0.01

    /// Begins with a reading; `nil` if nothing goes in.
    init?(_ reading: PackReading, _ model: BatteryModel) {
        guard reading.isCharging, let current = reading.current else { return nil }
        self.model = model
        firstCurrent = -current
        lastTime = reading.time
        lastCurrent = -current
        hasCells = reading.cellMaximum != nil && reading.cellMinimum != nil
        note(reading)
    }

    /// Takes the next reading, unless it does not go on with this charge.
    mutating func add(_ clean: CleanReading) -> Bool {
        let reading = clean.reading
        guard reading.isCharging, clean.continuesStretch,
            let current = reading.current.map({ -$0 }),
            abs(current - firstCurrent) <= Self.steadiness * firstCurrent, !falls(reading)
        else { return false }
        sum += (lastCurrent + current) / 2 * clean.pause / 3_600
        time += clean.pause
        (lastTime, lastCurrent) = (reading.time, current)
        note(reading)
        return true
    }

    /// Whether the voltage shows that what came before was no part of this charge.
    private func falls(_ reading: PackReading) -> Bool {
        guard let voltage = voltage(reading), let last = voltages.last else { return false }
        guard voltages.count > 1 else { return voltage < last }
        let isSettling = sum < Self.settling * model.ratedCapacity
        return voltage < last - (isSettling ? Self.mostFallAtFirst : Self.mostFall)
    }

    private mutating func note(_ reading: PackReading) {
        guard let voltage = voltage(reading),
            voltage >= (voltages.last ?? -.infinity) + Self.resolution
        else { return }
        voltages.append(voltage)
        charges.append(sum)
    }

    /// The voltage of the mean cell, from one source throughout a charge, or it would have steps.
    ///
    /// Packs speak in tenths of a volt or whole ones: what lies between two cells is finer.
    private func voltage(_ reading: PackReading) -> Double? {
        guard hasCells else { return reading.meanCellVoltage(model) }
        guard let high = reading.cellMaximum, let low = reading.cellMinimum else { return nil }
        return (high + low) / 2
    }

    /// The charge so far, if it tells anything.
    var charge: SteadyCharge? {
        guard sum >= Self.leastCharge * model.ratedCapacity,
            voltages.count >= IncrementalCapacity.leastPoints,
            case let current = sum / time * 3_600,
            current <= Self.highestRate * model.ratedCapacity,
            let curve = ChargeCurve(voltages: voltages, charges: charges)
        else { return nil }
        return SteadyCharge(time: lastTime, current: current, curve: curve)
    }
}
