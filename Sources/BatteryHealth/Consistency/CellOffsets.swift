import RealModule

/// How the state of charge of each cell goes away from that of the middle one, from rest to rest.
///
/// A cell of less capacity is further away the emptier the pack, so time is told apart from the
/// pack's state of charge.
struct CellOffsets: Sendable {
    private let model: BatteryModel
    private var cells: [Cell]
    private var firstTime: Double?
    private var lastTime: Double?
    private var restCount = 0
    private var span = Span()

    private struct Cell {
        var whole = FadingPlane()
        /// Since the newest ``Span`` began.
        var newest = FadingPlane()
        /// How it went in the one before.
        var before: FadingPlane.Slope?
    }

    /// A fortnight or more, for which it is told how a cell goes then.
    private struct Span {
        var start = 0.0
        var restCount = 0
    }

    /// For how long rests must have been seen, in days.
    private static let leastDays = 14.0
    private static let leastRests = 8
    /// After how many days a rest counts a third.
    private static let memory = 90.0
    /// From when on a span that has not ended tells something, in days.
    private static let leastSpanDays = 7.0
    /// How much faster than before is faster.
    private static let acceleration = 1.25
    /// Of NMC without a table of its own: 6 to 12 mV for each per cent.
    private static let usualSlope = 0.8
    /// In volts for all of the charge; where it is flatter, voltage does not tell.
    private static let leastSlope = 0.1

    init(_ model: BatteryModel) {
        self.model = model
        cells = [Cell](repeating: Cell(), count: max(model.seriesCellCount, 0))
    }

    /// Takes the voltages of a rest.
    ///
    /// - Parameters:
    ///   - voltages: Of each cell, in volts.
    ///   - middle: Their median.
    ///   - managed: The state of charge as the management has it.
    ///   - time: By the device, in seconds.
    /// - Returns: Whether they tell something.
    mutating func add(
        _ voltages: [Double?],
        middle: Double,
        stateOfCharge managed: Double,
        at time: Double
    ) -> Bool {
        // Outside its table a voltage does not tell.
        guard model.openCircuitVoltage?.covers(middle) ?? true else { return false }
        let charge = model.openCircuitVoltage?.stateOfCharge(at: middle) ?? managed
        guard let slope = slope(at: charge) else { return false }
        let first = firstTime ?? time
        firstTime = first
        let pause = (time - (lastTime ?? time)) / 86_400
        lastTime = time
        restCount += 1
        let days = (time - first) / 86_400
        if days - span.start >= Self.leastDays, span.restCount >= Self.leastRests {
            beginSpan(at: days)
        }
        span.restCount += 1
        let fading = Double.exp(-pause / Self.memory)
        for (cell, voltage) in voltages.enumerated() {
            guard let voltage else { continue }
            let offset = (voltage - middle) / slope
            cells[cell].whole.add(offset, x: days, z: charge, fading: fading)
            cells[cell].newest.add(offset, x: days, z: charge, fading: 1)
        }
        return true
    }

    /// What each cell loses.
    var selfDischarge: SelfDischarge {
        guard let firstTime, let lastTime else { return .voltageDoesNotTell }
        let days = (lastTime - firstTime) / 86_400
        guard days >= Self.leastDays, restCount >= Self.leastRests else {
            return .notEnoughData(
                days: days,
                neededDays: Self.leastDays,
                rests: restCount,
                neededRests: Self.leastRests
            )
        }
        let isSpanTold = days - span.start >= Self.leastSpanDays
        return .cells(cells.map { rate(of: $0, isSpanTold: isSpanTold) })
    }

    private mutating func beginSpan(at days: Double) {
        span = Span(start: days)
        for cell in cells.indices {
            cells[cell].before = cells[cell].newest.slope
            cells[cell].newest = FadingPlane()
        }
    }

    private func slope(at charge: Double) -> Double? {
        guard let table = model.openCircuitVoltage else {
            return model.chemistry == .nmc ? Self.usualSlope : nil
        }
        guard model.chemistry.tells(stateOfCharge: charge) else { return nil }
        let slope = table.slope(at: charge)
        return slope >= Self.leastSlope ? slope : nil
    }

    private func rate(of cell: Cell, isSpanTold: Bool) -> SelfDischarge.Rate? {
        guard cell.whole.count >= Self.leastRests, let whole = cell.whole.slope else { return nil }
        let perMonth = -whole.value * 30
        return SelfDischarge.Rate(
            perMonth: perMonth,
            deviation: whole.deviation * 30,
            leakage: perMonth * model.ratedCapacity / 720,
            isAccelerating: isSpanTold && Self.isAccelerating(cell)
        )
    }

    private static func isAccelerating(_ cell: Cell) -> Bool {
        guard let before = cell.before, let now = cell.newest.slope else { return false }
        let doubt =
            (before.deviation * before.deviation + now.deviation * now.deviation).squareRoot()
        return -now.value > -before.value * acceleration && before.value - now.value > 3 * doubt
    }
}
