/// Finds the charges in a battery's readings, as they come.
///
/// Charge is summed by the trapezoid rule, and only where readings follow each other. The
/// management's state of charge is rounded to whole per cents, so a charge is measured at the moments
/// of its steps, by the straight line through all of them: that takes the rounding away.
public struct ChargeSessionBuilder: Sendable {
    /// The longest time without current within one charge, in seconds.
    public static let longestPause = 600.0

    private let model: BatteryModel
    private var open: OpenSession?
    private var rest: RestWatch
    private var last: PackReading?

    /// Creates a builder that has seen nothing.
    public init(_ model: BatteryModel) {
        self.model = model
        rest = RestWatch(model)
    }

    /// Takes the next reading.
    ///
    /// - Returns: The charge that it shows to have ended, if any.
    public mutating func add(_ clean: CleanReading) -> ChargeSession? {
        defer { last = clean.reading }
        var ended: ChargeSession?
        open?.noteEnd(clean.reading)
        if let session = open, session.hasEnded(before: clean) { ended = finish() }
        if clean.reading.isCharging {
            let before = rest.openCircuit(before: clean)
            if open == nil { open = OpenSession(clean.reading, after: before, model) }
            open?.add(clean, after: last)
        }
        rest.add(clean)
        return ended
    }

    /// Ends what is open.
    public mutating func finish() -> ChargeSession? {
        defer { open = nil }
        return open?.session
    }
}

/// A charge that goes on.
private struct OpenSession {
    private let model: BatteryModel
    private let startTime: Double
    private let openCircuit: ChargeSession.End?
    private var lastTime: Double
    private var charge = 0.0
    private var chargingTime = 0.0
    private var temperatureSum = 0.0
    private var temperatureTime = 0.0
    private var gapCount = 0
    private var first: Step?
    private var steps = StepLine()
    private var newest: Step?
    private var isFull = false

    init(_ reading: PackReading, after openCircuit: ChargeSession.End?, _ model: BatteryModel) {
        self.model = model
        self.openCircuit = openCircuit
        startTime = reading.time
        lastTime = reading.time
    }

    /// Whether nothing goes in any more: a long pause, or current that comes out.
    func hasEnded(before clean: CleanReading) -> Bool {
        let idle = clean.reading.time - lastTime
        let isDriving = (clean.reading.current ?? 0) > 1 || (clean.reading.speed ?? 0) > 0
        return idle > ChargeSessionBuilder.longestPause || isDriving
    }

    mutating func add(_ clean: CleanReading, after last: PackReading?) {
        let reading = clean.reading
        if let last, last.time >= startTime { sum(from: last, to: clean) }
        if clean.stateOfChargeJumped { gapCount += 1 }
        lastTime = reading.time
        note(reading)
    }

    private mutating func sum(from last: PackReading, to clean: CleanReading) {
        guard clean.continuesStretch, let before = last.current, let now = clean.reading.current
        else {
            gapCount += 1
            return
        }
        charge -= (before + now) / 2 * clean.pause / 3_600
        chargingTime += clean.pause
        guard let temperature = clean.reading.temperature else { return }
        temperatureSum += temperature * clean.pause
        temperatureTime += clean.pause
    }

    /// Looks at a reading after the last current: most vehicles say only then that all is in.
    mutating func noteEnd(_ reading: PackReading) {
        guard reading.time - lastTime <= ChargeSessionBuilder.longestPause else { return }
        isFull = isFull || reading.isManagedAsFull
    }

    private mutating func note(_ reading: PackReading) {
        let current = abs(reading.current ?? .infinity)
        let cell = reading.cellMaximum ?? 0
        isFull = reading.isManagedAsFull || model.isFull(cell: cell, current: current)
        guard let soc = reading.stateOfCharge else { return }
        let step = Step(time: reading.time, stateOfCharge: soc, charge: charge)
        if first == nil { first = step }
        if let newest, soc > newest.stateOfCharge {
            steps.add(step)
        }
        newest = step
    }

    /// The charge so far; `nil` while no state of charge is known.
    var session: ChargeSession? {
        if openCircuit == nil, !isFull, let line = steps.line {
            return session(
                from: .managedStep(line.first.stateOfCharge, at: line.first.time),
                to: .managedStep(line.last.stateOfCharge, at: line.last.time),
                line.charge
            )
        }
        guard let first, let newest else { return nil }
        let start = openCircuit ?? .managed(first.stateOfCharge, at: first.time)
        let end: ChargeSession.End =
            isFull ? .full(at: lastTime) : .managed(newest.stateOfCharge, at: newest.time)
        return session(from: start, to: end, charge)
    }

    private func session(
        from start: ChargeSession.End,
        to end: ChargeSession.End,
        _ charge: Double
    ) -> ChargeSession {
        ChargeSession(
            start: start,
            end: end,
            charge: charge,
            chargingTime: chargingTime,
            temperature: temperatureTime > 0 ? temperatureSum / temperatureTime : nil,
            gapCount: gapCount
        )
    }
}

extension PackReading {
    /// Whether the management says that all is in: a charge may also be complete at a limit that the
    /// driver has set.
    fileprivate var isManagedAsFull: Bool { charging == .complete && (stateOfCharge ?? 0) >= 0.99 }
}

/// A state of charge and what had gone in by then.
private struct Step {
    let time: Double
    let stateOfCharge: Double
    let charge: Double
}

/// The straight line through the moments at which a rounded state of charge steps up.
private struct StepLine {
    private var first: Step?
    private var last: Step?
    private var count = 0.0
    private var meanState = 0.0
    private var meanCharge = 0.0
    private var square = 0.0
    private var product = 0.0

    mutating func add(_ step: Step) {
        if first == nil { first = step }
        last = step
        count += 1
        let distance = step.stateOfCharge - meanState
        meanState += distance / count
        meanCharge += (step.charge - meanCharge) / count
        square += distance * (step.stateOfCharge - meanState)
        product += distance * (step.charge - meanCharge)
    }

    /// From the first step to the last, and what the line says went in between.
    var line: (first: Step, last: Step, charge: Double)? {
        guard let first, let last, count >= Self.leastCount, square > 0 else { return nil }
        let change = last.stateOfCharge - first.stateOfCharge
        return (first, last, product / square * change)
    }

    private static let leastCount = 3.0
}
