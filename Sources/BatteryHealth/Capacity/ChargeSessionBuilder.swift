/// Finds the charges in a battery's readings, as they come.
///
/// Charge is summed by the trapezoid rule, and only where readings follow each other. The
/// management's state of charge is rounded to whole per cents, so a charge is measured from the
/// moment of its first step to that of its last: that takes most of the rounding away.
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
        if let session = open, session.hasEnded(before: clean) { ended = finish() }
        if isCharging(clean.reading) {
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

    private func isCharging(_ reading: PackReading) -> Bool {
        guard let current = reading.current, current < -1 else { return false }
        switch reading.charging {
        case .parked, .complete: return true
        case .driving, nil: return (reading.speed ?? 0) == 0
        case .some(.none): return false
        }
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
    private var firstStep: Step?
    private var lastStep: Step?
    private var newest: Step?
    private var isFull = false

    /// A state of charge and what had gone in by then.
    private struct Step {
        let time: Double
        let stateOfCharge: Double
        let charge: Double
    }

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

    private mutating func note(_ reading: PackReading) {
        let current = abs(reading.current ?? .infinity)
        let cell = reading.cellMaximum ?? 0
        isFull = reading.charging == .complete || model.isFull(cell: cell, current: current)
        guard let soc = reading.stateOfCharge else { return }
        let step = Step(time: reading.time, stateOfCharge: soc, charge: charge)
        if first == nil { first = step }
        if let newest, soc > newest.stateOfCharge {
            if firstStep == nil { firstStep = step }
            lastStep = step
        }
        newest = step
    }

    /// The charge so far; `nil` while no state of charge is known.
    var session: ChargeSession? {
        guard let begin = begin, let finish = finish else { return nil }
        return ChargeSession(
            start: begin.end,
            end: finish.end,
            charge: finish.charge - begin.charge,
            chargingTime: chargingTime,
            temperature: temperatureTime > 0 ? temperatureSum / temperatureTime : nil,
            gapCount: gapCount
        )
    }

    private typealias Bound = (end: ChargeSession.End, charge: Double)

    private var begin: Bound? {
        if let openCircuit { return (openCircuit, 0) }
        return steps.map {
            (.managedStep($0.first.stateOfCharge, at: $0.first.time), $0.first.charge)
        }
            ?? first.map { (.managed($0.stateOfCharge, at: $0.time), $0.charge) }
    }

    private var finish: Bound? {
        if isFull { return (.full(at: lastTime), charge) }
        return steps.map { (.managedStep($0.last.stateOfCharge, at: $0.last.time), $0.last.charge) }
            ?? newest.map { (.managed($0.stateOfCharge, at: $0.time), $0.charge) }
    }

    /// The first and the last step, if there are two: one alone would begin and end the charge.
    private var steps: (first: Step, last: Step)? {
        guard let firstStep, let lastStep, lastStep.stateOfCharge > firstStep.stateOfCharge else {
            return nil
        }
        return (firstStep, lastStep)
    }
}
