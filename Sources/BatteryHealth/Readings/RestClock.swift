/// Since when hardly any current flows.
///
/// A vehicle that sent nothing is taken to have been off if its state of charge is still the same;
/// else something flowed that nobody saw, and the rest begins anew.
struct RestClock: Sendable {
    private var start: Double?
    private var last: (time: Double, stateOfCharge: Double?)?

    /// What the state of charge of a vehicle that is off may move by, as it is rounded.
    static let mostChange = 0.0101

    /// Takes the next reading.
    ///
    /// - Parameters:
    ///   - time: By the device, in seconds.
    ///   - pause: The time since the reading before; infinite for the first.
    ///   - isQuiet: Whether the current is as good as none.
    ///   - stateOfCharge: As the management has it, a part of 1.
    /// - Returns: When the rest began, by the device, in seconds; `nil` while current flows.
    mutating func add(
        _ time: Double,
        pause: Double,
        isQuiet: Bool,
        stateOfCharge: Double?
    ) -> Double? {
        defer { last = (time, stateOfCharge) }
        guard isQuiet else {
            start = nil
            return nil
        }
        if pause > ReadingCleaner.longestPause {
            start = wasOff(until: stateOfCharge) ? start ?? last?.time : nil
        }
        let start = start ?? time
        self.start = start
        return start
    }

    /// Takes the next reading of a pack.
    mutating func add(_ clean: CleanReading, _ model: BatteryModel) -> Double? {
        add(
            clean.reading.time,
            pause: clean.pause,
            isQuiet: model.isResting(at: clean.reading.current),
            stateOfCharge: clean.reading.stateOfCharge
        )
    }

    /// Whether nothing flowed between the newest reading and one that comes `pause` seconds after it.
    func isUnbroken(by pause: Double, until stateOfCharge: Double?) -> Bool {
        pause <= ReadingCleaner.longestPause || wasOff(until: stateOfCharge)
    }

    private func wasOff(until stateOfCharge: Double?) -> Bool {
        guard let before = last?.stateOfCharge, let stateOfCharge else { return false }
        return abs(stateOfCharge - before) <= Self.mostChange
    }
}

extension BatteryModel {
    /// Whether a current is as good as none.
    func isResting(at current: Double?) -> Bool {
        current.map { abs($0) < 0.02 * ratedCapacity } ?? false
    }
}
